/** What came of a lookup of several works: what is uncertain, what differs, what is not to be had and why. */
import { useState } from "react";
import { useBackend } from "../../backend/context";
import { useReferenceDetail } from "../../backend/queries";
import type { LookupAnswer } from "../../bindings/LookupAnswer";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { Localized } from "../../shared/Localized";
import { Candidates } from "./Candidates";
import { fieldName } from "./fieldNames";
import { type Ended, useLookups } from "./lookups";
import { differs, wordsOf } from "./outcomes";
import { useShow } from "./useShow";

interface ReportDialogProps {
  ended: Ended;
  open: boolean;
  onOpenChange(open: boolean): void;
}

const GROUPS = ["uncertain", "differing", "failed", "waiting", "done", "known"] as const;
type Group = (typeof GROUPS)[number];

function groupOf(answer: LookupAnswer): Group {
  if (answer.waits) return "waiting";
  if (answer.outcome === "uncertain") return "uncertain";
  if (differs(answer)) return "differing";
  if (answer.outcome === "added" || answer.outcome === "completed") return "done";
  return answer.outcome === "in-library" || answer.outcome === "nothing-new" ? "known" : "failed";
}

export function ReportDialog({ ended, open, onOpenChange }: ReportDialogProps) {
  const { t, i18n } = useTranslation();
  const answers = ended.report?.answers ?? [];
  const groups = GROUPS.map((group) => ({
    group,
    answers: answers.filter((answer) => groupOf(answer) === group),
  })).filter((one) => one.answers.length > 0);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("lookup.report.title")}
      description={wordsOf(t, i18n.language, ended).said}
      className="lookup-report"
    >
      {groups.map((one) => (
        <section key={one.group} data-testid={`report-${one.group}`}>
          <h3>
            {t(`lookup.report.group.${one.group}`)} <small>{one.answers.length}</small>
          </h3>
          <ul>
            {one.answers.map((answer, place) => (
              <Entry
                // biome-ignore lint/suspicious/noArrayIndexKey: two may be about the same work
                key={place}
                ended={ended}
                answer={answer}
                group={one.group}
                onLeave={() => onOpenChange(false)}
              />
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

interface EntryProps {
  ended: Ended;
  answer: LookupAnswer;
  group: Group;
  onLeave(): void;
}

function Entry({ ended, answer, group, onLeave }: EntryProps) {
  const { t, i18n } = useTranslation();
  const backend = useBackend();
  const { fillFrom } = useLookups();
  const show = useShow();
  const [taken, setTaken] = useState<LookupAnswer | null>(null);
  const { reference, landing_url } = answer;
  const filled =
    taken?.proposal?.fields.filter(({ conflict }) => !conflict).map(({ key }) => key) ?? answer.filled;
  const names = filled.map((key) => fieldName(t, key).name);
  const reason = wordsOf(t, i18n.language, { ...ended, answer, report: null });
  const goThere = () => {
    if (reference) show(reference).catch(() => {});
    onLeave();
  };
  return (
    <li className="report-entry">
      <p>
        {reference ? <Title id={reference} /> : <b>{answer.asked}</b>}
        {group === "failed" || group === "waiting" || group === "known" ? (
          <span>{[reason.said, reason.next].filter(Boolean).join(" ")}</span>
        ) : (
          names.length > 0 && (
            <span>
              {t("lookup.report.filledFields", { fields: [...new Set(names)].join(t("lookup.diff.comma")) })}
            </span>
          )
        )}
      </p>
      {reference && (
        <Button look="link" onClick={goThere} data-testid="report-show">
          {t(group === "differing" ? "lookup.report.compare" : "lookup.show")}
        </Button>
      )}
      {group === "failed" && landing_url && (
        <Button look="link" onClick={() => backend.openLink(landing_url).catch(() => {})}>
          {t("lookup.openPage")}
        </Button>
      )}
      {group === "uncertain" && taken === null && (
        <Candidates
          candidates={answer.candidates}
          act={t("lookup.mayBe.take")}
          onChoose={async (token) => setTaken(await fillFrom(token))}
        />
      )}
    </li>
  );
}

function Title({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useReferenceDetail(id);
  const row = data?.row;
  const title = row?.title ?? row?.other_title;
  if (!row) return <b />;
  return (
    <b>
      {title ? (
        <Localized value={title} />
      ) : (
        [t("lookup.untitledShort"), row.authors[0], row.year, row.place].filter(Boolean).join(" · ")
      )}
    </b>
  );
}
