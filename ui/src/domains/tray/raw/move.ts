/** Where the caret goes in a text that nobody edits: by character, by word, and along rows. */

import { type Row, rowAt } from "./rows";
import type { RawText } from "./text";

const words = new Intl.Segmenter(["zh", "en"], { granularity: "word" });
const characters = new Intl.Segmenter(["zh", "en"], { granularity: "grapheme" });

type Step = "word" | "character";

/** One step on (1) or back (-1), over line feeds and empty rows. A word's edge is its end going on, its beginning going back. */
export function step(raw: RawText, rows: readonly Row[], unit: number, by: Step, on: 1 | -1): number {
  const index = rowAt(rows, on === 1 ? unit : Math.max(0, unit - 1));
  const row = rows[index];
  const within = row && stepWithin(raw, row, unit, by, on);
  if (within !== undefined && within !== unit) return within;
  const next = beside(rows, index, on);
  if (!next) return unit;
  const edge = on === 1 ? next.from : ends(raw, next);
  return by === "character" ? edge : stepWithin(raw, next, edge, by, on);
}

/** The nearest edge ahead in a row; `unit` where there is none. */
function stepWithin(raw: RawText, row: Row, unit: number, by: Step, on: 1 | -1): number {
  const end = ends(raw, row);
  const edges: number[] = [on === 1 ? end : row.from];
  for (const part of (by === "word" ? words : characters).segment(raw.text.slice(row.from, end))) {
    const from = row.from + part.index;
    if (by === "character") edges.push(from, from + part.segment.length);
    else if (part.isWordLike) edges.push(on === 1 ? from + part.segment.length : from);
  }
  const ahead = edges.filter((edge) => (on === 1 ? edge > unit : edge < unit));
  if (ahead.length === 0) return unit;
  return on === 1 ? Math.min(...ahead) : Math.max(...ahead);
}

/** The next row with words. */
function beside(rows: readonly Row[], index: number, on: 1 | -1): Row | undefined {
  let next = index + on;
  while (rows[next]?.blank) next += on;
  return rows[next];
}

/** A character's place as it is drawn; null where nothing is laid out. */
type BoxOf = (unit: number) => { left: number; top: number } | null;

/** Lines whose tops differ by less are one. */
const SAME_LINE = 6;

/** The place of the drawn line above or below that is nearest to `x`; by rows where nothing is laid out. */
export function lineStep(
  raw: RawText,
  rows: readonly Row[],
  unit: number,
  on: 1 | -1,
  x: number,
  boxOf: BoxOf,
): number {
  const own = boxOf(unit)?.top;
  if (own === undefined) return rowStep(raw, rows, unit, on);
  let index = rowAt(rows, unit);
  let at = unit;
  let line: number | null = null;
  let best: { unit: number; far: number } | null = null;
  for (;;) {
    const row = rows[index];
    if (!row) break;
    const last = ends(raw, row);
    for (; at >= row.from && at <= last; at += on) {
      const box = boxOf(at);
      if (!box || Math.abs(box.top - own) < SAME_LINE) continue;
      line ??= box.top;
      if (Math.abs(box.top - line) >= SAME_LINE) return best?.unit ?? at;
      const far = Math.abs(box.left - x);
      if (!best || far < best.far) best = { unit: at, far };
    }
    const next = line === null ? beside(rows, index, on) : undefined;
    if (!next) break;
    index = rows.indexOf(next);
    at = on === 1 ? next.from : ends(raw, next);
  }
  return best?.unit ?? (on === 1 ? raw.length : 0);
}

/** The same column of the row above or below; the way to move by lines where nothing is laid out. */
function rowStep(raw: RawText, rows: readonly Row[], unit: number, on: 1 | -1): number {
  const index = rowAt(rows, unit);
  const row = rows[index];
  const other = beside(rows, index, on);
  if (!row || !other) return on === 1 ? raw.length : 0;
  return Math.min(other.from + (unit - row.from), ends(raw, other));
}

/** Behind the row's last character, before its line feed. */
export function ends(raw: RawText, row: Row): number {
  return row.from + raw.text.slice(row.from, row.to).replace(/[\r\n]+$/, "").length;
}
