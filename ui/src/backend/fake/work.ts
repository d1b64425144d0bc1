/** Invented duplicates, what a merge would make of them, exports and citations. */
import type { DuplicateSet } from "../../bindings/DuplicateSet";
import type { MergeField } from "../../bindings/MergeField";
import type { MergeRequest } from "../../bindings/MergeRequest";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import type { ReferenceRow } from "../../bindings/ReferenceRow";
import { type Backend, BackendError } from "../backend";
import type { Changed } from ".";

const en = (text: string) => ({ lang: "en", text });
const zh = (text: string) => ({ lang: "zh-Hans", text });

/** A row that says nothing but `more`. */
export function plainRow(id: string, more: Partial<ReferenceRow>): ReferenceRow {
  return {
    id,
    title: null,
    other_title: null,
    authors: [],
    authors_complete: true,
    container: null,
    year: null,
    place: null,
    languages: "en",
    missing: [],
    ...more,
  };
}

/** Everything about a reference that has only its row. */
export function plainDetail(row: ReferenceRow): ReferenceDetail {
  return {
    row,
    kind: "article-journal",
    authors: row.authors.map((text) => ({
      name: { lang: row.title?.lang ?? "und", text },
      other_name: null,
      role: "author",
      affiliations: [],
      orcid: null,
    })),
    affiliations: [],
    doi: null,
    fields: [],
    offers: [],
    sources: [{ kind: "lookup", service: "crossref", when: "2026-08-04T09:00:00Z" }],
    standing: "reference",
    related: [],
    tags: [],
    collections: [],
    history: [],
    has_original: false,
  };
}

const LANTERNS = plainRow("lanterns-a", {
  title: en("Lanterns on the towpath: lighting and evening walks along three canals"),
  authors: ["Adeyemi", "Lindqvist"],
  container: en("Urban Evenings"),
  year: "2022",
});

const SETS: DuplicateSet[] = [
  {
    members: [
      LANTERNS,
      plainRow("lanterns-b", {
        title: en("Lanterns on the towpath: lighting and evening walks along three canals"),
        other_title: zh("纤道上的灯笼：三条运河沿岸的照明与夜间散步"),
        authors: ["Adeyemi", "Lindqvist"],
        authors_complete: false,
        container: en("Urban Even"),
        year: "2021",
        languages: "both",
      }),
    ],
    verdict: "same",
    why: ["same DOI 10.5555/ue.2022.0412", "titles equal", "years differ (2021, 2022)"],
  },
  {
    members: [
      plainRow("reeds-a", {
        title: zh("芦苇湿地的声音：两个村庄的口述史"),
        authors: ["温竹", "施若林"],
        container: zh("乡土研究"),
        year: "2018",
        languages: "zh",
      }),
      plainRow("reeds-b", {
        title: zh("芦苇湿地的声音"),
        authors: ["温竹"],
        container: zh("乡土研究"),
        year: "2018",
        languages: "zh",
      }),
      plainRow("reeds-c", {
        authors: ["温竹"],
        place: "12(4):55–63",
        year: "2018",
        languages: "zh",
        missing: ["title"],
      }),
    ],
    verdict: "likely",
    why: ["one title is the other with further words", "same first author", "same first page 55"],
  },
];

