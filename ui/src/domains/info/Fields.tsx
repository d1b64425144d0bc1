/**
 * The fields of a reference: what is missing first, then what is there, then what else can be added. Whoever adds or
 * takes away a value goes on where the next one is added.
 */
import { useLayoutEffect, useRef, useState } from "react";
import type { FieldOffer } from "../../bindings/FieldOffer";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { AddIcon } from "../../shared/icons";
import { ADD_FIELD, AddField } from "./AddField";
import { Field } from "./Field";
import { Kind } from "./Kind";
import { NewValue } from "./NewValue";
import { addWords } from "./names";

export function Fields({ detail }: { detail: ReferenceDetail }) {
  const { t } = useTranslation();
  const [added, setAdded] = useState<FieldOffer | null>(null);
  const reference = detail.row.id;
  const editable = detail.standing !== "deleted";
  const needed = editable ? detail.offers.filter((offer) => offer.needed) : [];
  const list = useRef<HTMLDListElement>(null);
  const next = useRef<string | null>(null);
  const goTo = (id: string) => {
    const place = list.current?.querySelector<HTMLElement>(`[data-testid="${id}"]`);
    (place ?? document.getElementById(ADD_FIELD))?.focus();
  };
  useLayoutEffect(() => {
    if (added || next.current === null) return;
    goTo(next.current);
    next.current = null;
  });
  /** Where one goes on: at what is missing still, or where one came from. */
  const after = ({ key, needed: wasNeeded }: FieldOffer, saved: boolean) => {
    if (!wasNeeded) return ADD_FIELD;
    const other = saved ? needed.find((offer) => offer.key !== key) : undefined;
    return saved && !other ? ADD_FIELD : `add-${(other ?? { key }).key}`;
  };
  const form = added && (
    <NewValue
      key={`${added.key} ${added.lang}`}
      reference={reference}
      offer={added}
      onDone={(saved) => {
        next.current = after(added, saved);
        setAdded(null);
      }}
    />
  );
  return (
    <dl className="fields" aria-label={t("info.fields")} ref={list}>
      {needed.length > 0 && (
        <div className="field-row is-needed" data-testid="needed">
          <dt>{t("info.missing")}</dt>
          <dd>
            {needed.map((offer) => (
              <Button
                key={offer.key}
                size="small"
                icon={<AddIcon small />}
                aria-expanded={added?.key === offer.key}
                onClick={() => setAdded(offer)}
                data-testid={`add-${offer.key}`}
              >
                {addWords(t, offer, detail.kind)}
              </Button>
            ))}
          </dd>
        </div>
      )}
      {added?.needed && form}
      <Kind detail={detail} editable={editable} />
      {detail.fields.map((field, place) => (
        <Field
          key={field.key}
          reference={reference}
          field={field}
          sources={detail.sources}
          above={detail.fields[place - 1]?.values.at(-1)?.source ?? null}
          editable={editable}
          onGone={() => goTo(ADD_FIELD)}
        />
      ))}
      {added && !added.needed && form}
      {editable && (
        <div className="field-row is-offer">
          <dt className="unseen">{t("info.more")}</dt>
          <dd>
            <AddField offers={detail.offers.filter((offer) => !offer.needed)} onChoose={setAdded} />
          </dd>
        </div>
      )}
    </dl>
  );
}
