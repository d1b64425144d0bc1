/** Where menus, tooltips and dialogs are put: at the end of the page, or inside a given element. */
import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { createContext, type ReactNode, useContext } from "react";

const LayerContext = createContext<HTMLElement | null>(null);

/** The element that floating parts are put into; undefined means the end of the page. */
export function useLayer(): HTMLElement | undefined {
  return useContext(LayerContext) ?? undefined;
}

/** Floating parts below are put into this element. */
export function Layer({ element, children }: { element: HTMLElement | null; children: ReactNode }) {
  return <LayerContext value={element}>{children}</LayerContext>;
}

/**
 * What the components need around them, once per window: the page's policy allows no style elements, and tooltips
 * share their patience.
 */
export function Foundations({ children }: { children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500} closeDelay={0}>
        {children}
      </Tooltip.Provider>
    </CSPProvider>
  );
}
