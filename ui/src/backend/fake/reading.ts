/** References to read: an invented trial in ten pairs, a machine's text, one language, none, and two that are unrelated. */
import type { AbstractColumn } from "../../bindings/AbstractColumn";
import type { AbstractSection } from "../../bindings/AbstractSection";
import type { AbstractView } from "../../bindings/AbstractView";
import type { AlignedRow } from "../../bindings/AlignedRow";
import type { LanguageBadge } from "../../bindings/LanguageBadge";
import type { LibraryChanged } from "../../bindings/LibraryChanged";
import type { LinkEdit } from "../../bindings/LinkEdit";
import type { LocalizedText } from "../../bindings/LocalizedText";
import type { ReferenceRow } from "../../bindings/ReferenceRow";
import { type Backend, BackendError } from "../backend";

const en = (text: string): LocalizedText => ({ lang: "en", text });
const zh = (text: string): LocalizedText => ({ lang: "zh-Hans", text });

const PUBMED: AbstractColumn = {
  lang: "en",
  origin: { kind: "database" },
  source: { kind: "lookup", service: "pubmed", when: "2026-08-01T09:12:00Z" },
};
const PAGE: AbstractColumn = {
  lang: "zh-Hans",
  origin: { kind: "unknown" },
  source: {
    kind: "capture",
    file: null,
    site: "library.example",
    format: "wos-mirror-page",
    notice: null,
    when: "2026-07-12T03:40:00Z",
  },
};

type Written = [left: string | string[], right: string | string[], more?: Partial<AlignedRow>];

/** Sections written as pairs of texts; the sentences are numbered through. */
function sections(parts: [role: string | null, labels: [string | null, string | null], rows: Written[]][]) {
  const count = { left: 0, right: 0 };
  const sentences = (side: "left" | "right", texts: string | string[]) =>
    [texts].flat().map((text) => {
      const index = count[side];
      count[side] += 1;
      return { index, text };
    });
  return parts.map<AbstractSection>(([role, labels, rows]) => ({
    role,
    labels,
    rows: rows.map(([left, right, more], place) => ({
      left: sentences("left", left),
      right: sentences("right", right),
      starts_paragraph: place === 0,
      confidence: 0.94,
      locked: false,
      differs: [],
      marks: [],
      ...more,
    })),
  }));
}

/** A structured abstract of ten pairs with everything that can be unusual about one. */
const TRIAL: AbstractView = {
  state: "pair",
  titles: [
    en(
      "Rooftop greenhouses and what schoolchildren eat at noon: a stepped-wedge trial in eighteen city schools",
    ),
    zh("屋顶温室与小学生的午餐：一项覆盖18所城市学校的阶梯楔形试验"),
  ],
  left: PUBMED,
  right: PAGE,
  locked_links: 0,
  sections: sections([
    [
      "background",
      ["Background", "背景"],
      [
        [
          "Children in dense cities seldom see vegetables grow, and most of what the school kitchen serves them comes back on the tray.",
          "生活在高密度城市的儿童很少见到蔬菜生长，学校厨房供应的蔬菜大多被剩回餐盘。",
        ],
        [
          "We asked whether a greenhouse on the roof of the school, tended by the pupils themselves, changes what they eat at noon.",
          "我们研究了由学生自己照料的屋顶温室能否改变他们的午餐。",
        ],
      ],
    ],
    [
      "methods",
      ["Methods", "方法"],
      [
        [
          "Eighteen primary schools in two port cities received a greenhouse of 60 m² in an order drawn by lot, three schools every eight weeks.",
          "两座港口城市的18所小学按抽签顺序各获得一座60 m²的温室，每八周三所学校。",
        ],
        [
          "We weighed the plates of 1,248 pupils aged 8 to 11 before and after lunch on five days of each period.",
          "每一阶段选取五天，称量1284名8～11岁学生午餐前后的餐盘。",
          { differs: ["1,248", "1284"], marks: [{ kind: "number", left: ["1,248"], right: ["1284"] }] },
        ],
        [
          "The primary outcome was the weight of vegetables eaten per pupil and day, adjusted for season and for the menu; secondary outcomes were waste and the number of vegetables that a child could name.",
          [
            "主要结局为每名学生每日摄入的蔬菜重量，并校正季节与菜单。",
            "次要结局为剩余量和儿童能说出的蔬菜种类数。",
          ],
        ],
      ],
    ],
    [
      "results",
      ["Results", "结果"],
      [
        [
          "Pupils ate 23 g more vegetables a day once their school had its greenhouse (95% CI 15 to 31; P < 0.001), and the gain was largest where lunch was cooked on the premises.",
          "学校建成温室后，学生每日多摄入23 g蔬菜（95% CI 15～31；P < 0.001），校内自办食堂的增幅最大。",
        ],
        ["Waste fell by a fifth.", "剩余量减少了五分之一。"],
        [
          "Teachers said that the quietest children were often the ones who stayed longest among the tomatoes.",
          "教师反映，平时最沉默的孩子往往最愿意留在番茄架旁。",
          { confidence: 0.31 },
        ],
        ["One greenhouse was closed for three weeks after a storm.", []],
      ],
    ],
    [
      "conclusion",
      ["Conclusions", "结论"],
      [
        [
          "A greenhouse that belongs to the pupils is a modest but lasting way to put vegetables on their plates, and it needs no change of menu.",
          "属于学生自己的温室是增加其蔬菜摄入的一种温和而持久的途径，且无需更换菜单。",
        ],
      ],
    ],
  ]),
};

