/**
 * What a lookup offers to the reference in the pane, field by field: under the header, before anything changes.
 * Renders nothing while nothing is offered.
 */
import { useEffect, useId, useRef, useState } from "react";
import { BackendError } from "../../backend/backend";
import type { LookupAnswer } from "../../bindings/LookupAnswer";
import type { ProposedField } from "../../bindings/ProposedField";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { Checkbox } from "../../shared/Checkbox";
import { classes } from "../../shared/classes";
import { LookUpIcon } from "../../shared/icons";
import { languageName } from "../../shared/languages";
import { useFocused, useSession } from "../../shared/session";
import { MayBe } from "./Candidates";
import { Clipped } from "./Clipped";
import { FieldLabel, langOf } from "./FieldLabel";
import { fieldName } from "./fieldNames";
import { isMeant } from "./isMeant";
import { fillsOf, useLookups } from "./lookups";

/** As many characters fit into the narrow column of what stands there. */
const SHORT = 9;

export function LookupPanel() {
  const { proposals } = useLookups();
  const focused = useFocused();
  const several = useSession(({ selection }) => selection.length > 1);
  const answer = focused === null || several ? undefined : proposals[focused];
  if (!answer) return null;
  if (!answer.proposal) return answer.candidates.length > 0 ? <MayBe answer={answer} /> : null;
  return <Difference key={answer.proposal.token} answer={answer} fields={answer.proposal.fields} />;
}

function Difference({ answer, fields }: { answer: LookupAnswer; fields: ProposedField[] }) {
  const { t } = useTranslation();
  const { apply, dismiss } = useLookups();
  const panel = useRef<HTMLElement>(null);
  const heading = useId();
  const [ticked, setTicked] = useState(() => new Set(fillsOf(answer)));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<BackendError | null>(null);
  const reference = answer.reference ?? answer.proposal?.reference ?? "";
  const service = answer.service ?? t("lookup.aService");
  const all = fields.length === ticked.size;
  const conflicts = fields.filter((field) => field.conflict).length;
  const count = ticked.size;
  const isLong = fields.some(({ now }) => now !== null && now.length > SHORT);

  const tick = (key: string, on: boolean) =>
    setTicked((now) => new Set(on ? [...now, key] : [...now].filter((other) => other !== key)));
  const take = async () => {
    if (busy || count === 0) return;
    setBusy(true);
    try {
      await apply(
        fields.map((field) => field.key).filter((key) => ticked.has(key)),
        reference,
      );
    } catch (thrown) {
      setFailure(BackendError.from(thrown));
      setBusy(false);
    }
  };

  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !isMeant(event, panel.current))
        return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);

  return (
    <section
      ref={panel}
      className={classes("diff", isLong && "is-long")}
      aria-labelledby={heading}
      data-testid="lookup-diff"
    >
      <header className="diff-head">
        <LookUpIcon />
        <h2 id={heading}>
          {[
            conflicts < fields.length && t("lookup.diff.fill", { count: fields.length - conflicts }),
            conflicts > 0 && t("lookup.diff.conflict", { count: conflicts }),
          ]
            .filter(Boolean)
            .join(t("lookup.diff.comma"))}
        </h2>
        <span className="diff-who">{t("lookup.diff.answered", { service })}</span>
        <Button
          look="quiet"
          size="small"
          onClick={() => setTicked(new Set(all ? [] : fields.map((field) => field.key)))}
          data-testid="lookup-tick-all"
        >
          {t(all ? "lookup.diff.untickAll" : "lookup.diff.tickAll")}
        </Button>
      </header>
      <div className="diff-scroll">
        <div className="diff-row diff-names" aria-hidden="true">
          <span />
          <span>{t("lookup.diff.field")}</span>
          <span>{t("lookup.diff.now")}</span>
          <span>{t("lookup.diff.proposed")}</span>
          <span className="diff-source">{t("lookup.diff.from")}</span>
        </div>
        <ul>
          {fields.map((field) => (
            <Row key={field.key} field={field} ticked={ticked.has(field.key)} onTick={tick} />
          ))}
        </ul>
      </div>
      <footer className="diff-foot">
        {failure ? (
          <span role="alert">{t([`errors.${failure.code}`, "errors.unknown"], failure.params)}</span>
        ) : (
          <span>{t("lookup.diff.calm")}</span>
        )}
        <i />
        <Button look="quiet" onClick={() => dismiss(reference)} data-testid="lookup-dismiss">
          {t("lookup.diff.dismiss")}
        </Button>
        <Button
          look="primary"
          shortcut="Ctrl+Enter"
          disabled={busy || count === 0}
          onClick={take}
          data-testid="lookup-apply"
        >
          {t("lookup.diff.apply", { count })}
        </Button>
      </footer>
    </section>
  );
}

interface RowProps {
  field: ProposedField;
  ticked: boolean;
  onTick: (key: string, on: boolean) => void;
}

function Row({ field, ticked, onTick }: RowProps) {
  const { t, i18n } = useTranslation();
  const why = useId();
  const inWords = (text: string) => (field.key === "language" ? languageName(i18n.language, text) : text);
  const label = fieldName(t, field.key, field.lang);
  const lang = langOf(label.lang);
  const name = lang ? `${label.name} (${lang})` : label.name;
  return (
    <li
      className={field.conflict ? "diff-row is-conflict" : "diff-row"}
      aria-label={name}
      aria-describedby={field.conflict ? why : undefined}
      data-testid={`lookup-field-${field.key}`}
    >
      <Checkbox
        checked={ticked}
        onChange={(on) => onTick(field.key, on)}
        label={`${name}: ${field.proposed.slice(0, 120)}`}
        hideLabel
        data-testid={`lookup-tick-${field.key}`}
      />
      <span className="diff-field">
        <FieldLabel field={field.key} lang={field.lang} />
      </span>
      <span
        className={field.now === null ? "diff-now is-empty" : "diff-now"}
        data-label={t("lookup.diff.now")}
      >
        {field.now === null ? t("lookup.diff.empty") : <Clipped text={inWords(field.now)} lang={lang} />}
      </span>
      <span className="diff-new">
        <Clipped text={inWords(field.proposed)} lang={lang} />
        {field.conflict && (
          <span id={why} className="diff-why">
            {t(ticked ? "lookup.diff.replaces" : "lookup.diff.differs")}
          </span>
        )}
      </span>
      <span className="diff-source">{field.source}</span>
    </li>
  );
}
