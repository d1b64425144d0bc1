/** The other language of invented references: attached, joined, translated; a glossary. */
import type { AbstractView } from "../../bindings/AbstractView";
import type { AlignedRow } from "../../bindings/AlignedRow";
import type { EditionView } from "../../bindings/EditionView";
import type { GlossaryTerm } from "../../bindings/GlossaryTerm";
import type { GlossaryView } from "../../bindings/GlossaryView";
import type { SentenceCut } from "../../bindings/SentenceCut";
import type { TranslationView } from "../../bindings/TranslationView";
import { type Backend, BackendError } from "../backend";
import type { Changed } from ".";

const TERMS: GlossaryTerm[] = [
  { zh: "校园温室", en: "school greenhouse", count: 0, source: "user" },
  { zh: "随机对照试验", en: "randomised controlled trial", count: 12, source: "keyword" },
  { zh: "餐盘剩余", en: "plate waste", count: 4, source: "abbreviation" },
  { zh: "午餐", en: "school lunch", count: 3, source: "title" },
];

const OFF: TranslationView = { provider: null, has_key: false, is_local: false, keyring_problem: null };

const failure = (code: string, params: Record<string, string> = {}) =>
  new BackendError({ code, params, hint: null, detail: `a fake failure: ${code}` });

/** The rows with one sentence of a side cut in two, or two made one. Numbers behind it move on. */
export function recut(view: AbstractView, cut: SentenceCut): AbstractView {
  const number = cut.how === "split" ? cut.sentence : cut.first;
  const shift = cut.how === "split" ? 1 : -1;
  let next = "";
  for (const section of view.sections)
    for (const row of section.rows)
      next = row[cut.side].find(({ index }) => index === number + 1)?.text ?? next;
  const change = (row: AlignedRow): AlignedRow[] => {
    const texts = row[cut.side].flatMap(({ index, text }) => {
      if (index < number) return [{ index, text }];
      if (index > number + 1 || (index === number + 1 && shift > 0)) return [{ index: index + shift, text }];
      if (index === number + 1) return [];
      return cut.how === "split"
        ? [
            { index, text: text.slice(0, cut.at).trim() },
            { index: index + 1, text: text.slice(cut.at).trim() },
          ]
        : [{ index, text: `${text} ${next}`.trim() }];
    });
    const changed = { ...row, [cut.side]: texts };
    return changed.left.length + changed.right.length > 0 ? [changed] : [];
  };
  return {
    ...view,
    sections: view.sections.map((section) => ({ ...section, rows: section.rows.flatMap(change) })),
  };
}

/**
 * Answers about other languages. A text with "unrelated" in it is no translation. `view` and `change` reach the
 * abstracts of another fake, so that what is cut can be seen.
 */
export function fakeLanguages(
  changed: Changed = () => {},
  abstracts?: { view: (id: string) => AbstractView; change: (id: string, next: AbstractView) => void },
): Partial<Backend> {
  let glossary: GlossaryView = { terms: structuredClone(TERMS), removed: [] };
  let translation = structuredClone(OFF);
  const editions = new Map<string, EditionView[]>();
  const cancelled = new Set<string>();
  const stale = () => changed({ stale: ["references", "operations"] });
  const same = (term: GlossaryTerm, zh: string, en: string) => term.zh === zh && term.en === en;
  const remove = (zh: string, en: string) => {
    const gone = glossary.terms.filter((term) => same(term, zh, en));
    const terms = glossary.terms.filter((term) => !same(term, zh, en));
    glossary = { terms, removed: [...glossary.removed, ...gone] };
  };
  const add = (zh: string, en: string) => {
    if (!zh.trim() || !en.trim()) throw failure("not-a-term");
    const back = glossary.removed.find((term) => same(term, zh, en));
    const removed = glossary.removed.filter((term) => term !== back);
    glossary = { terms: [back ?? { zh, en, count: 0, source: "user" }, ...glossary.terms], removed };
  };
  return {
    cutSentences: async (cut) => {
      abstracts?.change(cut.id, recut(abstracts.view(cut.id), cut));
      stale();
    },
    attachPreview: async ({ text }) => {
      if (text.trim().length < 12) throw failure("not-attachable", { problem: "it is too short" });
      const sentences = text.split(/[。.!?！？]/).filter((part) => part.trim()).length;
      const translates = !text.includes("unrelated");
      return { lang: "zh-Hans", title: null, sentences, keywords: [], translates, view: null };
    },
    attach: async ({ text, anyway }) => {
      if (text.includes("unrelated") && !anyway) throw failure("not-a-translation", { coverage: "12" });
      stale();
    },
    joinEditions: async ({ keep, other }) => {
      const joined = { id: other, title: other, lang: "zh-Hans", doi: null };
      editions.set(keep, [...(editions.get(keep) ?? []), joined]);
      stale();
    },
    splitEditions: async ({ keep, other }) => {
      const rest = (editions.get(keep) ?? []).filter(({ id }) => id !== other);
      editions.set(keep, rest);
      stale();
    },
    editionsOf: async (id) => structuredClone(editions.get(id) ?? []),
    exportBilingual: async ({ ids, format }) => ({
      path: `/tmp/diglot.${format}`,
      count: ids.length,
      losses: [],
    }),
    importLinks: async () => ({ references: [], links: 0, agreed: 4, unmatched: [] }),
    glossary: async () => structuredClone(glossary),
    editGlossary: async (edit) => {
      if (edit.how === "remove") remove(edit.zh, edit.en);
      else if (edit.how === "add") add(edit.zh, edit.en);
      else {
        add(edit.zh, edit.en);
        remove(edit.old_zh, edit.old_en);
      }
      changed({ stale: ["references"] });
      return structuredClone(glossary);
    },
    abstractTerms: async () =>
      glossary.terms.map((term) => ({ left: term.en, right: term.zh, term: structuredClone(term) })),
    translation: async () => structuredClone(translation),
    setTranslation: async ({ provider, key }) => {
      const is_local = /^http:\/\/(127\.0\.0\.1|localhost)/.test(provider?.address ?? "");
      const has_key = provider !== null && (key === null ? translation.has_key : key !== "");
      translation = { provider, has_key, is_local, keyring_problem: null };
      return structuredClone(translation);
    },
    estimateTranslation: async ({ ids }) => {
      if (!translation.provider) throw failure("translation-off");
      const { price } = translation.provider;
      return {
        references: ids.length,
        left_out: 0,
        sentences: ids.length * 9,
        characters: ids.length * 1400,
        tokens: ids.length * 900,
        cost: price ? (ids.length * 900 * price.input) / 1e6 : null,
        currency: price?.currency ?? "",
        host: new URL(translation.provider.address).host,
      };
    },
    translate: async ({ job, ids }, onProgress) => {
      if (!translation.provider) throw failure("translation-off");
      const translated: string[] = [];
      for (const id of ids) {
        if (cancelled.has(job)) break;
        const references = translated.length;
        onProgress({ references, of_references: ids.length, sentences: 0, of_sentences: 9 });
        translated.push(id);
      }
      stale();
      return { translated, left_out: 0, cancelled: cancelled.has(job) };
    },
    cancelTranslation: async (job) => {
      cancelled.add(job);
    },
    removeTranslations: async () => stale(),
  };
}
