/** What can be added to the references to read, after the rules of the program, roughly. */
import type { FieldOffer } from "../../bindings/FieldOffer";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";

const USUAL = [
  "title",
  "author",
  "issued",
  "container-title",
  "volume",
  "issue",
  "page",
  "DOI",
  "PMID",
  "ISSN",
  "abstract",
  "keyword",
  "URL",
  "language",
  "note",
];
const OTHERS = ["editor", "translator", "publisher", "edition", "ISBN", "arxiv", "accessed", "genre"];
const SEVERAL = ["author", "editor", "translator", "URL", "ISSN", "ISBN"];
const BOTH = ["title", "container-title", "abstract", "keyword", "publisher"];

export const NEEDED = {
  title: "title",
  authors: "author",
  container: "container-title",
  issued: "issued",
} as const;

export function offersOf({ row, fields }: Pick<ReferenceDetail, "row" | "fields">): FieldOffer[] {
  const needed: string[] = row.missing.map((part) => NEEDED[part]);
  const room = (key: string, usual: boolean): FieldOffer[] => {
    const values = fields.find((field) => field.key === key)?.values ?? [];
    const index = values.length;
    const offer = { key, lang: null, index, needed: needed.includes(key), usual };
    if (index === 0 || SEVERAL.includes(key)) return [offer];
    if (!BOTH.includes(key)) return [];
    const has = (lang: string) => values.some((value) => value.lang?.startsWith(lang));
    const langs = has("zh") ? (has("en") ? [] : ["en"]) : ["zh-Hans"];
    return langs.map((lang) => ({ ...offer, lang }));
  };
  const offers = [...USUAL.flatMap((key) => room(key, true)), ...OTHERS.flatMap((key) => room(key, false))];
  const rank = ({ key }: FieldOffer) => (needed.includes(key) ? needed.indexOf(key) : needed.length);
  return offers.sort((one, other) => rank(one) - rank(other));
}
