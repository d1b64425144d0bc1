/**
 * "This is": one line that opens between two lines of the raw text, so that it covers none of it. What the text looks
 * like stands first; every target has a letter, which works whether or not it is in sight.
 */
import { type KeyboardEvent, useState } from "react";
import type { FixTarget } from "../../../bindings/FixTarget";
import { useTranslation } from "../../../i18n";
import { classes } from "../../../shared/classes";
import { isComposing } from "../../../shared/composing";
import { IconButton } from "../../../shared/IconButton";
import { ChevronDownIcon } from "../../../shared/icons";
import { Kbd, spokenShortcut } from "../../../shared/Kbd";
import { TARGETS } from "./targets";

const REMEMBERED = "diglot-fix-all";

interface FixBarProps {
  likely: FixTarget;
  error: string | null;
  onFix: (what: FixTarget) => void;
  /** Back to the text, with the selection gone. */
  onLeave: () => void;
}

export function FixBar({ likely, error, onFix, onLeave }: FixBarProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(() => localStorage.getItem(REMEMBERED) === "yes");
  const [held, setHeld] = useState(0);
  const targets = [...TARGETS].sort((a, b) => Number(b.what === likely) - Number(a.what === likely));
  const showAll = (shown: boolean) => {
    setAll(shown);
    localStorage.setItem(REMEMBERED, shown ? "yes" : "no");
  };
  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    if (isComposing(event)) return;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      event.stopPropagation();
      const next = (held + by + targets.length) % targets.length;
      setHeld(next);
      if (!all) showAll(true);
      event.currentTarget.querySelectorAll<HTMLElement>("[data-what]")[next]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    } else if (event.key === "Enter" || event.key === " ") {
      event.stopPropagation();
    }
  };
  return (
    <div
      className={classes("fix-bar", all && "is-all")}
      role="toolbar"
      aria-label={t("tray.fix.label")}
      // The selection would be lost to the press.
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={pressed}
      data-testid="fix-bar"
    >
      <div className="fix-targets">
        <span className="fix-words">{t("tray.fix.words")}</span>
        {targets.map(({ what, key }, index) => (
          <button
            key={what}
            type="button"
            className={classes("fix-target", what === likely && "is-likely")}
            lang={what.endsWith("-zh") ? "zh-Hans" : undefined}
            tabIndex={index === held ? 0 : -1}
            aria-keyshortcuts={spokenShortcut(key)}
            data-what={what}
            data-testid={`fix-${what}`}
            onClick={() => onFix(what)}
          >
            {t(`tray.fix.${what}`)}
            <Kbd keys={key} bare />
          </button>
        ))}
      </div>
      <IconButton
        size="small"
        label={t(all ? "tray.fix.fewer" : "tray.fix.all")}
        icon={<ChevronDownIcon small />}
        aria-expanded={all}
        onClick={() => showAll(!all)}
        data-testid="fix-all"
      />
      {error && (
        <p className="fix-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
