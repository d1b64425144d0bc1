/**
 * Invents a library: the same references each time, in RIS. Nearly a third has title and abstract in both languages,
 * sentence by sentence; a few lack something, a few are there twice.
 */

/** Sentences of an abstract in both languages, by section. `n` gives numbers, so that there is something to agree. */
const SECTIONS = [
  [
    ["Background", "背景"],
    [
      (w) => `Little is known about ${w.topic[0]} in ${w.place[0]}.`,
      (w) => `关于${w.place[1]}的${w.topic[1]}，目前所知甚少。`,
    ],
    [
      (w) =>
        `Earlier work on ${w.topic[0]} relied on ${w.n[0]} short reports and left the role of ${w.factor[0]} open.`,
      (w) => `以往关于${w.topic[1]}的研究仅依据${w.n[0]}篇简短报告，${w.factor[1]}的作用尚不清楚。`,
    ],
  ],
  [
    ["Methods", "方法"],
    [
      (w) => `We followed ${w.n[1]} ${w.people[0]} in ${w.place[0]} for ${w.n[2]} months.`,
      (w) => `我们对${w.place[1]}的${w.n[1]}名${w.people[1]}随访了${w.n[2]}个月。`,
    ],
    [
      (w) =>
        `Two assessors, who knew nothing of each other, rated ${w.factor[0]} on a scale from 0 to ${w.n[3]}.`,
      (w) => `两名互不知情的评估者以0至${w.n[3]}分评定${w.factor[1]}。`,
    ],
    [
      (w) =>
        `Mixed models took the season and the household into account, and missing answers were imputed ${w.n[4]} times.`,
      (w) => `混合模型考虑了季节和家庭因素，缺失的回答经过${w.n[4]}次插补。`,
    ],
  ],
  [
    ["Results", "结果"],
    [
      (w) =>
        `${w.n[5]}% of the ${w.people[0]} reported a change in ${w.topic[0]}, against ${w.n[6]}% before.`,
      (w) => `${w.n[5]}%的${w.people[1]}报告${w.topic[1]}有所改变，此前为${w.n[6]}%。`,
    ],
    [
      (w) =>
        `The change was larger where ${w.factor[0]} was high (odds ratio 1.${w.n[7]}, 95% CI 1.02 to 2.${w.n[8]}).`,
      (w) => `${w.factor[1]}较高时变化更大（比值比1.${w.n[7]}，95% CI 1.02～2.${w.n[8]}）。`,
    ],
    [
      (w) => `It was seen in ${w.n[9]} of ${w.n[10]} districts and did not depend on age.`,
      (w) => `${w.n[10]}个地区中有${w.n[9]}个观察到这一变化，且与年龄无关。`,
    ],
  ],
  [
    ["Conclusion", "结论"],
    [
      (w) =>
        `In ${w.place[0]}, ${w.factor[0]} deserves attention when ${w.topic[0]} is planned for ${w.people[0]}.`,
      (w) => `在${w.place[1]}，为${w.people[1]}规划${w.topic[1]}时应重视${w.factor[1]}。`,
    ],
    [
      (w) => `Studies of more than ${w.n[11]} months are needed before advice can be given.`,
      (w) => `在提出建议之前，需要开展${w.n[11]}个月以上的研究。`,
    ],
  ],
];

const WORDS = {
  topic: [
    ["shared gardening", "共享园艺"],
    ["night work", "夜间工作"],
    ["river bathing", "河水沐浴"],
    ["reading aloud", "朗读"],
    ["walking to school", "步行上学"],
    ["choir singing", "合唱"],
    ["tea drinking", "饮茶"],
    ["home repair", "居家维修"],
  ],
  place: [
    ["river towns", "沿河城镇"],
    ["mountain villages", "山区村庄"],
    ["harbour districts", "港口城区"],
    ["island communities", "海岛社区"],
    ["university quarters", "大学城区"],
    ["market towns", "集镇"],
  ],
  people: [
    ["older adults", "老年人"],
    ["young parents", "年轻父母"],
    ["ferry workers", "渡轮工人"],
    ["pupils", "学生"],
    ["volunteers", "志愿者"],
    ["shop assistants", "店员"],
  ],
  factor: [
    ["neighbourly trust", "邻里信任"],
    ["sleep quality", "睡眠质量"],
    ["road noise", "道路噪声"],
    ["self-rated health", "自评健康"],
    ["water temperature", "水温"],
    ["travel time", "出行时间"],
  ],
};

const FAMILIES =
  "Averin Bolt Castella Dunmore Eskola Farrow Gilde Harrow Ilvonen Jasny Kestrel Lund Marlow Nyberg Okoro Pell Quist Rowan Sand Tamm".split(
    " ",
  );
