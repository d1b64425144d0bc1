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
    const measure = () => {
      for (const size of SIZES) {
        element.dataset.fit = size;
        if (element.scrollHeight <= element.clientHeight) return;
      }
      element.dataset.fit = "";
    };
    measure();
    // The window changes, and the fonts of the text arrive. Measuring again finds the same size, so it ends.
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure);
    observer?.observe(element);
    if (element.firstElementChild) observer?.observe(element.firstElementChild);
    let frame = 0;
    const painted = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    };
    painted();
    document.fonts?.addEventListener("loadingdone", painted);
    return () => {
      cancelAnimationFrame(frame);
      observer?.disconnect();
      document.fonts?.removeEventListener("loadingdone", painted);
    };
  }, [changes]);
  return scroll;
}
