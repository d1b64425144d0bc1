/** Invented files as people drop them: a page, a record in one line, a mirror page, a portal's page, search results. */
import type { ReferenceRow } from "../../bindings/ReferenceRow";
import type { TextPiece } from "../../bindings/TextPiece";
import type { TrayRecord } from "../../bindings/TrayRecord";
import type { FakeFile } from "./tray";

/** A stretch of text; what was read from it, and for which record. */
type Part = [text: string, field?: string | null, lang?: string | null, record?: number | null];

const encoder = new TextEncoder();

function pieces(parts: Part[]): TextPiece[] {
  let start = 0;
  return parts.map(([text, field = null, lang = null, record = field === null ? null : 0]) => {
    const piece = { start, text, record, field, lang };
    start += encoder.encode(text).length;
    return piece;
  });
}

const row = (values: Partial<ReferenceRow>): ReferenceRow => ({
  id: "",
  title: null,
  other_title: null,
  authors: [],
  authors_complete: true,
  container: null,
  year: null,
  place: null,
  languages: "en",
  missing: [],
  ...values,
});

function record(number: number, parts: TextPiece[], values: Partial<TrayRecord>): TrayRecord {
  const own = parts.filter((piece) => piece.record === number);
  const last = own.at(-1);
  return {
    file: 0,
    record: number,
    row: row({}),
    ticked: values.listed_on === undefined || values.listed_on === null,
    listed_on: null,
    has_doi: false,
    duplicates: [],
    choice: "keep",
    span: [own[0]?.start ?? 0, last ? last.start + encoder.encode(last.text).length : 0],
    fixes: 0,
    ...values,
  };
}

const en = (text: string) => ({ lang: "en", text });
const zh = (text: string) => ({ lang: "zh-Hans", text });

const file = (name: string | null, format: string | null): FakeFile["file"] => ({
  name,
  encoding: "utf-8",
  format,
  references: 0,
  listed: 0,
  has_text: true,
  problems: [],
});

function pasted(): FakeFile {
  const text = pieces([
    ["Lin Yuqing", "author", "und"],
    [", ", null, null, 0],
    ["Hartmann Jonas", "author", "und"],
    [", ", null, null, 0],
    ["Osei Kwame", "author", "und"],
    [", ", null, null, 0],
    ["Zhao Min", "author", "und"],
    [", ", null, null, 0],
    ["Delacroix Anne", "author", "und"],
    ["\n", null, null, 0],
    ["1School of Nursing, Harbour University, Harbour, HB2 4QX, UK.", "affiliation", "en"],
    ["\n", null, null, 0],
    ["J Shift Work Health", "container-title", "en"],
    [". ", null, null, 0],
    ["2021 May 6", "issued"],
    [";", null, null, 0],
    ["14", "volume"],
    ["(", null, null, 0],
    ["3", "issue"],
    ["):", null, null, 0],
    ["201-12", "page"],
    [". doi: ", null, null, 0],
    ["10.5555/jswh.2021.0147", "DOI"],
    [". eCollection 2021.\n", null, null, 0],
    [
      "Night-shift nurses sleep less and more lightly than their day-shift colleagues, and the debt is seldom repaid on rest days. Ward lighting is a plausible cause, yet few trials have changed it and nothing else.",
      "abstract",
      "en",
    ],
    ["\n", null, null, 0],
    [
      "Twelve wards in three hospitals were randomly assigned to warm evening light (2,200 K) or to usual lighting for eight weeks. We enrolled 168 nurses working four or more nights a month 🌙.",
      "abstract",
      "en",
    ],
    ["\nStudy registration ChiCTR0000000000.\n", null, null, 0],
    [
      "夜班护士比日班同事睡得少而浅，这种亏欠很少能在休息日补回。病房照明可能是原因之一，但只改变照明的试验很少。",
      "abstract",
      "zh-Hans",
    ],
    ["\n", null, null, 0],
    [
      "将三家医院的12个病区随机分配至暖色夜间照明组（2200 K）或常规照明组，为期八周。共纳入186名每月至少值四个夜班的护士。",
      "abstract",
      "zh-Hans",
    ],
    ["\n\n阅读 1203 · 被引 14 · 收藏 · 引用\nSign in / Sign up · Export citation format\n"],
  ]);
  const own = record(0, text, {
    row: row({
      authors: ["Lin", "Hartmann", "Osei", "Zhao", "Delacroix"],
      container: en("J Shift Work Health"),
      year: "2021",
      place: "14:201–212",
      languages: "both",
      missing: ["title"],
    }),
    has_doi: true,
  });
  return { file: file(null, "page"), pieces: text, records: [own] };
}

