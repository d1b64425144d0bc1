/** What speaks for two works being one, in the interface's language. The program says it in English. */
import type { TFunction } from "i18next";

const PATTERNS: readonly [RegExp, (t: TFunction, parts: string[]) => string][] = [
  [
    /^same (DOI|PubMed number|PubMed Central number|arXiv number|identifier) (.+)$/,
    (t, [what = "", value = ""]) => t("work.why.same", { what: t(`work.why.${what}`), value }),
  ],
  [/^same abstract \((\d+)% of words\)$/, (t, [percent]) => t("work.why.sameAbstract", { percent })],
  [/^same volume (.+)$/, (t, [value]) => t("work.why.sameVolume", { value })],
  [/^same first page (.+)$/, (t, [value]) => t("work.why.samePage", { value })],
  [/^same year (.+)$/, (t, [year]) => t("work.why.sameYear", { year })],
  [/^years differ \((.+), (.+)\)$/, (t, [first, last]) => t("work.why.years", { first, last })],
];

/** A sentence that nobody knows stays as the program wrote it. */
export function whyInWords(t: TFunction, why: string): string {
  for (const [pattern, words] of PATTERNS) {
    const found = pattern.exec(why);
    if (found) return words(t, found.slice(1));
  }
  return t(`work.why.${why}`, { defaultValue: why });
}
