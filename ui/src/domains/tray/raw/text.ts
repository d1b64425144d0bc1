/**
 * The raw text of a file: its pieces as one string, with the way from a place in that string (UTF-16 units, as the
 * web view counts) to the bytes (UTF-8) that the program counts.
 */
import type { TextPiece } from "../../../bindings/TextPiece";

const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(text).length;

export class RawText {
  readonly text: string;
  /** Where each piece begins, in UTF-16 units. */
  readonly starts: number[] = [];

  constructor(readonly pieces: readonly TextPiece[]) {
    let at = 0;
    for (const piece of pieces) {
      this.starts.push(at);
      at += piece.text.length;
    }
    this.text = pieces.map((piece) => piece.text).join("");
  }

  get length(): number {
    return this.text.length;
  }

  /** Index of the piece in which a place lies; the last one at the text's end. */
  pieceAt(unit: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The byte at which a place stands. Within a character of two units it is that character's first byte. */
  byteOf(unit: number): number {
    const index = this.pieceAt(unit);
    const piece = this.pieces[index];
    if (!piece) return 0;
    const within = this.whole(unit, "back") - (this.starts[index] ?? 0);
    return piece.start + bytesOf(piece.text.slice(0, within));
  }

  /** Brings a place to the edge of a character. */
  whole(unit: number, to: "back" | "on"): number {
    const inside = isLow(this.text.charCodeAt(unit)) && isHigh(this.text.charCodeAt(unit - 1));
    if (!inside) return unit;
    return to === "back" ? unit - 1 : unit + 1;
  }

  /** A selection without white space around it, as the program counts it; null when nothing is left. */
  selected(a: number, b: number): { from: number; to: number; start: number; end: number } | null {
    let from = this.whole(Math.min(a, b), "back");
    let to = this.whole(Math.max(a, b), "on");
    while (from < to && /\s/.test(this.text[from] ?? "")) from += 1;
    while (from < to && /\s/.test(this.text[to - 1] ?? "")) to -= 1;
    return from < to ? { from, to, start: this.byteOf(from), end: this.byteOf(to) } : null;
  }

  /** The record that a selection belongs to: the first that any of it was read for. */
  recordIn(from: number, to: number): number | null {
    for (let index = this.pieceAt(from); index < this.pieces.length; index += 1) {
      if ((this.starts[index] ?? 0) >= to && index > this.pieceAt(from)) break;
      const record = this.pieces[index]?.record;
      if (record !== null && record !== undefined) return record;
    }
    return null;
  }

  /** Where a record begins, in units; null when nothing of it stands in the text. */
  startOf(record: number): number | null {
    const index = this.pieces.findIndex((piece) => piece.record === record);
    return index < 0 ? null : (this.starts[index] ?? null);
  }
}

const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff;