/** The fields of the works, by their ids. */
const FIELDS: Record<string, [key: string, lang: string | null, value: string][]> = {
  "lanterns-a": [
    ["type", null, "article-journal"],
    ["title", "en", "Lanterns on the towpath: lighting and evening walks along three canals"],
    ["author", null, "Adeyemi, Funke; Lindqvist, Maja"],
    ["container-title", "en", "Urban Evenings"],
    ["issued", null, "2022-03"],
    ["volume", null, "4"],
    ["page", null, "12–29"],
    ["DOI", null, "10.5555/ue.2022.0412"],
    [
      "abstract",
      "en",
      "Canal towpaths are walked by day and avoided after dark. In three towns we hung low lanterns along half of each path and counted walkers for eleven weeks. Evening walks doubled where the light was warm and hardly changed where it was bright. Anglers, who were asked last, had the most to say about it: the fish had moved, and so had they.",
    ],
  ],
  "lanterns-b": [
    ["type", null, "article-journal"],
    ["title", "en", "Lanterns on the towpath: lighting and evening walks along three canals"],
    ["title", "zh-Hans", "纤道上的灯笼：三条运河沿岸的照明与夜间散步"],
    ["author", null, "Adeyemi, F; Lindqvist, M; …"],
    ["container-title", "en", "Urban Even"],
    ["issued", null, "2021"],
    ["volume", null, "4"],
    ["issue", null, "1"],
    ["page", null, "12–29"],
    ["DOI", null, "10.5555/ue.2022.0412"],
    ["PMID", null, "99004120"],
  ],
  "reeds-a": [
    ["type", null, "article-journal"],
    ["title", "zh-Hans", "芦苇湿地的声音：两个村庄的口述史"],
    ["author", null, "温竹; 施若林"],
    ["container-title", "zh-Hans", "乡土研究"],
    ["issued", null, "2018"],
  ],
  "reeds-b": [
    ["type", null, "article-journal"],
    ["title", "zh-Hans", "芦苇湿地的声音"],
    ["author", null, "温竹"],
    ["container-title", "zh-Hans", "乡土研究"],
    ["issued", null, "2018"],
    ["volume", null, "12"],
  ],
  "reeds-c": [
    ["type", null, "article-journal"],
    ["author", null, "温竹"],
    ["issued", null, "2018"],
    ["page", null, "55–63"],
  ],
};

const CONFLICTING = ["issued"];
const ORDER = [
  "type",
  "title",
  "author",
  "container-title",
  "issued",
  "volume",
  "issue",
  "page",
  "DOI",
  "abstract",
];

export function fakeWork(changed: Changed = () => {}): Partial<Backend> {
  let sets = structuredClone(SETS);
  const rowOf = (id: string) => sets.flatMap(({ members }) => members).find((one) => one.id === id);
  const known = (id: string) => {
    const found = rowOf(id);
    if (!found) throw new BackendError({ code: "reference-unknown", params: { id }, hint: null, detail: id });
    return found;
  };
  return {
    referenceDetail: async (id) => plainDetail(known(id)),
    abstractView: async (id) => {
      known(id);
      return { state: "none", titles: [null, null], left: null, right: null, sections: [], locked_links: 0 };
    },
    duplicateSets: async () => structuredClone(sets),
    mergePreview: async (request) => ({
      sides: request.ids.map(known),
      survivor: 0,
      fields: fieldsOf(request),
    }),
    merge: async ({ ids }) => {
      ids.map(known);
      sets = sets.filter(({ members }) => !members.some(({ id }) => ids.includes(id)));
      changed({ stale: ["references", "operations"] });
      return ids[0] ?? "";
    },
    cite: async (ids) =>
      ids.map((id, at) => {
        const { authors, title, container, year } = known(id);
        const text = `[${at + 1}] ${authors.join(", ")}. ${title?.text ?? ""}[J]. ${container?.text ?? ""}, ${year}.`;
        return { id, text, lang: title?.lang ?? "und" };
      }),
    exportReferences: async ({ ids, format }) => ({
      path: `/home/ann/references.${{ ris: "ris", bibtex: "bib" }[format] ?? "json"}`,
      count: ids.length,
      losses:
        format === "csl-json"
          ? []
          : [
              "Fields of other formats are left out: reads, times_cited.",
              "The second abstract has no place in this format.",
            ],
    }),
  };
}

function fieldsOf({ ids, choices }: MergeRequest): MergeField[] {
  const sides = ids.map((id) => FIELDS[id] ?? []);
  const all = sides.flat().map(([key, lang]) => ({ key, lang }));
  const distinct = all.filter(
    (one, at) => all.findIndex((other) => other.key === one.key && other.lang === one.lang) === at,
  );
  const place = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  distinct.sort((a, b) => place(a.key) - place(b.key));
  return distinct.map(({ key, lang }) => {
    const values = sides.map((side) => side.find((one) => one[0] === key && one[1] === lang)?.[2] ?? null);
    const chosen = choices[key] ?? null;
    const said = values.filter((value) => value !== null);
    const longest = said.reduce((best, value) => (value.length > best.length ? value : best), "");
    const conflict = CONFLICTING.includes(key) && new Set(said).size > 1;
    const result = (chosen === null ? null : values[chosen]) ?? (conflict ? (said[0] ?? "") : longest);
    return { key, lang, values, result, conflict, chosen };
  });
}
