/** The line that says what was done and takes it back. Once per window; `say` in notices.ts fills it. */
import { useState } from "react";
import { useTranslation } from "../i18n";
import { CloseIcon, UndoIcon } from "./icons";
import { Kbd } from "./Kbd";
import { type Notice, useNotices } from "./notices";
import { useCountdown } from "./useCountdown";

const STAYS_MS = 8000;

export function UndoBar() {
  const { current, dismiss } = useNotices();
  return (
    // The region stands before its first line, or screen readers would not hear that one.
    <div className="ui-undo-place" role="status" aria-live="polite">
      {current && <Line key={current.id} notice={current} close={() => dismiss(current.id)} />}
    </div>
  );
}

/** One such line, wherever it stands. */
export function Line({ notice, close }: { notice: Notice; close: () => void }) {
  const { t } = useTranslation();
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  useCountdown(notice, notice.stays ?? STAYS_MS, hovered || focused, close);
  const doing = (act: () => void) => () => {
    act();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only stops the clock
    <div
      className="ui-undo"
      data-testid="undo-bar"
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      }}
    >
      <span className="ui-undo-words">{notice.text}</span>
      {notice.action && (
        <button
          type="button"
          className="ui-undo-button"
          onClick={doing(notice.action.act)}
          data-testid="notice-action"
        >
          {notice.action.label}
        </button>
      )}
      {notice.undo && (
        <button type="button" className="ui-undo-button" onClick={doing(notice.undo)} data-testid="undo">
          <UndoIcon />
          {t("frame.undo")}
          <Kbd keys="Ctrl+Z" bare />
        </button>
      )}
      <button
        type="button"
        className="ui-undo-button is-close"
        aria-label={t("frame.dismiss")}
        onClick={close}
      >
        <CloseIcon small />
      </button>
    </div>
  );
}
