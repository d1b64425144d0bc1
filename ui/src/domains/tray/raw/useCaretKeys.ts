/** Keys of the raw text: arrows move and select, letters say what is selected, Escape goes back a step. */
import { type KeyboardEvent, type RefObject, useRef } from "react";
import type { FixTarget } from "../../../bindings/FixTarget";
import { isComposing } from "../../../shared/composing";
import { useDesk } from "../desk";
import { ends, lineStep, step } from "./move";
import { boxOf } from "./places";
import { type Row, rowAt } from "./rows";
import { targetOf } from "./targets";
import type { RawText } from "./text";
import type { RawSelection } from "./useRawSelection";

interface CaretKeys {
  raw: RawText;
  rows: readonly Row[];
  content: RefObject<HTMLElement | null>;
  selection: RawSelection | null;
  select: (anchor: number, focus: number) => void;
  chosen: { from: number; to: number } | null;
  likely: FixTarget;
  fix: (what: FixTarget) => void;
}

export function useCaretKeys(keys: CaretKeys) {
  const { raw, rows, content, selection, select, chosen, likely, fix } = keys;
  /** Where the lines are crossed by ↑ and ↓, in pixels of the window. */
  const column = useRef<number | null>(null);
  const enterCards = useDesk((desk) => desk.enterCards);
  return (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event) || event.defaultPrevented) return;
    const inText = event.target === event.currentTarget;
    const control = event.ctrlKey || event.metaKey;
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (chosen && !control && !event.altKey) {
      const what = targetOf(event);
      if (what) {
        done();
        fix(what);
        return;
      }
      if (event.key === "Enter" && inText) {
        done();
        fix(likely);
        return;
      }
    }
    if (!inText) return;
    const focus = selection?.focus ?? 0;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp" && event.key !== "Shift") column.current = null;
    const to = destination(event, control, focus);
    if (to !== null) {
      done();
      const anchor = event.shiftKey ? (selection?.anchor ?? focus) : to;
      select(anchor, to);
      content.current?.querySelector(".tray-caret")?.scrollIntoView?.({ block: "nearest" });
    } else if (control && event.key.toLowerCase() === "a" && !event.shiftKey && !event.altKey) {
      done();
      const row = rows[rowAt(rows, focus)];
      if (row) select(row.from, ends(raw, row));
    } else if (event.key === "Escape") {
      done();
      if (chosen) select(focus, focus);
      else enterCards();
    } else if (event.key === "F2") {
      done();
      enterCards();
    }
  };

  function destination(event: KeyboardEvent, control: boolean, from: number): number | null {
    const by = control || event.altKey ? "character" : "word";
    switch (event.key) {
      case "ArrowRight":
        return step(raw, rows, from, by, 1);
      case "ArrowLeft":
        return step(raw, rows, from, by, -1);
      case "ArrowDown":
        return vertical(from, 1);
      case "ArrowUp":
        return vertical(from, -1);
      case "Home":
        return control ? 0 : (rows[rowAt(rows, from)]?.from ?? from);
      case "End": {
        const row = rows[rowAt(rows, from)];
        return control ? raw.length : row ? ends(raw, row) : from;
      }
      default:
        return null;
    }
  }

  /** Going up and down keeps to the column where it began. */
  function vertical(from: number, on: 1 | -1): number {
    const element = content.current;
    const boxAt = (unit: number) => (element ? boxOf(element, unit) : null);
    column.current ??= boxAt(from)?.left ?? 0;
    return lineStep(raw, rows, from, on, column.current, boxAt);
  }
}
