/** One field of a merge: what each side says, and what the merged reference would say. */
import { useId } from "react";
import type { MergeField } from "../../bindings/MergeField";
import { useTranslation } from "../../i18n";
import { languageName } from "../../shared/languages";
import { Clipped } from "../lookup/Clipped";
import { FieldLabel, langOf } from "../lookup/FieldLabel";
import { fieldName } from "../lookup/fieldNames";
import type { FieldKind } from "./MergeView";

interface ValuesProps {
  field: MergeField;
  kind: FieldKind;
  onChoose: (side: number) => void;
}

export function Values({ field, kind, onChoose }: ValuesProps) {
  const { t, i18n } = useTranslation();
  const group = useId();
  const lang = langOf(field.lang);
  const { name } = fieldName(t, field.key, field.lang);
  // Where nobody chose, the merger did.
  const taken = field.chosen ?? field.values.indexOf(field.result);
  const inWords = (value: string) => {
    if (field.key === "type") return t(`kind.${value}`, value);
    return field.key === "language" ? languageName(i18n.language, value) : value;
  };
  return (
    <tr className={`is-${kind}`} data-testid={`merge-field-${field.key}`} data-lang={field.lang ?? undefined}>
      <th scope="row" className="merge-name">
        <FieldLabel field={field.key} lang={field.lang} />
        {kind === "conflict" && <span className="merge-why">{t("work.merge.conflict")}</span>}
        {kind === "differs" && <span className="unseen"> ({t("work.merge.differs")})</span>}
      </th>
      {field.values.map((value, side) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a side is its place
        <td key={side} className={value === null ? "is-nothing" : side === taken ? "is-taken" : undefined}>
          {value === null ? (
            t("work.merge.nothing")
          ) : kind === "conflict" ? (
            <label className="merge-choice">
              <input
                type="radio"
                name={group}
                checked={side === taken}
                aria-label={t("work.merge.choose", { field: name, value: inWords(value).slice(0, 120) })}
                onChange={() => onChoose(side)}
                data-testid={`merge-choose-${field.key}-${side}`}
              />
              <span>
                <Clipped text={inWords(value)} lang={lang} />
              </span>
            </label>
          ) : (
            <Clipped text={inWords(value)} lang={lang} />
          )}
        </td>
      ))}
      <td className="merge-result" data-testid={`merge-result-${field.key}`}>
        <Clipped text={inWords(field.result)} lang={lang} />
      </td>
    </tr>
  );
}
