/** Invented references of every kind that a list can show, the same at every call. */
import type { LanguageBadge } from "../../bindings/LanguageBadge";
import type { MissingPart } from "../../bindings/MissingPart";
import type { ReferenceRow } from "../../bindings/ReferenceRow";

const SUBJECTS: readonly [en: string, zh: string][] = [
  ["Warm evening light and sleep in night-shift nurses", "暖色夜间照明与夜班护士的睡眠"],
  ["Reading aloud to grandparents", "为祖辈朗读"],
  ["Community gardens and the social ties of older people who live alone", "社区菜园与独居老人的社会联系"],
  ["Tidal wetlands as carbon stores", "潮汐湿地的碳储存"],
  ["How long does a translated questionnaire stay valid", "翻译问卷的效度能维持多久"],
  ["Maps drawn from memory by bicycle couriers", "外卖骑手凭记忆绘制的城市地图"],
  ["Units of measure in inscriptions on Song tea ware", "宋代茶器铭文中的计量单位"],
  ["Acupressure wristbands for nausea on long coach journeys", "穴位按压腕带缓解长途客车晕车恶心"],
  ["The half-life of footnotes", "脚注的半衰期"],
  ["Sparrows at the railway station", "火车站的麻雀"],
  ["Handover quality of electronic records in county hospitals", "县级医院电子病历的交接班质量"],
  ["Loneliness after relocation", "搬迁后的孤独感"],
  ["Grafting dates and late frost in one orchard", "一座果园的嫁接日期与晚霜"],
  ["Bilingual signs and where pedestrians look", "双语路牌与行人的视线"],
  ["Stair climbing at work and blood glucose", "工作日爬楼梯与血糖"],
];

const DESIGNS: readonly [en: string, zh: string][] = [
  ["a cluster randomised trial", "一项整群随机试验"],
  ["a qualitative study", "一项质性研究"],
  ["a systematic review and meta-analysis", "系统综述与荟萃分析"],
  ["a cohort of 1,204 households", "1204户家庭的队列研究"],
];

const PEOPLE: readonly [en: string[], zh: string[]][] = [
  [
    ["Lin", "Hartmann", "Osei", "Petrov"],
    ["林雨晴", "何建国", "欧阳明", "彭越"],
  ],
  [
    ["Okafor", "Chen"],
    ["陈立", "方敏之"],
  ],
  [["Nakagawa"], ["周允文"]],
  [
    ["Abara", "Hu", "Lindqvist"],
    ["王思敏", "赵立", "刘敏"],
  ],
  [["Ferreira", "Holt"], ["孙若溪"]],
];

const JOURNALS: readonly [en: string, zh: string][] = [
  ["J Shift Work Health", "社区卫生与社会"],
  ["Lang Soc Ageing", "地方文献学刊"],
  ["Estuar Rev", "器物研究"],
  ["Urban Fieldnotes", "基层医学信息"],
];

const KINDS: readonly (LanguageBadge | "untitled" | "untitled-zh")[] = [
  "both",
  "both-published",
  "en",
  "zh",
  "both",
  "untitled",
  "en-to-zh-machine",
  "en",
  "zh",
  "both",
  "zh-to-en-machine",
  "untitled-zh",
  "en",
  "both",
];

const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

/** The reference of a number. Every one differs from the first 60 others in its title or its design. */
export function sampleRow(index: number): ReferenceRow {
  const kind = pick(KINDS, index);
  const [subject, 主题] = pick(SUBJECTS, index);
  const [design, 设计] = pick(DESIGNS, Math.floor(index / SUBJECTS.length));
  const zhFirst = kind === "zh" || kind === "zh-to-en-machine" || kind === "untitled-zh";
  const en = { lang: "en", text: `${subject}: ${design}` };
  const zh = { lang: "zh-Hans", text: `${主题}：${设计}` };
  const untitled = kind === "untitled" || kind === "untitled-zh";
  const both = !untitled && kind !== "en" && kind !== "zh";
  const [enNames, zhNames] = pick(PEOPLE, index);
  const [enJournal, zhJournal] = pick(JOURNALS, index);
  const missing: MissingPart[] = untitled ? ["title", "container"] : index % 19 === 17 ? ["issued"] : [];
  return {
    id: `sample-${String(index).padStart(6, "0")}`,
    title: untitled ? null : zhFirst ? zh : en,
    other_title: both ? (zhFirst ? en : zh) : null,
    authors: [...(zhFirst ? zhNames : enNames)],
    authors_complete: index % 11 !== 10,
    container: untitled
      ? null
      : zhFirst
        ? { lang: "zh-Hans", text: zhJournal }
        : { lang: "en", text: enJournal },
    year: missing.includes("issued") ? null : String(2009 + ((index * 7) % 17)),
    place: `${3 + (index % 40)}(${1 + (index % 6)}):${20 + ((index * 13) % 300)}–${31 + ((index * 13) % 300)}`,
    languages: kind === "untitled" ? "en" : kind === "untitled-zh" ? "zh" : kind,
    missing,
  };
}