const MACHINE: AbstractView = {
  state: "pair",
  titles: [en("Swifts under the motorway bridge: nesting on concrete"), zh("高架桥下的雨燕：在混凝土上筑巢")],
  left: { lang: "en", origin: { kind: "publisher" }, source: PUBMED.source },
  right: {
    lang: "zh-Hans",
    origin: { kind: "machine", engine: "Example MT 2", date: "2026-09-03" },
    source: null,
  },
  locked_links: 0,
  sections: sections([
    [
      null,
      [null, null],
      [
        ["Common swifts nest where nobody looks up.", "普通雨燕在无人抬头的地方筑巢。"],
        [
          "We counted nests in the expansion joints of 31 bridges over four summers and compared them with cliffs nearby.",
          "我们在四个夏季统计了31座桥梁伸缩缝中的巢，并与附近的悬崖进行比较。",
        ],
        [
          "Joints wider than 4 cm were as good as rock; narrower ones were left to sparrows.",
          "宽度超过4厘米的接缝与岩石一样好；较窄的则留给麻雀。",
          { starts_paragraph: true },
        ],
      ],
    ],
  ]),
};

const ENGLISH: AbstractView = {
  state: "one",
  titles: [en("What a ledger of lost umbrellas says about a railway"), null],
  left: {
    lang: "en",
    origin: { kind: "publisher" },
    source: { kind: "lookup", service: "crossref", when: "2026-06-18T10:00:00Z" },
  },
  right: null,
  locked_links: 0,
  sections: sections([
    [
      null,
      [null, null],
      [
        ["Lost property offices keep books that nobody reads.", []],
        [
          "We read one: 41 years of umbrellas left on a branch line, each with its date, its carriage and, where the owner came back, a name.",
          [],
        ],
        [
          "Umbrellas follow the rain by one day and the timetable by a generation.",
          [],
          { starts_paragraph: true },
        ],
        [
          "When the line was electrified, losses moved from the morning trains to the evening ones, and the share that was fetched fell from two thirds to one in six.",
          [],
        ],
        ["A ledger of small things is a timetable of habits.", [], { starts_paragraph: true }],
      ],
    ],
  ]),
};

const CHINESE: AbstractView = {
  state: "one",
  titles: [zh("明代县志中的桥梁捐修记录研究"), null],
  left: { lang: "zh-Hans", origin: { kind: "publisher" }, source: PAGE.source },
  right: null,
  locked_links: 0,
  sections: sections([
    ["aim", ["目的", null], [["考察明代县志所载桥梁捐修的出资者构成及其变化。", []]]],
    [
      "methods",
      ["方法", null],
      [
        ["以六部县志中的127条桥梁记录为对象，逐条登记捐修者的身份、数额与年代。", []],
        ["对缺载数额的记录，以同期同地的工料价格估算。", []],
      ],
    ],
    [
      "conclusion",
      ["结论", null],
      [["嘉靖以后，商人取代乡绅成为主要出资者，而妇女的捐助始终占有稳定的份额。", []]],
    ],
  ]),
};

const UNRELATED: AbstractView = {
  state: "unrelated",
  titles: [en("Frost dates in three orchards"), zh("三座果园的霜期")],
  left: PUBMED,
  right: PAGE,
  locked_links: 0,
  sections: sections([
    [
      null,
      [null, null],
      [
        ["Orchard diaries give the last frost of spring for 58 years.", []],
        ["It now comes nine days earlier than it did.", []],
        [[], "本刊第三期目录及稿约。"],
        [[], "来稿请注明作者单位、邮编与联系电话，文责自负。"],
      ],
    ],
  ]),
};

const NOTHING: AbstractView = {
  state: "none",
  titles: [null, null],
  left: null,
  right: null,
  sections: [],
  locked_links: 0,
};

