/** Everything else about the references to read: people, fields, sources, history, the text they came from. */
import type { LibraryChanged } from "../../bindings/LibraryChanged";
import type { OriginalText } from "../../bindings/OriginalText";
import type { Person } from "../../bindings/Person";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import type { ReferenceRow } from "../../bindings/ReferenceRow";
import type { SourceView } from "../../bindings/SourceView";
import { type Backend, BackendError } from "../backend";
import { NEEDED, offersOf } from "./offers";
import { READING_ROWS } from "./reading";

const person = (
  text: string,
  lang: string,
  affiliations: number[] = [],
  more: Partial<Person> = {},
): Person => ({
  name: { lang, text },
  other_name: null,
  role: "author",
  affiliations,
  orcid: null,
  ...more,
});

const SOURCES: SourceView[] = [
  { kind: "lookup", service: "pubmed", when: "2026-08-01T09:12:00Z" },
  {
    kind: "capture",
    file: "greenhouses.txt",
    site: "library.example",
    format: "wos-mirror-page",
    notice: "Records on this site may be kept for personal study. 本站题录仅供个人学习使用。",
    when: "2026-07-12T03:40:00Z",
  },
  { kind: "edit", when: "2026-08-03T18:05:00Z" },
];

function bare(row: ReferenceRow): ReferenceDetail {
  const fields: ReferenceDetail["fields"] = [];
  const add = (key: string, text: string | null | undefined, lang: string | null = null) =>
    text && fields.push({ key, editable: true, values: [{ text, lang, source: 0, href: null }] });
  add("author", row.authors.join("; "));
  add("title", row.title?.text, row.title?.lang);
  add("container-title", row.container?.text, row.container?.lang);
  add("issued", row.year);
  add("page", row.place);
  return {
    row,
    kind: "article-journal",
    authors: row.authors.map((name) => person(name, /\p{Script=Han}/u.test(name) ? "zh-Hans" : "und")),
    affiliations: [],
    doi: null,
    fields,
    offers: [],
    sources: SOURCES,
    standing: "reference",
    related: [],
    tags: [],
    collections: [],
    history: [],
    has_original: false,
  };
}

function trial(row: ReferenceRow, others: ReferenceRow[]): ReferenceDetail {
  const value = (text: string, source: number, lang: string | null = null, href: string | null = null) => ({
    text,
    lang,
    source,
    href,
  });
  const line = (key: string, text: string, source: number) => ({
    key,
    editable: true,
    values: [value(text, source)],
  });
  return {
    ...bare(row),
    authors: [
      person("Ann Marlowe", "und", [0], { orcid: "0000-0000-0000-0001" }),
      person("Duan Xiaohe", "und", [1], { other_name: { lang: "zh-Hans", text: "段小禾" } }),
      person("Peter Kettering", "und", [0, 2]),
      person("Lakshmi Iyer", "und", [2]),
      person("Benito Soto", "und", [1]),
    ],
    affiliations: [
      { lang: "en", text: "Department of Food and Learning, Northgate University" },
      { lang: "en", text: "School of Public Health, Haimen Medical College" },
      { lang: "en", text: "Institute of Urban Growing, Port Alder" },
    ],
    doi: "10.5555/ijsf.2023.0114",
    fields: [
      line("author", "Marlowe, Ann; Duan, Xiaohe; Kettering, Peter; Iyer, Lakshmi; Soto, Benito; …", 0),
      {
        key: "title",
        editable: true,
        values: [value(row.title?.text ?? "", 0, "en"), value(row.other_title?.text ?? "", 1, "zh-Hans")],
      },
      {
        key: "container-title",
        editable: true,
        values: [
          value("International Journal of School Food", 0, "en"),
          value("国际学校饮食杂志", 1, "zh-Hans"),
        ],
      },
      line("issued", "2023-03", 0),
      line("volume", "9", 0),
      line("issue", "2", 0),
      line("page", "114–126", 2),
      {
        key: "DOI",
        editable: true,
        values: [value("10.5555/ijsf.2023.0114", 0, null, "https://doi.org/10.5555/ijsf.2023.0114")],
      },
      line("PMID", "99000114", 0),
      { key: "registration", editable: true, values: [value("ChiCTR0000000000", 1)] },
      {
        key: "keyword",
        editable: true,
        values: [
          value("school meals", 0, "en"),
          value("urban agriculture", 0, "en"),
          value("学校午餐", 1, "zh-Hans"),
        ],
      },
      {
        key: "times_cited",
        editable: false,
        values: [value("12 (2026-07-12)", 1), value("15 (2026-08-01)", 0)],
      },
    ],
    related: others.map((other, place) => ({
      row: other,
      direction: "listed-here" as const,
      rank: place + 3,
      total: 45,
      listed: place === 0,
    })),
    tags: ["to discuss", "学校饮食"],
    collections: ["c1"],
    history: [
      { id: "o4", code: "edit", params: { count: "1" }, when: "2026-08-03T18:05:00Z", undone: false },
      {
        id: "o3",
        code: "complete",
        params: { service: "pubmed", count: "1" },
        when: "2026-08-01T09:12:00Z",
        undone: false,
      },
      {
        id: "o2",
        code: "tag",
        params: { name: "to discuss", count: "1" },
        when: "2026-07-20T08:00:00Z",
        undone: true,
      },
      {
        id: "o1",
        code: "import",
        params: { count: "12", listed: "5", file: "greenhouses.txt", others: "0" },
        when: "2026-07-12T03:40:00Z",
        undone: false,
      },
    ],
    has_original: true,
  };
}

