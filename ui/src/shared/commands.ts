/**
 * Everything that the native menu, a key or a button can ask for, by name. The names are the native menu's too, so
 * that a test can send any of them. A part of the interface that can do something registers itself; the latest wins.
 */
import { useEffect, useRef } from "react";

export const COMMANDS = {
  "import-files": { key: "Ctrl+O" },
  "import-folder": { key: "Ctrl+Shift+O" },
  "import-clipboard": { key: null },
  "import-links": { key: null },
  export: { key: "Ctrl+Shift+E" },
  undo: { key: "Ctrl+Z" },
  redo: { key: "Ctrl+Shift+Z" },
  "select-all": { key: "Ctrl+A" },
  "copy-citation": { key: "Ctrl+Shift+C" },
  find: { key: "Ctrl+K" },
  "reading-mode": { key: "F11" },
  "layout-next": { key: null },
  "swap-sides": { key: null },
  sidebar: { key: "Ctrl+B" },
  "text-larger": { key: "Ctrl+Alt+=" },
  "text-smaller": { key: "Ctrl+Alt+-" },
  "theme-system": { key: null },
  "theme-light": { key: null },
  "theme-dark": { key: null },
  "language-system": { key: null },
  "language-en": { key: null },
  "language-zh": { key: null },
  "look-up": { key: "Ctrl+Shift+L" },
  "reference-complete": { key: "Ctrl+L" },
  "complete-all": { key: null },
  "reference-translate": { key: null },
  "reference-merge": { key: "Ctrl+M" },
  "reference-tag": { key: "Ctrl+T" },
  "reference-collect": { key: "Ctrl+Shift+T" },
  "reference-delete": { key: "Delete" },
  settings: { key: "Ctrl+," },
  shortcuts: { key: "F1" },
} as const satisfies Record<string, { key: string | null }>;

export type CommandName = keyof typeof COMMANDS;

type Handler = () => void;
const handlers = new Map<CommandName, Handler[]>();

/** Whether anything would happen. */
export function canRun(name: CommandName): boolean {
  return (handlers.get(name)?.length ?? 0) > 0;
}

/** Does what the command's latest owner does; false when it has none. */
export function runCommand(name: CommandName): boolean {
  const handler = handlers.get(name)?.at(-1);
  handler?.();
  return handler !== undefined;
}

/** While the component stands and `enabled` holds, the command does this. */
export function useCommand(name: CommandName, handler: Handler, enabled = true): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    if (!enabled) return;
    const own = () => latest.current();
    const owners = handlers.get(name) ?? [];
    handlers.set(name, [...owners, own]);
    return () => {
      handlers.set(
        name,
        (handlers.get(name) ?? []).filter((owner) => owner !== own),
      );
    };
  }, [name, enabled]);
}

/** The command of a pressed key, if it has one. Nothing while an input method is composing. */
export function commandOf(event: KeyboardEvent): CommandName | null {
  if (event.isComposing || event.keyCode === 229) return null;
  const parts = [
    (event.ctrlKey || event.metaKey) && "Ctrl",
    event.altKey && "Alt",
    event.shiftKey && "Shift",
    event.key.length === 1 ? event.key.toUpperCase() : event.key,
  ].filter(Boolean);
  const pressed = parts.join("+");
  const found = Object.entries(COMMANDS).find(([, { key }]) => key === pressed);
  return found ? (found[0] as CommandName) : null;
}

/** Whether a key belongs to the text that is being typed rather than to the window. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
  );
}
