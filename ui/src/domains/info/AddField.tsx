/** Everything that can be added to a reference, behind one quiet button: type to find it, Enter takes it. */
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import type { FieldOffer } from "../../bindings/FieldOffer";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { classes } from "../../shared/classes";
import { isComposing } from "../../shared/composing";
import { AddIcon } from "../../shared/icons";
import { Popover } from "../../shared/Popover";
import { TextField } from "../../shared/TextField";
import { NEW_VALUE } from "./Editor";
import { offerName, soughtAs } from "./names";

/** Goes on from where a value was added. */
export const ADD_FIELD = "add-field";

interface AddFieldProps {
  offers: FieldOffer[];
  onChoose(offer: FieldOffer): void;
}

export function AddField({ offers, onChoose }: AddFieldProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      title={t("info.addField")}
      hideTitle
      className="picker add-field"
      open={open}
      onOpenChange={setOpen}
      finalFocus={() => document.getElementById(NEW_VALUE) ?? true}
      trigger={
        <Button id={ADD_FIELD} look="quiet" size="small" icon={<AddIcon small />} data-testid={ADD_FIELD}>
          {t("info.addField")}
        </Button>
      }
    >
      <Offers
        offers={offers}
        onCancel={() => setOpen(false)}
        onChoose={(offer) => {
          onChoose(offer);
          setOpen(false);
        }}
      />
    </Popover>
  );
}

function Offers({ offers, onChoose, onCancel }: AddFieldProps & { onCancel(): void }) {
  const { t } = useTranslation();
  const list = useId();
  const [filter, setFilter] = useState("");
  const [active, setActive] = useState(0);
  const known = useMemo(() => offers.map((offer) => ({ offer, words: soughtAs(offer) })), [offers]);
  const asked = filter.trim().toLowerCase();
  const found = known.filter(({ words }) => words.includes(asked)).map(({ offer }) => offer);
  const at = Math.min(active, found.length - 1);
  const firstOther = found.findIndex(({ usual }) => !usual);
  const pressed = (event: KeyboardEvent) => {
    if (isComposing(event) || found.length === 0) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (at + step + found.length) % found.length;
    setActive(next);
    document.getElementById(`${list}-${next}`)?.scrollIntoView?.({ block: "nearest" });
  };
  const take = (offer: FieldOffer | undefined) => offer && onChoose(offer);
  return (
    <>
      <TextField
        label={t("info.findField")}
        hideLabel
        placeholder={t("info.findField")}
        value={filter}
        onChange={(next) => {
          setFilter(next);
          setActive(0);
        }}
        onSubmit={() => take(found[at])}
        onCancel={onCancel}
        onKeyDown={pressed}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
        data-testid="add-field-filter"
      />
      {found.length === 0 ? (
        <p className="picker-none">{t("info.noField")}</p>
      ) : (
        <div className="picker-list" role="listbox" id={list} aria-label={t("info.addField")}>
          {found.map((offer, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the filter's, which keeps the focus
            <div
              key={`${offer.key} ${offer.lang}`}
              id={`${list}-${index}`}
              className={classes(
                "picker-choice",
                index === at && "is-active",
                index > 0 && index === firstOther && "is-first-other",
              )}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => take(offer)}
              data-testid={`offer-${offer.key}${offer.lang ? `@${offer.lang}` : ""}`}
            >
              <span className="picker-name">{offerName(t, offer)}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
