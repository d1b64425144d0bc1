/**
 * A raw text laid out in rows with a label each: one per line, and within a line one per field, so that a record
 * flattened into a single line reads like a table. The rows cover the text without a gap.
 */
import type { RawText } from "./text";

/** A part of a row that is of one piece. */
export interface Run {
  piece: number;
  from: number;
  to: number;
}

export interface Row {
  from: number;
  to: number;
  record: number | null;
  /** The field, `source` for what stands in a journal's line, or null where nothing was read. */
  field: string | null;
  lang: string | null;
  runs: Run[];
  /** Nothing but white space. */
  blank: boolean;
  /** Another record than in the row before. */
  begins: boolean;
  /** The label says something that the one before did not. */
  labelled: boolean;
}

/** Fields that stand together in a journal's line: one label is enough for them. */
const SOURCE = new Set([
  "container-title",
  "container-title-short",
  "collection-title",
  "issued",
  "volume",
  "issue",
  "page",
  "article-number",
  "DOI",
  "PMID",
  "PMCID",
  "arxiv",
  "ISSN",
  "ISBN",
  "URL",
  "url",
]);

/** Words without a field up to this length stay beside the value that they introduce ("doi: ", "N2 - "). */
const GLUE = 24;
/** Longer runs are cut, so that no row is too tall to be laid out at once. */
const LONGEST = 1600;

export function rowsOf(raw: RawText): Row[] {
  const rows: Row[] = [];
  for (const line of linesOf(raw)) rows.push(...splitLine(raw, line));
  let before: Row | null = null;
  for (const row of rows) {
    if (row.blank) continue;
    row.begins = before !== null && row.record !== null && row.record !== before.record;
    row.labelled =
      before === null ||
      row.begins ||
      row.field !== before.field ||
      row.lang !== before.lang ||
      row.record !== before.record;
    before = row;
  }
  return rows;
}

/** Index of the row in which a place lies. */
export function rowAt(rows: readonly Row[], unit: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows[middle]?.from ?? 0) <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The runs of each line; a line ends behind its line feed. */
function linesOf(raw: RawText): Run[][] {
  const lines: Run[][] = [];
  let line: Run[] = [];
  for (const [piece, { text }] of raw.pieces.entries()) {
    const base = raw.starts[piece] ?? 0;
    let at = 0;
    while (at < text.length) {
      const feed = text.indexOf("\n", at);
      const end = feed < 0 ? text.length : feed + 1;
      for (const [from, to] of cut(text, at, end)) {
        line.push({ piece, from: base + from, to: base + to });
        if (to < end || feed >= 0) {
          lines.push(line);
          line = [];
        }
      }
      at = end;
    }
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

/** Cuts what is too long behind a space or a full stop. */
function cut(text: string, from: number, to: number): [number, number][] {
  const parts: [number, number][] = [];
  let at = from;
  while (to - at > LONGEST) {
    const latest = text.slice(at, at + LONGEST);
    const space = Math.max(latest.lastIndexOf(" "), latest.lastIndexOf("。"));
    let end = at + (space > LONGEST / 2 ? space + 1 : LONGEST);
    if (/[\udc00-\udfff]/.test(text[end] ?? "")) end += 1;
    parts.push([at, end]);
    at = end;
  }
  parts.push([at, to]);
  return parts;
}

function splitLine(raw: RawText, line: Run[]): Row[] {
  const rows: Row[] = [];
  let runs: Run[] = [];
  /** Runs without a field behind the row's last value. */
  let glue: Run[] = [];
  let label: string | null = null;
  const close = () => {
    if (runs.length > 0) rows.push(row(raw, runs));
    runs = [];
    label = null;
  };
  const place = (run: Run) => {
    const own = labelOf(raw, run);
    if (own === null) {
      glue.push(run);
      return;
    }
    const words = textOf(raw, glue);
    const telling = /[\p{L}\p{N}]/u.test(words);
    if (label === own) {
      runs.push(...glue, run);
    } else {
      if (label !== null && !telling) {
        runs.push(...glue);
        glue = [];
      }
      close();
      if (telling && words.length > GLUE) rows.push(row(raw, glue));
      else runs.push(...glue);
      runs.push(run);
      label = own;
    }
    glue = [];
  };
  for (const run of line) place(run);
  const rest = textOf(raw, glue);
  const own = runs.length > 0 && /[\p{L}\p{N}]/u.test(rest) && rest.length > GLUE;
  if (!own) runs.push(...glue);
  close();
  if (own) rows.push(row(raw, glue));
  return rows;
}

function labelOf(raw: RawText, run: Run): string | null {
  const piece = raw.pieces[run.piece];
  if (!piece || piece.field === null) return null;
  if (SOURCE.has(piece.field)) return `${piece.record} source`;
  return `${piece.record} ${piece.field} ${isHan(piece.lang)}`;
}

function row(raw: RawText, runs: Run[]): Row {
  const pieces = runs.map((run) => raw.pieces[run.piece]);
  const read = pieces.filter((piece) => piece && piece.field !== null);
  const first = read[0] ?? pieces.find((piece) => piece?.record !== null) ?? pieces[0];
  const fields = new Set(read.map((piece) => piece?.field));
  const from = runs[0]?.from ?? 0;
  const to = runs.at(-1)?.to ?? from;
  return {
    from,
    to,
    record: first?.record ?? null,
    field: fields.size > 1 ? "source" : (first?.field ?? null),
    lang: fields.size > 1 ? null : (first?.lang ?? null),
    runs,
    blank: raw.text.slice(from, to).trim() === "",
    begins: false,
    labelled: false,
  };
}

const textOf = (raw: RawText, runs: Run[]): string =>
  runs.length === 0 ? "" : raw.text.slice(runs[0]?.from, runs.at(-1)?.to);

/** Whether a tag names Chinese. */
export const isHan = (lang: string | null | undefined): boolean => /^zh\b/.test(lang ?? "");