function inOneLine(): FakeFile {
  const text = pieces([
    ["TY - JOUR T1 - ", null, null, 0],
    ["Warm evening light as a help for night workers: what ward managers expect of it", "title", "en"],
    [" JF - ", null, null, 0],
    ["Open Ward", "container-title", "en"],
    [" DO - ", null, null, 0],
    ["10.5555/ow21X101", "DOI"],
    [" VL - ", null, null, 0],
    ["5", "volume"],
    [" IS - ", null, null, 0],
    ["2", "issue"],
    [" AU - ", null, null, 0],
    ["Yuqing Lin", "author", "und"],
    [" AU - ", null, null, 0],
    ["Jonas Hartmann", "author", "und"],
    [" Y1 - ", null, null, 0],
    ["2021/06/01", "issued"],
    [" N2 - ", null, null, 0],
    [
      "Background Lamps are bought by managers, not by nurses.Aim To explore what ward managers expect of warmer lamps.Method Fourteen interviews and three focus groups.Results Managers spoke of safety first and of sleep last.Conclusion Trials should ask both.",
      "abstract",
      "en",
    ],
    [" ER -\n", null, null, 0],
  ]);
  const own = record(0, text, {
    row: row({
      title: en("Warm evening light as a help for night workers: what ward managers expect of it"),
      authors: ["Lin", "Hartmann"],
      container: en("Open Ward"),
      year: "2021",
      place: "5(2)",
    }),
    has_doi: true,
  });
  return { file: file("openward.txt", "ris"), pieces: text, records: [own] };
}

const PAGE = "Reading aloud to grandparents: a diary study of intergenerational literacy";

const LISTED: [string, string[], string, string][] = [
  ["The half-life of footnotes", ["Pereira"], "Doc Stud", "2015"],
  ["Grafting dates and frost: a ledger of one orchard, 1911–1968", ["Moretti"], "Agrar Hist Notes", "2013"],
  ["Letters to a reading circle: attendance and age", ["Ilves", "Saar"], "Lit Soc Q", "2018"],
  [
    "Whose story is it? Grandparents as tellers and listeners",
    ["Mbeki", "Ross", "Tan", "Wu"],
    "Fam Stud Rev",
    "2016",
  ],
  ["Diaries as data: three warnings", ["Quist"], "Method Notes", "2009"],
];

function mirrorPage(): FakeFile {
  const text = pieces([
    [PAGE, "title", "en"],
    ["\n", null, null, 0],
    ["为祖辈朗读：代际识字的日记研究", "title", "zh-Hans"],
    ["\n\n被引:", null, null, 0],
    ["14", "times_cited"],
    ["\n|\n作者\n", null, null, 0],
    ["Okafor, Ngozi", "author", "und"],
    [" [1]\n", null, null, 0],
    ["Chen, Yan", "author", "und"],
    [" [1,2]\n机构\n", null, null, 0],
    [
      "[1] Lakeside Univ, Sch Educ, Lakeside, England\n[2] Coastal Inst Ageing, Coast, Wales",
      "affiliation",
      "en",
    ],
    ["\n关键词\n", null, null, 0],
    ["literacy; ageing; reading aloud; diaries", "keyword", "en"],
    ["\nD O I\n", null, null, 0],
    ["10.5555/lsa.2019.0031", "DOI"],
    ["\n摘要\n", null, null, 0],
    [
      "Background Reading aloud is mostly asked of the old for the young. Methods Thirty-one grandchildren kept diaries. Results Reading the other way round changed who chose the book.",
      "abstract",
      "en",
    ],
    ["\n引用\n收藏\n页数:", null, null, 0],
    ["13", "number-of-pages"],
    ["\n相关论文\n共 45 条\n", null, null, 0],
    ...LISTED.flatMap(([title, authors, journal, year], index): Part[] => [
      [`  • [${41 + index}] `, null, null, index + 1],
      [title, "title", "en", index + 1],
      ["\n    ", null, null, index + 1],
      [authors.join(", "), "author", "und", index + 1],
      ["\n    ", null, null, index + 1],
      [journal.toUpperCase(), "container-title", "en", index + 1],
      [", ", null, null, index + 1],
      [year, "issued", null, index + 1],
      ["\n", null, null, index + 1],
    ]),
  ]);
  const main = record(0, text, {
    row: row({
      title: en(PAGE),
      other_title: zh("为祖辈朗读：代际识字的日记研究"),
      authors: ["Okafor", "Chen"],
      container: en("Lang Soc Ageing"),
      year: "2019",
      languages: "both-published",
    }),
    has_doi: true,
    choice: "merge",
    duplicates: [
      {
        reference: "lsa",
        tray: null,
        title: PAGE,
        verdict: "same",
        why: ["same DOI 10.5555/lsa.2019.0031", "titles equal", "same authors", "same year 2019"],
        since: "2026-05-03T09:30:00Z",
        brings: ["title@zh"],
      },
    ],
  });
  const listed = LISTED.map(([title, authors, journal, year], index) =>
    record(index + 1, text, {
      row: row({ title: en(title), authors, container: en(journal), year }),
      listed_on: PAGE,
    }),
  );
  return {
    file: file("ageing-and-literacy.html", "wos-mirror-page"),
    pieces: text,
    records: [main, ...listed],
  };
}

