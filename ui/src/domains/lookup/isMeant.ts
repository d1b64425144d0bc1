/** Whether a key that was pressed anywhere in the window is meant for a panel. */
import { isTyping } from "../../shared/commands";
import { isComposing } from "../../shared/composing";

/**
 * Not while somebody types elsewhere or chooses from a menu, and not while something else stands before the panel:
 * the tray and the merge have keys of the same names.
 */
export function isMeant(event: KeyboardEvent, panel: Element | null): boolean {
  if (!panel || event.defaultPrevented || isComposing(event)) return false;
  const at = event.target instanceof Element ? event.target : null;
  if (at && panel.contains(at)) return true;
  if (isTyping(at) || at?.closest("[role=menu], [role=dialog], [role=listbox]")) return false;
  const { left, top, width, height } = panel.getBoundingClientRect();
  const seen = document.elementFromPoint?.(left + width / 2, top + height - Math.min(12, height / 2));
  return !seen || panel.contains(seen);
}
