/**
 * Sets the text a little smaller where that, and only that, brings a whole abstract onto one screen. A text that
 * would be scrolled anyway keeps its size.
 */
import { type RefObject, useLayoutEffect, useRef } from "react";

/** From the usual size down; the style sheet has a rule for each. */
const SIZES = ["", "1", "2", "3"];

/** `changes` is anything that changes how much there is to show. */
export function useFit(changes: string): RefObject<HTMLDivElement | null> {
  const scroll = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measures again whenever there is more or less to show
  useLayoutEffect(() => {
    const element = scroll.current;
    if (!element) return;
    const choose = () => {
      for (const size of SIZES) {
        element.dataset.fit = size;
        if (element.scrollHeight <= element.clientHeight) return;
      }
      element.dataset.fit = "";
    };
    // Letters that stand in for a font to come are of other widths, and nothing tells reliably when it has come.
    const later = [0, 100, 400, 1500].map((wait) => setTimeout(choose, wait));
    choose();
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(choose);
    observer?.observe(element);
    if (element.firstElementChild) observer?.observe(element.firstElementChild);
    return () => {
      observer?.disconnect();
      for (const timer of later) clearTimeout(timer);
    };
  }, [changes]);
  return scroll;
}