function portalPage(): FakeFile {
  const text = pieces([
    ["社区菜园对独居老人社会联系的影响：一项质性研究", "title", "zh-Hans"],
    ["\n\n", null, null, 0],
    ["王思敏", "author", "zh-Hans"],
    ["，", null, null, 0],
    ["赵立", "author", "zh-Hans"],
    ["\n", null, null, 0],
    ["社区卫生与社会", "container-title", "zh-Hans"],
    [" ", null, null, 0],
    ["2022", "issued"],
    ["，", null, null, 0],
    ["6", "volume"],
    ["（", null, null, 0],
    ["2", "issue"],
    ["）：", null, null, 0],
    ["33-37", "page"],
    ["\n阅读:1\n\n摘要\n", null, null, 0],
    [
      "目的 了解社区菜园对独居老人社会联系的影响。方法 对十二位在三个社区菜园种植一年以上的独居老人进行半结构化访谈。结果 浇水与采收的时间安排使偶遇变成约定。结论 菜园的作用在于可预期的相遇。",
      "abstract",
      "zh-Hans",
    ],
    [
      "\n\n特别声明\n\n1、本页面内容包含部分的内容是基于公开信息的合理引用。\n2、若认为本页面引用内容涉及侵权，请及时与本站联系。\n",
      null,
      null,
      null,
    ],
  ]);
  const own = record(0, text, {
    row: row({
      title: zh("社区菜园对独居老人社会联系的影响：一项质性研究"),
      authors: ["王思敏", "赵立"],
      container: zh("社区卫生与社会"),
      year: "2022",
      place: "6(2):33–37",
      languages: "zh",
    }),
  });
  return { file: file("社区菜园.txt", "page"), pieces: text, records: [own] };
}

const RESULTS: [string | null, string[], string | null, string, string, string][] = [
  [
    "How long does a translated questionnaire stay valid? Drift in five instruments",
    ["Ferreira", "Holt"],
    "2020",
    "31",
    "88–97",
    "Background A questionnaire ages. Methods Five instruments were translated again after ten years. Results Every third item had drifted.",
  ],
  [
    null,
    ["Brandt", "Iwu", "Castellanos"],
    "2009",
    "41",
    "118–126",
    "Aims and MethodWe looked at 214 ledgers.ResultsTwo in three were in another hand.",
  ],
  [
    null,
    ["Sørensen"],
    "2014",
    "18",
    "198–202",
    "Purpose – To give an account of a move. Findings – It took longer than planned.",
  ],
  [
    null,
    ["Dlamini", "Roth"],
    "2016",
    "209",
    "14–22",
    "BackgroundStation noise is loud.AimsTo see whether sparrows mind.MethodA review of 17 studies.",
  ],
  [
    null,
    ["Abara", "Hu"],
    "2007",
    "31",
    "244–249",
    "Objective: To follow 1,204 households. Results: Loneliness fell in the second year.",
  ],
  [
    null,
    ["Nakagawa"],
    "2018",
    "12",
    "5–19",
    "Tidal wetlands store carbon. We ask what fifty years of cores can say about it.",
  ],
  [
    null,
    ["Petrov"],
    "2011",
    "3",
    "41–44",
    "Wristbands were tried on long coach journeys. They helped those who expected it.",
  ],
  [
    null,
    ["Gao", "Lindqvist"],
    "2023",
    "8",
    "301–320",
    "Couriers drew the city from memory. Their maps had more doors than streets.",
  ],
];

