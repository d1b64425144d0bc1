/** A large export without anything to look at is imported at once: the undo bar says so, and takes it back. */
import { useEffect, useRef } from "react";
import type { TrayView } from "../../bindings/TrayView";
import { MANY } from "./items";

/** Whether nothing on the tray needs a person's eye. */
export function needsNoLook(view: TrayView): boolean {
  return (
    view.found > MANY &&
    view.listed === 0 &&
    view.duplicate_pairs === 0 &&
    view.needs_metadata === 0 &&
    view.files.every(({ problems }) => problems.length === 0)
  );
}

/** Starts once, and only with what the tray was opened for: what is added later is looked at. */
export function useAtOnce(view: TrayView, start: () => void): void {
  const decided = useRef(false);
  useEffect(() => {
    if (decided.current || view.reading || view.files.length === 0) return;
    decided.current = true;
    if (needsNoLook(view)) start();
  }, [view, start]);
}
