/** Cuts sentences into what is marked in them and what is not: numbers that differ, terms of the glossary. */
import { isHan } from "./pairs";

export interface Piece {
  text: string;
  differs: boolean;
  term?: boolean;
}

const DIGIT = /\d/;

/** Cuts a sentence where one of the values begins or ends. A number never matches inside a longer number. */
export function cutAt(text: string, values: readonly string[]): Piece[] {
  const found: [number, number][] = [];
  for (const value of values) {
    if (value === "") continue;
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
      if (isWhole(text, at, at + value.length)) found.push([at, at + value.length]);
    }
  }
  found.sort(([a], [b]) => a - b);
  const pieces: Piece[] = [];
  let end = 0;
  for (const [from, to] of found) {
    if (from < end) continue;
    if (from > end) pieces.push({ text: text.slice(end, from), differs: false });
    pieces.push({ text: text.slice(from, to), differs: true });
    end = to;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), differs: false });
  return pieces;
}

/** Cuts what does not differ where a term begins or ends; of terms that overlap the longest is one. */
export function cutAtTerms(pieces: readonly Piece[], terms: readonly string[], lang: string): Piece[] {
  const wanted = terms.filter((term) => term !== "").sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [...pieces];
  const any = wanted.map((term) => term.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
  // A word of letters is itself or its plural; between Han characters nothing shows where a word ends.
  const pattern = isHan(lang)
    ? new RegExp(`(${any})`, "iu")
    : new RegExp(`(?<![\\p{L}\\p{N}])((?:${any})(?:e?s)?)(?![\\p{L}\\p{N}])`, "iu");
  return pieces.flatMap((piece) => {
    if (piece.differs) return [piece];
    // What was asked for stands at the odd places.
    const parts = piece.text
      .split(pattern)
      .map((text, place) => ({ text, differs: false, term: place % 2 === 1 }));
    return parts.filter(({ text }) => text !== "");
  });
}

function isWhole(text: string, from: number, to: number): boolean {
  const goesOn = (inside: string | undefined, outside: string | undefined) =>
    DIGIT.test(inside ?? "") && DIGIT.test(outside ?? "");
  return !goesOn(text[from], text[from - 1]) && !goesOn(text[to - 1], text[to]);
}
