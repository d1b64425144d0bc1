/** What a person can say that raw text is, with a letter for each. */
import type { FixTarget } from "../../../bindings/FixTarget";

export interface Target {
  what: FixTarget;
  /** As keys are written: `T`, `Shift+T`. */
  key: string;
}

export const TARGETS: readonly Target[] = [
  { what: "title-en", key: "T" },
  { what: "title-zh", key: "Shift+T" },
  { what: "authors", key: "A" },
  { what: "abstract-en", key: "B" },
  { what: "abstract-zh", key: "Shift+B" },
  { what: "container", key: "J" },
  { what: "date", key: "Y" },
  { what: "volume", key: "V" },
  { what: "issue", key: "I" },
  { what: "pages", key: "P" },
  { what: "doi", key: "D" },
  { what: "pmid", key: "M" },
  { what: "keywords", key: "K" },
  { what: "affiliation", key: "F" },
  { what: "registration", key: "R" },
  { what: "not-part-of-it", key: "X" },
];

/** The target of a pressed letter. */
export function targetOf(event: { key: string; shiftKey: boolean }): FixTarget | null {
  if (event.key.length !== 1) return null;
  const pressed = `${event.shiftKey ? "Shift+" : ""}${event.key.toUpperCase()}`;
  return TARGETS.find(({ key }) => key === pressed)?.what ?? null;
}

const HAN = /\p{Script=Han}/gu;

/** What a text looks like; it is offered first, and Enter takes it. */
export function guess(text: string): FixTarget {
  const words = text.trim();
  const chinese = (words.match(HAN)?.length ?? 0) > words.length / 4;
  if (words.length < 120) {
    if (/\b(ISRCTN|NCT|ChiCTR|CRD|ACTRN|DRKS)\S*\d/i.test(words)) return "registration";
    if (/\b10\.\d{4,9}\/\S/.test(words)) return "doi";
    if (/PMID|PubMed/i.test(words) || /^\d{7,8}$/.test(words)) return "pmid";
    if (/^(pp?\.?\s*)?[eE]?\d+\s*[-–—]\s*\d+$/.test(words)) return "pages";
    if (/^(1[89]|20)\d\d(\D.{0,16})?$/.test(words)) return "date";
    if (/^(vol(ume)?\.?\s*)?\d{1,3}$/i.test(words)) return "volume";
    if (/^\(\d{1,3}\)$/.test(words)) return "issue";
    if (/universi|department|hospital|school of|institut|(大学|学院|医院|研究所|中心)\S{0,12}$/i.test(words))
      return "affiliation";
    if (words.split(/[;；]/).length > 2) return "keywords";
    if (/^(\p{Lu}[\p{L}'’-]+ (\p{Lu}[\p{L}.-]*\s?)+[,，、]\s*)+/u.test(words)) return "authors";
    return chinese ? "title-zh" : "title-en";
  }
  if (words.length < 200 && !/[.。!?！？]./.test(words)) return chinese ? "title-zh" : "title-en";
  return chinese ? "abstract-zh" : "abstract-en";
}
