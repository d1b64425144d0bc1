/** Which groups of duplicates are in view, and the way to a work that is not. There may be hundreds of any height. */
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useRef } from "react";
import type { DuplicateSet } from "../../bindings/DuplicateSet";
import { useParts } from "../../shared/useParts";

/** What a group is likely to be high, in pixels, until it is measured: its head, its works, the space around. */
const HEAD_PX = 50;
const WORK_PX = 64;
const AROUND_PX = 25;

export const idsOf = (set: DuplicateSet) => set.members.map(({ id }) => id);

/** `kept` is the work that Tab reaches: its group stays, out of view too, so that no key is lost. */
export function useSetsInView(
  list: RefObject<HTMLElement | null>,
  sets: readonly DuplicateSet[],
  kept: string | undefined,
) {
  const placeOf = (id: string | undefined) =>
    id === undefined ? -1 : sets.findIndex((set) => idsOf(set).includes(id));
  const likely = (index: number) => HEAD_PX + AROUND_PX + WORK_PX * (sets[index]?.members.length ?? 2);
  // What can be seen comes first.
  const overscan = 3 * useParts(1, sets.length > 0);
  const virtualizer = useVirtualizer({
    count: sets.length,
    getScrollElement: () => list.current,
    estimateSize: likely,
    measureElement: (element: HTMLElement) => element.offsetHeight || likely(Number(element.dataset.index)),
    getItemKey: (index) => sets[index]?.members[0]?.id ?? index,
    overscan,
    // Before the first measurement, and where nothing is ever measured.
    initialRect: { width: 376, height: 640 },
    rangeExtractor: (range: Range) => {
      const seen = defaultRangeExtractor(range);
      const place = placeOf(kept);
      return place < 0 || seen.includes(place) ? seen : [...seen, place].sort((a, b) => a - b);
    },
  });

  /** A work that is to have the focus as soon as it is there. */
  const wanted = useRef<string | null>(null);
  const settle = () => {
    const button = [...(list.current?.querySelectorAll<HTMLElement>("[data-work]") ?? [])].find(
      ({ dataset }) => dataset.work === wanted.current,
    );
    if (!button) return;
    wanted.current = null;
    button.focus();
  };
  useEffect(() => {
    if (wanted.current !== null) settle();
  });

  return {
    height: virtualizer.getTotalSize(),
    items: virtualizer.getVirtualItems(),
    measure: virtualizer.measureElement,
    /** Brings a work into view and gives it the focus. */
    focus: (id: string) => {
      wanted.current = id;
      settle();
      if (wanted.current !== null) virtualizer.scrollToIndex(Math.max(placeOf(id), 0));
    },
  };
}
