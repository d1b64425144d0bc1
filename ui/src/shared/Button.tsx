/** The button in its four weights. A page has at most one primary one. */
import type { ComponentPropsWithRef, ReactNode } from "react";
import { classes } from "./classes";
import { ChevronDownIcon } from "./icons";
import { Kbd, spokenShortcut } from "./Kbd";

export interface ButtonProps extends ComponentPropsWithRef<"button"> {
  /** `plain` is outlined, `quiet` has no ground until hovered, `link` reads as a word of the sentence. */
  look?: "plain" | "quiet" | "primary" | "link" | undefined;
  /** 30 or 24 px. */
  size?: "normal" | "small" | undefined;
  icon?: ReactNode;
  /** Shown at its end, as in `commands.ts`. Pressing it is the command's business. */
  shortcut?: string | null | undefined;
  /** Opens a menu. */
  opens?: boolean | undefined;
  /** Takes something away: its word is red, never its ground. */
  destructive?: boolean | undefined;
}

export function Button({
  look = "plain",
  size = "normal",
  icon,
  shortcut,
  opens,
  destructive,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={classes(
        "ui-button",
        `is-${look}`,
        size === "small" && "is-small",
        destructive && "is-destructive",
        className,
      )}
      aria-keyshortcuts={spokenShortcut(shortcut)}
      {...rest}
    >
      {icon}
      {children}
      {shortcut && <Kbd keys={shortcut} bare />}
      {opens && <ChevronDownIcon small />}
    </button>
  );
}
