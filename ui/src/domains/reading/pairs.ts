/** The rows of an abstract as pairs with numbers, and what a pair wants to have said about itself. */
import type { AbstractView } from "../../bindings/AbstractView";
import type { AlignedRow } from "../../bindings/AlignedRow";
import type { PairMark } from "../../bindings/PairMark";
import type { Sentence } from "../../bindings/Sentence";

export type Side = "left" | "right";

export const OTHER: Record<Side, Side> = { left: "right", right: "left" };

/** Links below this are shown as unsure. */
const SURE = 0.5;

export interface Pair extends AlignedRow {
  /** From 0 through the whole abstract. */
  number: number;
  section: number;
  /** From 0 through the whole abstract. */
  paragraph: number;
}

export type Mark =
  | { kind: "differs"; values: string[]; marks: PairMark[] }
  | { kind: "alone"; side: Side }
  | { kind: "unsure" }
  | { kind: "ratio"; left: number; right: number };

/** All rows in order. A section begins a paragraph. */
export function pairsOf(view: AbstractView): Pair[] {
  const pairs: Pair[] = [];
  let paragraph = -1;
  view.sections.forEach((section, index) => {
    section.rows.forEach((row, place) => {
      if (row.starts_paragraph || place === 0) paragraph += 1;
      pairs.push({ ...row, number: pairs.length, section: index, paragraph });
    });
  });
  return pairs;
}

/** What is unusual about a pair, the most important first; nothing for a confident 1:1. */
export function marksOf({ left, right, confidence, differs, marks: own }: AlignedRow): Mark[] {
  const marks: Mark[] = [];
  if (differs.length > 0) marks.push({ kind: "differs", values: differs, marks: own });
  if (left.length === 0) return [...marks, { kind: "alone", side: "right" }];
  if (right.length === 0) return [...marks, { kind: "alone", side: "left" }];
  if (confidence < SURE) marks.push({ kind: "unsure" });
  if (left.length > 1 || right.length > 1) {
    marks.push({ kind: "ratio", left: left.length, right: right.length });
  }
  return marks;
}

/** The sentences of one side in paragraphs of sections, as a text of one language is set. */
export function paragraphsOf(
  view: AbstractView,
  side: Side,
): { label: string | null; paragraphs: Sentence[][] }[] {
  return view.sections
    .map((section) => {
      const paragraphs: Sentence[][] = [];
      let begins = true;
      for (const row of section.rows) {
        begins ||= row.starts_paragraph;
        if (row[side].length === 0) continue;
        if (begins) paragraphs.push([]);
        paragraphs.at(-1)?.push(...row[side]);
        begins = false;
      }
      return { label: section.labels[side === "left" ? 0 : 1], paragraphs };
    })
    .filter(({ paragraphs }) => paragraphs.length > 0);
}

/** Whether a text in this language is written without spaces between sentences. */
export const isHan = (lang: string): boolean => /^(zh|ja|yue)\b/i.test(lang);

/** Sentences of one paragraph as running text. */
export function runOn(sentences: readonly string[], lang: string): string {
  return sentences.join(isHan(lang) ? "" : " ");
}
