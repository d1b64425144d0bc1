/** A word in a pill. Tags are ink; only what belongs to a text, to a doubt or to a machine has a colour. */
import type { ReactNode } from "react";
import { useTranslation } from "../i18n";
import { classes } from "./classes";
import { CloseIcon, TagIcon } from "./icons";

interface ChipProps {
  tone?: "ink" | "en" | "zh" | "machine" | "doubt" | "tool" | undefined;
  icon?: ReactNode;
  lang?: string | undefined;
  children: ReactNode;
  className?: string | undefined;
}

export function Chip({ tone = "ink", icon, lang, children, className }: ChipProps) {
  return (
    <span className={classes("ui-chip", tone !== "ink" && `is-${tone}`, className)} lang={lang}>
      {icon}
      <span>{children}</span>
    </span>
  );
}

interface TagProps {
  name: string;
  lang?: string | undefined;
  /** Takes the tag off; also with Delete or Backspace while its button has the focus. */
  onRemove?: (() => void) | undefined;
}

/** A tag of a reference. */
export function Tag({ name, lang, onRemove }: TagProps) {
  const { t } = useTranslation();
  return (
    <span className="ui-chip is-outlined" lang={lang}>
      <TagIcon small />
      <span>{name}</span>
      {onRemove && (
        <button
          type="button"
          className="ui-chip-remove"
          aria-label={t("frame.remove", { name })}
          onClick={onRemove}
          onKeyDown={(event) => {
            if (event.key !== "Delete" && event.key !== "Backspace") return;
            event.preventDefault();
            onRemove();
          }}
        >
          <CloseIcon small />
        </button>
      )}
    </span>
  );
}
