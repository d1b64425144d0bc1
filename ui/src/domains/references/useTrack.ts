/**
 * Which rows are in view, of any number of rows of one height. An element can be about 33 million pixels high and no
 * higher; a list that is longer scrolls on a shorter track, and the wheel still moves it pixel by pixel.
 */
import { observeElementOffset, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import { offsetFor, ROW_PX, trackOf, type Where } from "./track";

const OVERSCAN = 4;
/** The library of virtual rows counts so many more at once: with another count it begins anew for each of them. */
const COUNTED = 4096;

export interface Track {
  /** The height of the element that scrolls. */
  height: number;
  /** The indices in view, with some on either side. */
  indices: number[];
  /** Where a row stands in the element that scrolls. */
  topOf: (index: number) => number;
  /** How many rows fit. */
  fitting: number;
  show: (index: number, where?: Where) => void;
}

export function useTrack(list: RefObject<HTMLElement | null>, count: number): Track {
  const scale = useRef(1);
  /** Where the list really is; the track knows that only as exactly as its scale allows. */
  const exact = useRef(0);
  const virtualizer = useVirtualizer({
    count: Math.ceil(count / COUNTED) * COUNTED,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    // Before the first measurement, and where nothing is ever measured.
    initialRect: { width: 376, height: 640 },
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (offset, scrolling) => {
        const own = exact.current / scale.current;
        if (Math.abs(own - offset) >= 1) exact.current = offset * scale.current;
        report(scale.current === 1 ? offset : exact.current, scrolling);
      }),
  });
  const viewport = virtualizer.scrollRect?.height ?? 0;
  const track = trackOf(count, viewport);
  scale.current = track.scale;

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const wheel = (event: WheelEvent) => {
      if (scale.current === 1 || event.ctrlKey) return;
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * ROW_PX : event.deltaY;
      const end = (element.scrollHeight - element.clientHeight) * scale.current;
      exact.current = Math.min(Math.max(exact.current + pixels, 0), end);
      element.scrollTop = exact.current / scale.current;
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [list]);

  const offset = virtualizer.scrollOffset ?? 0;
  const shift = track.scale === 1 ? 0 : offset / track.scale - offset;
  const show = useCallback(
    (index: number, where: Where = "auto") => {
      const element = list.current;
      if (!element) return;
      const now = scale.current === 1 ? element.scrollTop : exact.current;
      exact.current = offsetFor(index, where, now, element.clientHeight, count);
      element.scrollTop = exact.current / scale.current;
    },
    [list, count],
  );
  const items = virtualizer.getVirtualItems();
  return useMemo(
    () => ({
      height: track.height,
      indices: items.map(({ index }) => index).filter((index) => index < count),
      topOf: (index) => index * ROW_PX + shift,
      fitting: Math.max(Math.floor(viewport / ROW_PX), 1),
      show,
    }),
    [track.height, items, count, shift, viewport, show],
  );
}