const GIVEN =
  "Ada Bruno Clara Dario Elin Felix Greta Hugo Ines Jonas Karin Leo Mira Nils Olga Piet Rosa Sven Tove Ulla".split(
    " ",
  );
const ONSETS = "b c d f g h l m n p r s t v br cl dr gr pl st tr".split(" ");
const VOWELS = "a e i o u ai ea io".split(" ");
const ENDS = ["", "n", "r", "l", "st", "nd", "m"];
const HAN = [
  ..."山水城市社区老人学生工作健康生活文化教育环境发展研究影响分析评价方法应用河流海岛村庄道路花园食品睡眠运动语言阅读交通气候土壤植物动物材料能源信息网络管理经济历史艺术音乐医院护理预防治疗",
];

/**
 * The library as one RIS file.
 *
 * @param {number} count how many references.
 */
export function ris(count) {
  const chance = generator(20_260_101);
  const vocabulary = Array.from({ length: 3000 }, () => invented(chance));
  const records = [];
  for (let number = 0; number < count; number += 1) {
    // One in fifty stands there for the second time, as another database has it.
    const twice = number % 50 === 49;
    records.push(twice ? again(records[number - 7]) : record(number, chance, vocabulary));
  }
  return records.map((lines) => `${lines.join("\r\n")}\r\n`).join("\r\n");
}

function record(number, chance, vocabulary) {
  const { pick, whole } = chance;
  const both = number % 10 < 3;
  const lacks = number % 33 === 7;
  const words = Object.fromEntries(Object.entries(WORDS).map(([kind, pairs]) => [kind, pick(pairs)]));
  words.n = Array.from({ length: 12 }, () => whole(11, 97));
  const lines = ["TY  - JOUR", `TI  - ${sentence(chance, vocabulary, 7, 13).slice(0, -1)}`];
  if (both) lines.push(`TT  - ${han(chance, 12, 22)}`);
  if (!lacks) {
    const authors = whole(1, 6);
    for (let at = 0; at < authors; at += 1) lines.push(`AU  - ${pick(FAMILIES)}, ${pick(GIVEN)}`);
    lines.push(`PY  - ${whole(1985, 2025)}`);
  }
  lines.push(`JF  - Annals of ${capital(vocabulary[whole(0, 60)])} Studies`);
  lines.push(`VL  - ${whole(1, 80)}`, `IS  - ${whole(1, 12)}`);
  const page = whole(1, 900);
  lines.push(`SP  - ${page}`, `EP  - ${page + whole(3, 20)}`, `DO  - 10.5555/bench.${number}`);
  lines.push(`AB  - ${both ? abstract(words, 0) : plain(chance, vocabulary)}`);
  if (both) lines.push(`TA  - ${abstract(words, 1)}`);
  for (let at = 0; at < 4; at += 1) lines.push(`KW  - ${common(chance, vocabulary)}`);
  lines.push("ER  - ");
  return lines;
}

/** A record as another database has it: other spelling of the title, no identifier, no abstract. */
function again(lines) {
  return lines
    .filter((line) => !/^(?:DO|AB|TA|KW|TT)/.test(line))
    .map((line) => (line.startsWith("TI  - ") ? `${line.toUpperCase()}.` : line));
}

function abstract(words, language) {
  const sections = SECTIONS.map(([label, ...sentences]) => {
    const body = sentences.map((pair) => capital(pair[language](words)));
    return language === 0 ? `${label[0]}: ${body.join(" ")}` : `${label[1]}：${body.join("")}`;
  });
  return sections.join(language === 0 ? " " : "");
}

/** About 1,500 letters in one language. */
function plain(chance, vocabulary) {
  const sentences = [];
  for (let length = 0; length < 1500; length += sentences.at(-1).length + 1) {
    sentences.push(sentence(chance, vocabulary, 8, 22));
  }
  return sentences.join(" ");
}

function sentence(chance, vocabulary, from, to) {
  const words = Array.from({ length: chance.whole(from, to) }, () => common(chance, vocabulary));
  return `${capital(words.join(" "))}.`;
}

/** Few words are common and most are rare, as in any language. */
function common({ unit }, vocabulary) {
  return vocabulary[Math.floor(vocabulary.length ** unit()) - 1] ?? vocabulary[0];
}

function han({ pick, whole }, from, to) {
  return Array.from({ length: whole(from, to) }, () => pick(HAN)).join("");
}

function invented({ pick, whole }) {
  return Array.from({ length: whole(1, 3) }, () => pick(ONSETS) + pick(VOWELS) + pick(ENDS)).join("");
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Numbers that look random and are the same each time (mulberry32). */
function generator(seed) {
  let state = seed;
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from, to) => from + Math.floor(unit() * (to - from + 1));
  return { unit, whole, pick: (list) => list[whole(0, list.length - 1)] };
}
