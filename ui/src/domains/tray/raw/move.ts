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
  if (!row) return unit;
  const end = ends(raw, row);
  const edges: number[] = [on === 1 ? end : row.from];
  for (const part of (by === "word" ? words : characters).segment(raw.text.slice(row.from, end))) {
    const from = row.from + part.index;
    if (by === "character") edges.push(from, from + part.segment.length);
    else if (part.isWordLike) edges.push(on === 1 ? from + part.segment.length : from);
  }
  const ahead = edges.filter((edge) => (on === 1 ? edge > unit : edge < unit));
  if (ahead.length > 0) return on === 1 ? Math.min(...ahead) : Math.max(...ahead);
  const next = beside(rows, index, on);
  if (!next) return unit;
  return on === 1 ? next.from : ends(raw, next);
}

/** The next row with words. */
function beside(rows: readonly Row[], index: number, on: 1 | -1): Row | undefined {
  let next = index + on;
  while (rows[next]?.blank) next += on;
  return rows[next];
}

/** The same column of the row above or below; the way to move by lines where nothing is laid out. */
export function rowStep(raw: RawText, rows: readonly Row[], unit: number, on: 1 | -1): number {
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
