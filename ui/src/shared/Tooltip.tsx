/** A few words about what the pointer or the focus is on. Never the only place where something is said. */
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./Kbd";
import { useLayer } from "./Layer";

interface TooltipProps {
  text: ReactNode;
  shortcut?: string | null | undefined;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  align?: "start" | "center" | "end" | undefined;
  /** One element that takes the pointer and the focus, such as a button. */
  children: ReactElement;
}

export function Tooltip({ text, shortcut, side = "bottom", align = "center", children }: TooltipProps) {
  const layer = useLayer();
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal container={layer}>
        <Base.Positioner className="ui-layer is-passive" side={side} align={align} sideOffset={6}>
          <Base.Popup className="ui-tooltip" data-testid="tooltip">
            {text}
            {shortcut && <Kbd keys={shortcut} bare />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
