/**
 * Sets the text a little smaller where that, and only that, brings a whole abstract onto one screen. A text that
 * would be scrolled anyway keeps its size.
 */
import { type RefObject, useLayoutEffect, useRef } from "react";
import { afterPaint } from "../../shared/afterPaint";

/** From the usual size down, with about how high a text is then; the style sheet has a rule for each. */
export const SIZES = [
  ["1", 0.87],
  ["2", 0.78],
  ["3", 0.72],
] as const;

/** A size is tried where a text may come out so much lower than thought. */
const TOLERANCE = 1.06;

/** `changes` is anything that changes how much there is to show. */
export function useFit(changes: string): RefObject<HTMLDivElement | null> {
  const scroll = useRef<HTMLDivElement>(null);
  /** Whether a text stands whose size was chosen. */
  const chosen = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measures again whenever there is more or less to show
  useLayoutEffect(() => {
    const element = scroll.current;
    if (!element) return;
    let chosenFor = "";
    const choose = () => {
      // Each size that is tried lays the whole text out anew.
      const seen = () => `${element.scrollHeight} ${element.scrollWidth} ${element.clientHeight}`;
      if (chosenFor === seen()) return;
      element.dataset.fit = "";
      const [needed, available] = [element.scrollHeight, element.clientHeight];
      if (needed > available) {
        const worthTrying = SIZES.filter(([, height]) => needed * height <= available * TOLERANCE);
        const fits = worthTrying.some(([size]) => {
          element.dataset.fit = size;
          return element.scrollHeight <= available;
        });
        if (!fits) element.dataset.fit = "";
      }
      chosenFor = seen();
    };
    // Letters that stand in for a font to come are of other widths, and nothing tells reliably when it has come.
    const later = [100, 400, 1500].map((wait) => setTimeout(choose, wait));
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(choose);
    const follow = () => {
      choose();
      element.style.visibility = "";
      observer?.observe(element);
      if (element.firstElementChild) observer?.observe(element.firstElementChild);
    };
    // A new text is laid out first, out of sight, and set smaller a moment later: the page is free in between.
    const isNew = !chosen.current && element.firstElementChild !== null;
    chosen.current = element.firstElementChild !== null;
    if (isNew) element.style.visibility = "hidden";
    const cancel = isNew ? afterPaint(follow) : follow();
    return () => {
      observer?.disconnect();
      for (const timer of later) clearTimeout(timer);
      cancel?.();
      element.style.visibility = "";
    };
  }, [changes]);
  return scroll;
}
