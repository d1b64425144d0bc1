/** How the two languages stand, and what can be done about it. */
import { type RefObject, useEffect, useState } from "react";
import { useCommand } from "../../shared/commands";
import { type AbstractLayout, usePreferences } from "../../shared/preferences";

/** From this width of the pane on, two columns have room beside each other. */
export const TWO_COLUMNS = 640;

export type Standing = "side" | "interleaved" | "left" | "right";

const ROUND: Standing[] = ["side", "interleaved", "left", "right"];

export interface Layout {
  standing: Standing;
  choose(standing: Standing): void;
}

/** The layout that a pane of this width has. */
export function standingOf(layout: AbstractLayout, wide: boolean): Standing {
  if (layout === "auto") return wide ? "side" : "interleaved";
  return layout === "side" && !wide ? "interleaved" : layout;
}

/** Once per pane: the layout, and the commands that change it. */
export function useLayout(wide: boolean): Layout {
  const { layout, swapped, textStep, set } = usePreferences();
  const standing = standingOf(layout, wide);
  const choose = (next: Standing) =>
    set({ layout: next === (wide ? "side" : "interleaved") ? "auto" : next });
  useCommand("layout-next", () => {
    const round = wide ? ROUND : ROUND.slice(1);
    choose(round[(round.indexOf(standing) + 1) % round.length] ?? "interleaved");
  });
  useCommand("swap-sides", () => set({ swapped: !swapped }));
  useCommand("text-larger", () => set({ textStep: Math.min(textStep + 1, 3) }));
  useCommand("text-smaller", () => set({ textStep: Math.max(textStep - 1, -2) }));
  return { standing, choose };
}

/** Whether an element is at least so wide. */
export function useWide(ref: RefObject<HTMLElement | null>, width: number): boolean {
  const [wide, setWide] = useState(true);
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => entry && setWide(entry.contentRect.width >= width));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, width]);
  return wide;
}
