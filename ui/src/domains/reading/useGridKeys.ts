/** The keys of the grid. They act only inside it, never with a modifier, never while an input method composes. */
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { runCommand } from "../../shared/commands";
import { isComposing } from "../../shared/composing";
import type { Column } from "./GridRow";
import type { Pair, Side } from "./pairs";
import type { Grid } from "./useGrid";
import type { Linking } from "./useLinking";

interface Options {
  grid: Grid;
  linking: Linking;
  pairs: readonly Pair[];
  columns: [Column, Column];
  root: RefObject<HTMLDivElement | null>;
  /** The first row that can be reached. */
  first: number;
  copyPair(pair: number): void;
}

export function useGridKeys(options: Options): (event: KeyboardEvent) => void {
  const { grid, columns, root } = options;
  const wanted = useRef(false);
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    focusOn(cellOf(root.current, grid.active, grid.side, grid.editing));
  });

  const rows = options.pairs.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the rows are others than before
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (grid.editing && lost) {
      focusOn(cellOf(root.current, Math.min(grid.active, rows - 1), grid.side, true));
    }
  }, [options.pairs]);

  const goTo = (pair: number, side: Side) => {
    wanted.current = true;
    grid.goTo(pair, side, "key");
  };
  const inReading: Record<string, () => void> = {
    ArrowDown: () => goTo(Math.min(grid.active + 1, options.pairs.length - 1), grid.side),
    ArrowUp: () => goTo(Math.max(grid.active - 1, options.first), grid.side),
    ArrowLeft: () => goTo(grid.active, columns[0].side),
    ArrowRight: () => goTo(grid.active, columns[1].side),
    Home: () => goTo(options.first, grid.side),
    End: () => goTo(options.pairs.length - 1, grid.side),
    Enter: () => grid.pin(grid.active),
    c: () => grid.cover(columns[1].side),
    v: () => runCommand("layout-next"),
    e: () => {
      wanted.current = true;
      grid.edit(true);
    },
  };
  const inEditing: Record<string, () => void> = {
    ArrowDown: () => nextSentence(options, 1),
    ArrowUp: () => nextSentence(options, -1),
    ArrowLeft: () => goTo(grid.active, columns[0].side),
    ArrowRight: () => goTo(grid.active, columns[1].side),
    " ": () => chooseFocused(options),
    Enter: () => chooseFocused(options),
    l: options.linking.link,
    u: options.linking.unlink,
    n: options.linking.alone,
    e: () => {
      wanted.current = true;
      grid.edit(false);
    },
  };

  const leaveStep = (): boolean => {
    if (grid.editing) {
      wanted.current = true;
      grid.edit(false);
    } else if (grid.pinned !== null) grid.unpin();
    else if (grid.covered !== null) grid.uncover();
    else return false;
    return true;
  };

  const actionOf = (event: KeyboardEvent): (() => void) | undefined => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey) {
      const nothingSelected = getSelection()?.isCollapsed !== false;
      const copies = key === "c" && !event.shiftKey && !event.altKey && nothingSelected;
      return copies ? () => options.copyPair(grid.pinned ?? grid.active) : undefined;
    }
    if (event.altKey) return undefined;
    return (grid.editing ? inEditing : inReading)[key];
  };

  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      if (!leaveStep()) return;
    } else {
      const action = actionOf(event);
      if (!action) return;
      action();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return press;
}

function cellOf(root: HTMLElement | null, pair: number, side: Side, editing: boolean): HTMLElement | null {
  const cell = root?.querySelector<HTMLElement>(
    `[data-pair="${pair}"] [role="gridcell"][data-side="${side}"]`,
  );
  return (editing ? cell?.querySelector<HTMLElement>("[role=checkbox]") : null) ?? cell ?? null;
}

function focusOn(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
  element?.closest("[data-pair]")?.scrollIntoView?.({ block: "nearest" });
}

/** The next sentence of the side on which the focus is, whatever pair it is in. */
function nextSentence({ root, grid }: Options, by: 1 | -1): void {
  const all = [
    ...(root.current?.querySelectorAll<HTMLElement>(`[role=checkbox][data-side="${grid.side}"]`) ?? []),
  ];
  const here = all.indexOf(document.activeElement as HTMLElement);
  const next = all[here < 0 ? 0 : here + by];
  if (!next) return;
  const pair = next.closest<HTMLElement>("[data-pair]")?.dataset.pair;
  grid.goTo(Number(pair), grid.side, "key");
  focusOn(next);
}

function chooseFocused({ grid }: Options): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.matches("[role=checkbox][data-sentence]")) {
    grid.choose(grid.side, Number(focused.dataset.sentence));
  }
}
