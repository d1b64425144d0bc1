/** Choosing references by pointer and keys, as file managers do: click, Ctrl, Shift, arrows, all. */
import { type KeyboardEvent, type MouseEvent, useCallback, useRef, useState } from "react";
import { isComposing } from "../../shared/composing";
import { useSession } from "../../shared/session";
import type { Rows } from "./useRows";
import type { Track } from "./useTrack";

export interface Selecting {
  /** The row that the keys move from. */
  cursor: number;
  setCursor: (index: number) => void;
  /** Selects the row at an index alone. */
  pick: (index: number) => Promise<void>;
  /** Whether what was picked is still on its way, and the cursor is there before it. */
  picking: () => boolean;
  onMouseDown: (event: MouseEvent) => void;
  onDoubleClick: (event: MouseEvent) => void;
  onContextMenu: (event: MouseEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function useSelecting(rows: Rows, track: Track): Selecting {
  const [cursor, setCursorState] = useState(0);
  /** Where a range began. */
  const anchor = useRef(0);
  const latest = useRef({ rows, track, cursor });
  latest.current = { rows, track, cursor };
  /** Answers may come later than the next key; only the latest counts. */
  const turn = useRef(0);
  const settled = useRef(0);
  const picking = useCallback(() => settled.current !== turn.current, []);

  const setCursor = useCallback((index: number) => {
    anchor.current = index;
    setCursorState(index);
  }, []);

  const settle = useCallback(async (ids: Promise<string[]>) => {
    turn.current += 1;
    const own = turn.current;
    try {
      const found = await ids;
      if (own === turn.current) useSession.getState().select(found);
    } finally {
      settled.current = Math.max(settled.current, own);
    }
  }, []);

  const pick = useCallback(
    (index: number) => {
      setCursor(index);
      const { rows } = latest.current;
      const known = rows.knownAt(index);
      if (known === null) return settle(rows.idAt(index).then((id) => (id === null ? [] : [id])));
      // At once, so that the cursor and what is selected are drawn together.
      turn.current += 1;
      settled.current = turn.current;
      useSession.getState().select([known]);
      return Promise.resolve();
    },
    [setCursor, settle],
  );

  const extend = useCallback(
    (index: number) => {
      const { rows } = latest.current;
      setCursorState(index);
      const ids = rows.idsBetween(anchor.current, index);
      // The last selected one is read, and that is the one the cursor is on.
      return settle(ids.then((found) => (index < anchor.current ? found.reverse() : found)));
    },
    [settle],
  );

  const toggle = useCallback(
    (index: number) => {
      setCursor(index);
      const { selection } = useSession.getState();
      return settle(
        latest.current.rows.idAt(index).then((id) => {
          if (id === null) return selection;
          return selection.includes(id) ? selection.filter((one) => one !== id) : [...selection, id];
        }),
      );
    },
    [setCursor, settle],
  );

  const onMouseDown = useCallback(
    (event: MouseEvent) => {
      const index = indexOf(event);
      if (index === null || event.button !== 0) return;
      if (event.shiftKey) extend(index);
      else if (event.ctrlKey || event.metaKey) toggle(index);
      else pick(index);
    },
    [extend, toggle, pick],
  );

  const onContextMenu = useCallback(
    (event: MouseEvent) => {
      const index = indexOf(event);
      const id =
        event.target instanceof Element ? event.target.closest<HTMLElement>("[data-id]")?.dataset.id : null;
      if (index !== null && id && !useSession.getState().selection.includes(id)) pick(index);
    },
    [pick],
  );

  const onDoubleClick = useCallback((event: MouseEvent) => {
    if (indexOf(event) !== null) useSession.getState().setReading(true);
  }, []);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (isComposing(event) || event.altKey) return;
      const { rows, track, cursor } = latest.current;
      const last = rows.total - 1;
      const steps: Record<string, number> = {
        ArrowDown: cursor + 1,
        ArrowUp: cursor - 1,
        PageDown: cursor + track.fitting - 1,
        PageUp: cursor - track.fitting + 1,
        Home: 0,
        End: last,
      };
      const step = steps[event.key];
      if (step !== undefined) {
        event.preventDefault();
        // With nothing selected the first key finds the cursor's own row.
        const nothing = useSession.getState().selection.length === 0 && event.key.startsWith("Arrow");
        const next = Math.min(Math.max(nothing ? cursor : step, 0), last);
        track.show(next);
        if (event.shiftKey) extend(next);
        else if (event.ctrlKey || event.metaKey) setCursorState(next);
        else pick(next);
      } else if (event.key === " ") {
        event.preventDefault();
        if (event.ctrlKey || event.metaKey) toggle(cursor);
        else pick(cursor);
      } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        useSession.getState().setReading(true);
      }
    },
    [extend, toggle, pick],
  );

  return { cursor, setCursor, pick, picking, onMouseDown, onDoubleClick, onContextMenu, onKeyDown };
}

/** The row that an event of the list is about. */
function indexOf(event: MouseEvent): number | null {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-index]") : null;
  return row ? Number(row.dataset.index) : null;
}