function original(row: ReferenceRow): OriginalText {
  const parts: [text: string, field?: string, lang?: string][] = [
    ["题名："],
    [row.other_title?.text ?? "", "title", "zh-Hans"],
    ["\nTitle: "],
    [row.title?.text ?? "", "title", "en"],
    ["\n作者: "],
    ["Marlowe, A; Duan, XH; Kettering, P; Iyer, L; Soto, B …", "author"],
    ["\n来源: "],
    ["INT J SCH FOOD", "container-title", "en"],
    [" "],
    ["2023", "issued"],
    [", "],
    ["9", "volume"],
    ["("],
    ["2", "issue"],
    ["): "],
    ["114-126", "page"],
    [". DOI: "],
    ["10.5555/ijsf.2023.0114", "DOI"],
    ["\n\n摘要\n"],
    [
      "背景：生活在高密度城市的儿童很少见到蔬菜生长，学校厨房供应的蔬菜大多被剩回餐盘。",
      "abstract",
      "zh-Hans",
    ],
    ["\n\nAbstract\n"],
    [
      "BACKGROUND: Children in dense cities seldom see vegetables grow, and most of what the school kitchen serves them comes back on the tray.",
      "abstract",
      "en",
    ],
    ["\n\n返回列表 | 打印 | 收藏\n"],
  ];
  let start = 0;
  const pieces = parts.map(([text, field, lang]) => {
    const piece = { start, text, record: 0, field: field ?? null, lang: lang ?? null };
    start += new TextEncoder().encode(text).length;
    return piece;
  });
  return { source: SOURCES[1] as SourceView, pieces };
}

/** Answers about the references of `READING_ROWS`; fields can be edited. */
export function fakeInfo(changed: (change: LibraryChanged) => void = () => {}): Partial<Backend> {
  const details = new Map<string, ReferenceDetail>(
    READING_ROWS.map((row) => [
      row.id,
      row.id === "trial" ? trial({ ...row }, READING_ROWS.slice(1, 4)) : bare({ ...row }),
    ]),
  );
  const detailOf = (id: string) => {
    const detail = details.get(id);
    if (!detail)
      throw new BackendError({ code: "reference-unknown", params: { id }, hint: null, detail: id });
    return detail;
  };
  return {
    referenceDetail: async (id) => {
      const detail = detailOf(id);
      return structuredClone({ ...detail, offers: offersOf(detail) });
    },
    originalText: async (id) => original(detailOf(id).row),
    cite: async (ids) =>
      ids.map((id) => {
        const { row } = detailOf(id);
        const lang = row.title?.lang ?? "en";
        const who = row.authors.join(", ");
        return {
          id,
          lang,
          text: `[1] ${who}. ${row.title?.text ?? ""}[J]. ${row.container?.text ?? ""}, ${row.year}.`,
        };
      }),
    editField: async ({ id, key, index, text, lang }) => {
      const detail = detailOf(id);
      const problem = text === "" ? undefined : PROBLEMS[key]?.(text);
      if (problem) throw notAValue(key, text, problem);
      if (key === "type") detail.kind = text;
      else put(detail, key, index, text, lang);
      changed({ stale: ["references", "operations"] });
    },
    addPeople: async ({ id, role, names, other_names }) => {
      const HAN = /\p{Script=Han}/u;
      if (other_names && HAN.test(names) === HAN.test(other_names))
        throw notAValue(role, other_names, "script");
      const detail = detailOf(id);
      const old = detail.fields.find((field) => field.key === role)?.values[0]?.text;
      const added = other_names ? `${names} (${other_names})` : names;
      put(detail, role, 0, old ? `${old}; ${added}` : added, null);
      changed({ stale: ["references", "operations"] });
    },
  };
}

/** Some of the program's own checks. */
const PROBLEMS: Record<string, (text: string) => string | undefined> = {
  issued: (text) => (/^\d+$/.test(text) && !/^\d{4}$/.test(text) ? "date" : undefined),
  ISSN: (text) => (text === "1234-5670" ? "issn-digit" : undefined),
};

const notAValue = (field: string, text: string, problem: string) =>
  new BackendError({ code: "not-a-value", params: { field, text, problem }, hint: null, detail: problem });

/** The fields that the program shows first. */
const FIRST = ["author", "title", "container-title", "issued", "volume", "issue", "page"];

function put(detail: ReferenceDetail, key: string, index: number, text: string, lang: string | null) {
  const { fields, row } = detail;
  let field = fields.find((one) => one.key === key);
  if (!field && text) {
    field = { key, editable: true, values: [] };
    const rank = FIRST.indexOf(key);
    const before = fields.findIndex((one) => FIRST.indexOf(one.key) > rank || !FIRST.includes(one.key));
    fields.splice(rank < 0 || before < 0 ? fields.length : before, 0, field);
  }
  if (!field) return;
  if (text === "") field.values.splice(index, 1);
  else field.values[index] = { text, lang, source: 2, href: field.values[index]?.href ?? null };
  detail.fields = fields.filter((one) => one.values.length > 0);
  row.missing = row.missing.filter((part) => !detail.fields.some((one) => one.key === NEEDED[part]));
}
