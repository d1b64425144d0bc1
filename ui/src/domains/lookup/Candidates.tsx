/** Works that a reference may be, none of which agrees well enough to be taken by itself: a person chooses, or nobody. */
import { useId, useState } from "react";
import { BackendError } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import type { LookupAnswer } from "../../bindings/LookupAnswer";
import type { LookupCandidate } from "../../bindings/LookupCandidate";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { LookUpIcon } from "../../shared/icons";
import { Localized } from "../../shared/Localized";
import { useLookups } from "./lookups";

/** Under the header of the reference in the pane. */
export function MayBe({ answer }: { answer: LookupAnswer }) {
  const { t } = useTranslation();
  const { choose, dismiss } = useLookups();
  const heading = useId();
  return (
    <section className="diff may-be" aria-labelledby={heading} data-testid="lookup-candidates">
      <header className="diff-head">
        <LookUpIcon />
        <h2 id={heading}>{t("lookup.mayBe.title", { count: answer.candidates.length })}</h2>
        <span className="diff-who">{t("lookup.diff.answered", { service: answer.service })}</span>
      </header>
      <div className="diff-scroll">
        <Candidates candidates={answer.candidates} act={t("lookup.mayBe.compare")} onChoose={choose} />
      </div>
      <footer className="diff-foot">
        <span>{t("lookup.mayBe.calm")}</span>
        <i />
        <Button look="quiet" onClick={() => dismiss(answer.reference ?? "")} data-testid="lookup-dismiss">
          {t("lookup.mayBe.none")}
        </Button>
      </footer>
    </section>
  );
}

interface CandidatesProps {
  candidates: readonly LookupCandidate[];
  /** What the button of each says. */
  act: string;
  onChoose(token: string): Promise<unknown>;
}

export function Candidates({ candidates, act, onChoose }: CandidatesProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<BackendError | null>(null);
  const choose = async (token: string) => {
    setBusy(true);
    setFailure(null);
    try {
      await onChoose(token);
    } catch (thrown) {
      setFailure(BackendError.from(thrown));
    } finally {
      setBusy(false);
    }
  };
  const named = (traits: readonly string[]) =>
    traits.map((trait) => t(`lookup.trait.${trait}`, trait)).join(t("lookup.diff.comma"));
  return (
    <>
      <ul className="candidates">
        {candidates.map(({ token, work, doi, landing_url, agrees, differs }) => (
          <li key={token} data-testid="lookup-candidate">
            <div>
              <b>{work.title ? <Localized value={work.title} /> : t("lookup.untitled")}</b>
              {work.other_title && (
                <span className="candidate-other">
                  <Localized value={work.other_title} />
                </span>
              )}
              <span>
                {[work.authors.slice(0, 3).join(", "), work.container?.text, work.year, work.place]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <span className="candidate-why">
                {agrees.length > 0 && t("lookup.mayBe.agrees", { what: named(agrees) })}
                {agrees.length > 0 && differs.length > 0 && t("lookup.mayBe.but")}
                {differs.length > 0 && <em>{t("lookup.mayBe.differs", { what: named(differs) })}</em>}
              </span>
            </div>
            {doi && landing_url && (
              <Button look="link" onClick={() => backend.openLink(landing_url).catch(() => {})}>
                {doi}
              </Button>
            )}
            <Button size="small" disabled={busy} onClick={() => choose(token)} data-testid="candidate-choose">
              {act}
            </Button>
          </li>
        ))}
      </ul>
      {failure && (
        <p className="settings-failed" role="alert">
          {t([`errors.${failure.code}`, "errors.unknown"], failure.params)}
        </p>
      )}
    </>
  );
}
