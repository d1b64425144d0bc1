/** A button that is only a drawing. Its name stands in a tooltip and is read aloud. */
import type { ComponentPropsWithRef, ReactNode } from "react";
import { classes } from "./classes";
import { spokenShortcut } from "./Kbd";
import { Tooltip } from "./Tooltip";

export interface IconButtonProps extends Omit<ComponentPropsWithRef<"button">, "aria-label" | "title"> {
  label: string;
  icon: ReactNode;
  shortcut?: string | null | undefined;
  /** 30 or 24 px. */
  size?: "normal" | "small" | undefined;
  /** A switch that is on or off; left out for a plain action. */
  pressed?: boolean | undefined;
  /** Where the tooltip stands. */
  side?: "top" | "bottom" | "left" | "right" | undefined;
}

export function IconButton({
  label,
  icon,
  shortcut,
  size = "normal",
  pressed,
  side,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} side={side}>
      <button
        type="button"
        className={classes("ui-button is-quiet is-icon", size === "small" && "is-small", className)}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={spokenShortcut(shortcut)}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
