/** A small panel beside what opened it. It closes with Escape or a click elsewhere and gives the focus back. */
import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { classes } from "./classes";
import { useLayer } from "./Layer";

interface PopoverProps {
  /** A Button or IconButton. */
  trigger: ReactElement;
  /** Its name, shown as its title unless `hideTitle`. */
  title: string;
  hideTitle?: boolean | undefined;
  children: ReactNode;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  align?: "start" | "center" | "end" | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** What has the focus after it; the trigger, unless this names another. */
  finalFocus?: (() => HTMLElement | boolean) | undefined;
  className?: string | undefined;
}

export function Popover({
  trigger,
  title,
  hideTitle,
  children,
  side = "bottom",
  align = "start",
  open,
  onOpenChange,
  finalFocus,
  className,
}: PopoverProps) {
  const layer = useLayer();
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal container={layer}>
        <Base.Positioner className="ui-layer" side={side} align={align} sideOffset={6} collisionPadding={8}>
          <Base.Popup
            className={classes("ui-popover", className)}
            aria-label={hideTitle ? title : undefined}
            finalFocus={finalFocus}
            data-testid="popover"
          >
            {!hideTitle && <Base.Title className="ui-popover-title">{title}</Base.Title>}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