function row(id: string, languages: LanguageBadge, more: Partial<ReferenceRow>): ReferenceRow {
  return {
    id,
    title: null,
    other_title: null,
    authors: [],
    authors_complete: true,
    container: null,
    year: null,
    place: null,
    languages,
    missing: [],
    ...more,
  };
}

const titled = ({ titles }: AbstractView) => ({ title: titles[0], other_title: titles[1] });

/** The rows of these references, for lists. */
export const READING_ROWS: ReferenceRow[] = [
  row("trial", "both", {
    ...titled(TRIAL),
    authors: ["Marlowe", "Duan", "Kettering", "Iyer", "Soto"],
    authors_complete: false,
    container: en("Int J Sch Food"),
    year: "2023",
    place: "9(2):114–126",
  }),
  row("machine", "en-to-zh-machine", {
    ...titled(MACHINE),
    authors: ["Halloran", "Vint"],
    container: en("Urban Wing"),
    year: "2020",
    place: "12:40–51",
  }),
  row("english", "en", {
    ...titled(ENGLISH),
    authors: ["Pell"],
    container: en("J Transp Mem"),
    year: "2018",
    place: "3:1–19",
  }),
  row("chinese", "zh", {
    ...titled(CHINESE),
    authors: ["方敏之", "欧阳柏"],
    container: zh("地方文献学刊"),
    year: "2019",
    place: "(4):52–60",
  }),
  row("nothing", "en", {
    authors: ["Tamm"],
    container: null,
    year: "2009",
    place: "41:118–126",
    missing: ["title", "container"],
  }),
  row("unrelated", "both", {
    ...titled(UNRELATED),
    authors: ["Aske"],
    container: en("Orchard Rec"),
    year: "2016",
  }),
];

const VIEWS: Record<string, AbstractView> = {
  trial: TRIAL,
  machine: MACHINE,
  english: ENGLISH,
  chinese: CHINESE,
  nothing: NOTHING,
  unrelated: UNRELATED,
};

/** Answers about the invented abstracts. Links can be made, taken apart and forgotten. */
export function fakeReading(
  changed: (change: LibraryChanged) => void = () => {},
  views: Record<string, AbstractView> = VIEWS,
): Partial<Backend> {
  const now = structuredClone(views);
  const viewOf = (id: string) => {
    const view = now[id];
    if (!view) throw new BackendError({ code: "reference-unknown", params: { id }, hint: null, detail: id });
    return view;
  };
  const change = (id: string, next: AbstractView) => {
    now[id] = next;
    changed({ stale: ["references", "operations"] });
  };
  return {
    abstractView: async (id) => structuredClone(viewOf(id)),
    linkSentences: async (edit) => change(edit.id, linked(viewOf(edit.id), edit)),
    unlinkSentences: async (edit) => change(edit.id, unlinked(viewOf(edit.id), edit)),
    resetLinks: async (id) => change(id, structuredClone(views[id] ?? NOTHING)),
  };
}

/** The rows that hold any of the sentences become one. */
function linked(view: AbstractView, edit: LinkEdit): AbstractView {
  const holds = (row: AlignedRow) =>
    row.left.some(({ index }) => edit.left.includes(index)) ||
    row.right.some(({ index }) => edit.right.includes(index));
  const rows = view.sections.flatMap((section) => section.rows.filter(holds));
  const first = rows[0];
  if (!first) return view;
  const merged: AlignedRow = {
    ...first,
    left: rows.flatMap(({ left }) => left),
    right: rows.flatMap(({ right }) => right),
    confidence: 1,
    locked: true,
    differs: [],
  };
  return {
    ...view,
    locked_links: view.locked_links + 1,
    sections: view.sections.map((section) => ({
      ...section,
      rows: section.rows.flatMap((row) => (row === first ? [merged] : holds(row) ? [] : [row])),
    })),
  };
}

/** The rows that hold any of the sentences fall apart into sentences without counterpart. */
function unlinked(view: AbstractView, edit: LinkEdit): AbstractView {
  const alone = (row: AlignedRow): AlignedRow[] => {
    const touched =
      row.left.some(({ index }) => edit.left.includes(index)) ||
      row.right.some(({ index }) => edit.right.includes(index));
    if (!touched) return [row];
    const one = { ...row, confidence: 1, locked: true, differs: [], starts_paragraph: false };
    return [
      ...row.left.map((sentence) => ({ ...one, left: [sentence], right: [] })),
      ...row.right.map((sentence) => ({ ...one, left: [], right: [sentence] })),
    ];
  };
  return {
    ...view,
    locked_links: view.locked_links + 1,
    sections: view.sections.map((section) => ({ ...section, rows: section.rows.flatMap(alone) })),
  };
}
