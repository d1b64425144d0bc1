/** What is done with a duplicate: the kit's segments, of which only those of the current card are reached with Tab. */
import { useId } from "react";
import type { DuplicateChoice } from "../../bindings/DuplicateChoice";
import { useTranslation } from "../../i18n";

const CHOICES: readonly DuplicateChoice[] = ["merge", "keep", "skip"];

interface ChoiceProps {
  value: DuplicateChoice;
  reachable: boolean;
  onChange: (choice: DuplicateChoice) => void;
}

export function Choice({ value, reachable, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <div className="ui-segments" role="radiogroup" aria-label={t("tray.duplicate.label")}>
      {CHOICES.map((choice) => (
        <label key={choice} className="ui-segment">
          <input
            type="radio"
            name={name}
            value={choice}
            checked={choice === value}
            tabIndex={reachable ? 0 : -1}
            onChange={() => onChange(choice)}
            data-testid={`duplicate-${choice}`}
          />
          <span>{t(`tray.duplicate.${choice}`)}</span>
        </label>
      ))}
    </div>
  );
}