function searchResults(): FakeFile {
  const text = pieces(
    RESULTS.flatMap(([title, authors, year, volume, page, abstract], number): Part[] => {
      const own = (words: string): Part => [words, null, null, number];
      return [
        own("scholarly journals "),
        ...(title ? [[title, "title", "en", number] as Part] : []),
        own("\n"),
        [year ?? "", "issued", null, number],
        own(" ◽  Vol "),
        [volume, "volume", null, number],
        own(" (1) ◽  pp. "),
        [page, "page", null, number],
        own(" ◽  Author(s):  "),
        ...authors.flatMap((name, index): Part[] => [
          ...(index > 0 ? [own(" ◽  ")] : []),
          [name, "author", "und", number],
        ]),
        own("\n"),
        [abstract, "abstract", "en", number],
        own("\n\n"),
      ];
    }).concat([["Sign in / Sign up\nExport Citation Format\nShare Document\n"]]),
  );
  const records = RESULTS.map(([title, authors, year, volume, page], number) =>
    record(number, text, {
      row: row({
        title: title ? en(title) : null,
        authors,
        authors_complete: number !== 1,
        year,
        place: `${volume}:${page}`,
        missing: title ? ["container"] : ["title", "container"],
      }),
    }),
  );
  return { file: file("results.txt", "listing"), pieces: text, records };
}

/** As many references and listed works as the pictures show: 12, and 5. */
export const fiveFiles = (): FakeFile[] => [
  pasted(),
  inOneLine(),
  mirrorPage(),
  portalPage(),
  searchResults(),
];

/** An export of a database: some lack a title, one is in the library already. */
export function largeFile(count: number): FakeFile {
  const records = Array.from({ length: count }, (_, number) =>
    record(number, [], {
      row: row({
        title:
          number % 1000 === 7
            ? null
            : en(`Cores of the tidal flats, part ${number + 1}: what a metre of mud remembers`),
        authors: ["Nakagawa", "Ito"],
        container: en("Estuar Rev"),
        year: String(1960 + (number % 60)),
        missing: number % 1000 === 7 ? ["title"] : [],
      }),
      duplicates:
        number % 2500 === 1200
          ? [
              {
                reference: "cores",
                tray: null,
                title: "Cores of the tidal flats",
                verdict: "likely",
                why: ["titles equal but for spelling", "same year 1980"],
                since: "2025-11-20T12:00:00Z",
                brings: ["abstract@en", "DOI"],
              },
            ]
          : [],
      choice: number % 2500 === 1200 ? "merge" : "keep",
    }),
  );
  const name =
    "A search for tidal wetlands in three databases, exported in one go and never looked at again (final) 2.ris";
  const remark = (code: string, message: string, at: number) => ({ file: name, code, message, record: at });
  const problems = [
    ...Array.from({ length: 10 }, (_, index) =>
      remark("no-title", "The text gives no title.", 7 + index * 1000),
    ),
    ...Array.from({ length: 37 }, (_, index) =>
      remark("ris-no-end", "The record has no ER line.", index * 200),
    ),
  ];
  return { file: { ...file(name, "ris"), has_text: false, problems }, pieces: [], records };
}

/** A PDF, a picture and a shopping list. */
export function nothingFiles(): FakeFile[] {
  const broken = (name: string, code: string): FakeFile => ({
    file: {
      ...file(name, null),
      encoding: "",
      has_text: false,
      problems: [{ file: name, code, record: null, message: `“${name}” was not imported.` }],
    },
    pieces: [],
    records: [],
  });
  const list = "Milk, bread, two pounds of apples\n记得买灯泡 💡\n";
  return [
    broken("Lin 2021 Warm evening light.pdf", "pdf-scanned"),
    broken("scan_0017.png", "not-text"),
    {
      file: {
        ...file("list.txt", null),
        problems: [
          {
            file: "list.txt",
            code: "nothing-recognised",
            record: null,
            message: "No reference was recognised.",
          },
        ],
      },
      pieces: pieces([[list]]),
      records: [],
    },
  ];
}

/** A page of which only the listed works are known. */
export function onlyListed(): FakeFile[] {
  const page = mirrorPage();
  const records = page.records.slice(1).map((one, record) => ({ ...one, record, listed_on: "" }));
  const parts = page.pieces.map((piece) => ({
    ...piece,
    record: piece.record ? piece.record - 1 : null,
    field: piece.record ? piece.field : null,
  }));
  return [{ ...page, pieces: parts, records }];
}
