/** What the tray says about files, records and duplicates, in the interface's language. */
import type { i18n as I18n, TFunction } from "i18next";
import type { ImportProblem } from "../../bindings/ImportProblem";
import type { TrayDuplicate } from "../../bindings/TrayDuplicate";
import type { TrayFile } from "../../bindings/TrayFile";
import type { TrayRecord } from "../../bindings/TrayRecord";
import type { TrayView } from "../../bindings/TrayView";

/** Reasons come as English words; each pattern names its sentence. What is new is shown as it came. */
const WHY: readonly [RegExp, string][] = [
  [/^same DOI\b/, "doi"],
  [/^same PubMed number\b/, "pmid"],
  [/^same PubMed Central number\b/, "pmcid"],
  [/^same arXiv number\b/, "arxiv"],
  [/^same identifier\b/, "identifier"],
  [/^titles equal$/, "title"],
  [/^titles equal but for spelling$/, "spelling"],
  [/^one title is the other/, "extra"],
  [/^titles differ in a number$/, "titleNumber"],
  [/^titles differ$/, "titleDiffers"],
  [/^same abstract\b/, "abstract"],
  [/^abstracts differ$/, "abstractDiffers"],
  [/^same authors in another order$/, "authorsReordered"],
  [/^same authors$/, "authors"],
  [/^same first author$/, "firstAuthor"],
  [/^only some authors agree$/, "someAuthors"],
  [/^different authors$/, "otherAuthors"],
  [/^as many authors/, "asManyAuthors"],
  [/^one record has no authors$/, "noAuthors"],
  [/^same journal or book$/, "container"],
  [/^same volume\b/, "volume"],
  [/^same issue$/, "issue"],
  [/^same first page\b/, "page"],
  [/^same year\b/, "year"],
  [/^same ISBN$/, "isbn"],
];

export function reason(t: TFunction, why: string): string {
  const found = WHY.find(([pattern]) => pattern.test(why));
  return found ? t(`tray.why.${found[1]}`) : why;
}

export const nameOf = (t: TFunction, file: TrayFile): string => file.name ?? t("tray.paste");

/** The remark in words; in the program's English when it is new. */
export const remark = (t: TFunction, problem: ImportProblem): string =>
  t([`tray.problems.${problem.code}`], { defaultValue: problem.message });

export function list(i18n: I18n, parts: readonly string[]): string {
  return new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(parts);
}

/** `title@zh` as "the Chinese title"; at most two, and how many more. */
export function brought(t: TFunction, i18n: I18n, brings: readonly string[]): string {
  const names = brings.map((brought) => {
    const [field = brought] = brought.split("@");
    return t([`tray.brings.${brought}`, `tray.brings.${field}`], { defaultValue: field });
  });
  const shown = names.length > 3 ? names.slice(0, 2) : names;
  const rest = names.length - shown.length;
  return list(i18n, rest > 0 ? [...shown, t("tray.brings.more", { count: rest })] : shown);
}

/** Since when a work is in the library: "3 May", with the year when it is another one. */
export function since(i18n: I18n, when: string | null, now = new Date()): string | null {
  const date = when ? new Date(when) : null;
  if (!date || Number.isNaN(date.getTime())) return null;
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
  const language = i18n.language === "en" ? "en-GB" : i18n.language;
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "long", ...year }).format(date);
}

/** The verdict without its first reason, which stands before it as a chip. */
export function verdict(t: TFunction, i18n: I18n, duplicate: TrayDuplicate, file: string): string {
  const sure = duplicate.verdict === "same" ? "same" : "likely";
  const date = since(i18n, duplicate.since);
  const first = duplicate.tray
    ? t(duplicate.title ? `tray.duplicate.${sure}Tray` : `tray.duplicate.${sure}TrayUntitled`, {
        title: duplicate.title,
        file,
      })
    : t(date ? `tray.duplicate.${sure}` : `tray.duplicate.${sure}Now`, { date });
  if (duplicate.brings.length === 0) return first;
  const parts = brought(t, i18n, duplicate.brings);
  const second = t(duplicate.tray ? "tray.duplicate.lacksTray" : "tray.duplicate.lacks", { parts });
  return t("tray.duplicate.sentence", { first, second });
}

/** Two sentences, one behind the other. */
export const both = (t: TFunction, first: string, second: string): string =>
  t("tray.cards.both", { first, second });

/** What a card lacks, and whether that can be had later. */
export function lacks(t: TFunction, i18n: I18n, record: TrayRecord): string {
  const { missing } = record.row;
  if (missing.length === 0) return t("tray.cards.complete");
  const sentence = t("tray.cards.lacks", {
    parts: list(
      i18n,
      missing.map((part) => t(`missing.${part}`)),
    ),
  });
  return record.has_doi ? both(t, sentence, t("tray.cards.completable")) : sentence;
}

/** The header's numbers, as parts that stand apart, each of words with their weight. */
export function summary(t: TFunction, view: TrayView): { text: string; strong: boolean }[][] {
  const strong = (text: string) => ({ text, strong: true });
  const weak = (text: string) => ({ text, strong: false });
  const parts = [[strong(t("tray.summary.files", { count: view.files.length }))]];
  const found = [
    view.references > 0 && strong(t("tray.summary.references", { count: view.references })),
    view.listed > 0 && weak(t("tray.summary.listed", { count: view.listed })),
  ].filter((part) => part !== false);
  parts.push(
    found.length === 0
      ? [weak(t("tray.summary.nothing"))]
      : [
          weak(t("tray.summary.found", { count: view.found })),
          ...found.flatMap((part, index) => (index > 0 ? [weak(t("tray.summary.comma")), part] : [part])),
        ],
  );
  if (view.duplicate_pairs > 0)
    parts.push([strong(t("tray.summary.duplicates", { count: view.duplicate_pairs }))]);
  if (view.needs_metadata > 0) parts.push([strong(t("tray.summary.needs", { count: view.needs_metadata }))]);
  return parts;
}

/** How much a file brings. */
export function brings(t: TFunction, file: TrayFile): string {
  const references = t("tray.file.references", { count: file.references });
  const listed = t("tray.file.listed", { count: file.listed });
  if (file.references + file.listed === 0) return t("tray.file.nothing");
  if (file.listed === 0) return references;
  return file.references === 0 ? listed : t("tray.file.both", { references, listed });
}
