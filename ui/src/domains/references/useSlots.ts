/** Which element of the list shows which row, so that as little as possible is made anew. */
import { useRef } from "react";

/**
 * A slot for each name, all different: a name that stays keeps its own, one that comes takes over that of one that
 * went. Rows that others moved up or down are so moved as they are, and a list in another order fills the elements of
 * the one before.
 */
export function useSlots(names: readonly string[]): number[] {
  const taken = useRef<ReadonlyMap<string, number>>(new Map());
  const [slots, now] = assign(names, taken.current);
  taken.current = now;
  return slots;
}

/** `before` is which name had which slot. */
export function assign(
  names: readonly string[],
  before: ReadonlyMap<string, number>,
): [slots: number[], now: Map<string, number>] {
  const now = new Map<string, number>();
  const used = new Set<number>();
  for (const name of names) {
    const slot = before.get(name);
    if (slot === undefined) continue;
    now.set(name, slot);
    used.add(slot);
  }
  let next = 0;
  const free = () => {
    while (used.has(next)) next += 1;
    used.add(next);
    return next;
  };
  const given = new Set<string>();
  const slots = names.map((name) => {
    // A row that moved may stand in two pages at once while one of them is asked for again.
    const slot = given.has(name) ? free() : (now.get(name) ?? free());
    given.add(name);
    now.set(name, slot);
    return slot;
  });
  return [slots, now];
}
