/** A key combination, written as the keyboard has it. */
import { Fragment } from "react";

const APPLE = typeof navigator !== "undefined" && /^(Mac|iPhone|iPad)/.test(navigator.platform);

const SIGNS: Record<string, string> = {
  Ctrl: APPLE ? "⌘" : "Ctrl",
  Alt: APPLE ? "⌥" : "Alt",
  Shift: "⇧",
  Enter: "↵",
  Delete: "Del",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

const WORDS: Record<string, string> = { Ctrl: APPLE ? "Meta" : "Control" };

/** `Ctrl+Shift+C` as its keys; a plus that is itself a key stays one. */
export function keysOf(shortcut: string): string[] {
  return shortcut.split(/\+(?!$)/);
}

/** `Ctrl+Shift+C` as `aria-keyshortcuts` wants it. */
export function spokenShortcut(shortcut: string | null | undefined): string | undefined {
  return shortcut
    ? keysOf(shortcut)
        .map((key) => WORDS[key] ?? key)
        .join("+")
    : undefined;
}

interface KbdProps {
  /** As `commands.ts` writes it: `Ctrl+Shift+C`. */
  keys: string;
  /** Without the frame, for menus, buttons and tooltips. */
  bare?: boolean | undefined;
}

export function Kbd({ keys, bare }: KbdProps) {
  return (
    <kbd className={bare ? "ui-kbd is-bare" : "ui-kbd"} aria-hidden={bare ? true : undefined} lang="en">
      {keysOf(keys).map((key, index) => (
        <Fragment key={key}>
          {index > 0 && "\u2009"}
          {SIGNS[key] ?? key}
        </Fragment>
      ))}
    </kbd>
  );
}
