/** Finds the numbers and names of a sentence that its counterpart does not have. */

export interface Piece {
  text: string;
  differs: boolean;
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

function isWhole(text: string, from: number, to: number): boolean {
  const goesOn = (inside: string | undefined, outside: string | undefined) =>
    DIGIT.test(inside ?? "") && DIGIT.test(outside ?? "");
  return !goesOn(text[from], text[from - 1]) && !goesOn(text[to - 1], text[to]);
}
