/** The pictures of a library that is in use: reading above all. */
const HERO = "共同耕种";

/** The same trial as another database has it. */
const AGAIN = `TY  - JOUR
TI  - Growing together: a community garden programme for older adults living alone. A cluster randomised trial
AU  - Shen, Zhiyuan
AU  - Lu, Wanqing
T2  - Community Health Research
PY  - 2022
VL  - 14
IS  - 3
SP  - 201
DO  - 10.5555/sqjk.2022.03.201
UR  - https://journal.example/sqjk/2022/3/201
ER  - 

TY  - JOUR
TI  - 夜班护士的午睡安排：一项可行性研究
AU  - 林之夏
AU  - 白露
T2  - 护理与安全
PY  - 2024
VL  - 15
IS  - 2
SP  - 90
EP  - 96
ER  - 
`;

export const work = [
  {
    name: "reading",
    narrow: true,
    shows:
      "An abstract in two languages, a sentence beside its sentence: one pair pinned, one under the pointer.",
    main: true,
    take: async (hand) => {
      await hand.open(HERO);
      await pin(hand, 1);
      await hand.hover(await nth(hand, "pair", 4));
    },
    leave: async (hand) => {
      await pin(hand, 1);
      await hand.away();
    },
  },
  {
    name: "sidebar",
    narrow: true,
    sizes: ["640"],
    shows: "Places, collections and tags over a narrow window.",
    take: async (hand) => {
      await hand.click("open-sidebar");
      await hand.pause();
    },
    leave: async (hand) => {
      await hand.press("Escape");
      await hand.gone("drawer");
    },
  },
  {
    name: "list",
    shows: "The list with both titles, and the pane at rest.",
    main: true,
    take: (hand) => hand.away(),
  },
  {
    name: "authors",
    soft: true,
    shows: "All authors.",
    keep: "light.en",
    take: (hand) => hand.click("all-authors"),
    leave: closed,
  },
  {
    name: "interleaved",
    shows: "One language below the other.",
    keep: "light.zh",
    take: async (hand) => {
      await hand.click("tool-interleaved");
      await hand.away();
    },
  },
  {
    name: "one-side",
    shows: "One of the two languages alone.",
    keep: "dark.en",
    take: async (hand) => {
      await hand.click("tool-single");
      await hand.away();
    },
    // A narrow pane has no room for two columns.
    leave: async (hand) => {
      const [side] = await hand.all("[data-testid=tool-side]");
      await hand.click(side ? "tool-side" : "tool-interleaved");
    },
  },
  {
    name: "covered",
    shows: "One side covered, to test oneself.",
    keep: "light.en",
    take: async (hand) => {
      await hand.click("tool-cover");
      await hand.hover(await nth(hand, "pair", 3));
    },
    leave: (hand) => hand.click("tool-cover"),
  },
  {
    name: "links",
    narrow: true,
    shows: "Links between sentences are corrected.",
    keep: "light.en",
    take: async (hand) => {
      await hand.click("tool-edit");
      const cells = await hand.all("[data-testid=pair] [data-sentence], [data-testid=pair] .sentence");
      for (const cell of cells.slice(2, 4)) await cell.click();
      await hand.pause();
    },
    leave: async (hand) => {
      await hand.click("links-done");
      await hand.away();
    },
  },
  {
    name: "split",
    narrow: true,
    shows: "One sentence is chosen: the caret says where it is split.",
    keep: "dark.zh",
    take: async (hand) => {
      await hand.click("tool-edit");
      await (await hand.at("[data-pair='1'] [role=checkbox]")).click();
      await hand.click("cut-text");
    },
    leave: async (hand) => {
      await hand.click("links-done");
      await hand.away();
    },
  },
  {
    name: "terms",
    narrow: true,
    shows: "Terms of the glossary underlined, and listed below.",
    keep: "light.zh",
    take: (hand) => hand.click("tool-terms"),
    leave: (hand) => hand.click("tool-terms"),
  },
  {
    name: "numbers-differ",
    narrow: true,
    shows: "A number that differs between the languages.",
    keep: "light.zh",
    take: async (hand) => {
      await hand.open("阶梯设计");
      await hand.scrollTo(".sign-differs");
      await hand.hover(await hand.at(".pair:has(.sign-differs) .cell-text"));
      await hand.pause(600);
    },
  },
  {
    name: "reading-mode",
    narrow: true,
    shows: "Reading mode: the two texts and nothing else.",
    main: true,
    take: async (hand) => {
      await hand.open(HERO);
      await hand.press("F11");
      await hand.at("reading-mode");
      await hand.pause(700);
      await hand.hover(await nth(hand, "pair", 5));
    },
    leave: async (hand) => {
      await hand.press("F11");
      await hand.away();
    },
  },
  {
    name: "info",
    shows: "Everything that is known of a reference.",
    keep: "light.en",
    take: (hand) => tab(hand, "info"),
  },
  {
    name: "info-edit",
    shows: "A field is typed in.",
    keep: "dark.zh",
    take: async (hand) => {
      const [first] = await hand.all("[data-testid='edit-value']");
      await first?.click();
      await hand.pause();
    },
    leave: closed,
  },
  {
    name: "info-add",
    soft: true,
    narrow: true,
    shows: "What can be added to a reference: what works of its kind have first.",
    keep: "light.en",
    take: async (hand) => {
      await hand.scrollTo("add-field");
      await hand.click("add-field");
      await hand.at("add-field-filter");
      await hand.pause();
    },
    leave: closed,
  },
  { name: "cite", shows: "The formatted reference.", keep: "light.zh", take: (hand) => tab(hand, "cite") },
  {
    name: "source",
    shows: "The text that the reference was read from.",
    keep: "dark.en",
    take: (hand) => tab(hand, "source"),
    leave: (hand) => tab(hand, "abstract"),
  },
  {
    name: "english-only",
    narrow: true,
    shows: "An abstract in English alone, and what can be done about the other.",
    keep: "light.en",
    take: (hand) => hand.open("Tidal wetlands"),
  },
  {
    name: "paste-translation",
    narrow: true,
    shows: "A text in the other language is pasted, and judged before anything changes.",
    keep: "light.en",
    take: async (hand) => {
      await hand.click("attach-open");
      await hand.type("背景：潮汐湿地是碳库。方法：我们汇总了五十年的沉积物岩芯。结果：储量逐年增加。");
      await hand.pause(900);
    },
    leave: (hand) => hand.press("Escape"),
  },
  {
    name: "chinese-only",
    shows: "An abstract in Chinese alone.",
    keep: "light.zh",
    take: (hand) => hand.open("社会联系"),
  },
  {
    name: "no-abstract",
    shows: "A reference without an abstract.",
    keep: "dark.zh",
    take: (hand) => hand.open("缺失一个月"),
  },
  {
    name: "unrelated",
    narrow: true,
    shows: "Two texts that do not belong together.",
    keep: "light.en",
    take: (hand) => hand.open("首班车"),
  },
  {
    name: "search",
    shows: "A search that finds both languages.",
    keep: "light.zh",
    take: async (hand) => {
      await hand.search("老年");
      await hand.reveal(1);
      await hand.away();
    },
    leave: (hand) => hand.clearField(),
  },
  {
    name: "field-doi",
    soft: true,
    shows: "A DOI in the field: what Enter will do.",
    keep: "light.en",
    take: async (hand) => {
      await hand.clearField();
      await hand.type("10.5555/s40999-021-00588-z");
      await hand.pause(600);
    },
    leave: async (hand) => {
      await hand.clearField();
      await hand.press("Escape");
    },
  },
  {
    name: "collection",
    shows: "A collection.",
    keep: "dark.en",
    take: async (hand) => {
      await hand.click("collection");
      await hand.reveal(0);
      await hand.away();
    },
  },
  {
    name: "several",
    shows: "Several references selected.",
    keep: "light.en",
    take: async (hand) => {
      await hand.click("place-all");
      await hand.reveal(2);
      for (let more = 0; more < 3; more += 1) await hand.press("Shift+ArrowDown");
      await hand.pause();
    },
  },
  {
    name: "tags",
    soft: true,
    shows: "Tags of the selection.",
    keep: "light.en",
    take: async (hand) => {
      await hand.press("Control+T");
      await hand.at("picker");
      await hand.pause();
    },
    leave: closed,
  },
  {
    name: "collections",
    soft: true,
    shows: "Collections of the selection; one more is typed.",
    keep: "dark.zh",
    take: async (hand) => {
      await hand.press("Control+Shift+T");
      await hand.at("picker");
      await hand.pause();
    },
    leave: closed,
  },
  {
    name: "export",
    soft: true,
    shows: "Export.",
    keep: "light.zh",
    take: async (hand) => {
      await hand.press("Control+Shift+E");
      await hand.at("dialog");
      await hand.pause();
    },
    leave: closed,
  },
  {
    name: "duplicates",
    shows: "Works that are the same, or may be.",
    keep: "light.en",
    take: async (hand) => {
      await hand.click("place-duplicates");
      await hand.at("duplicates");
      await hand.pause();
    },
  },
  {
    name: "merge",
    shows: "Two references merged: each value with where it is from, and the conflicts first.",
    keep: "light.en",
    take: async (hand) => {
      await hand.click("duplicate-merge");
      await hand.at("merge");
      await hand.pause(700);
    },
    leave: (hand) => hand.click("merge-cancel"),
  },
  {
    name: "undo",
    soft: true,
    shows: "What was done, and the way back.",
    keep: "dark.en",
    take: async (hand) => {
      await hand.open("Machine translation");
      await hand.press("Delete");
      await hand.at("undo-bar");
      await hand.pause();
    },
  },
  {
    name: "trash",
    shows: "The trash.",
    keep: "light.zh",
    take: async (hand) => {
      await hand.click("place-trash");
      await hand.reveal(0);
      await hand.pause();
    },
  },
  {
    name: "shortcuts",
    soft: true,
    shows: "All keys (F1).",
    keep: "light.en",
    take: async (hand) => {
      await hand.click("place-all");
      await hand.press("F1");
      await hand.at("shortcuts");
      await hand.pause();
    },
    leave: closed,
  },
  {
    name: "tray-duplicate",
    shows: "A record that the library has already: nothing merges by itself.",
    keep: "light.en",
    take: async (hand) => {
      await hand.call("tray_add_text", { text: AGAIN, html: null });
      await hand.at("tray-cards");
      await hand.pause(900);
    },
    leave: async (hand) => {
      await hand.call("tray_close");
      await hand.pause();
    },
  },
];

/** Closes what floats, and waits until it has faded. */
async function closed(hand) {
  await hand.press("Escape");
  await hand.pause();
}

async function nth(hand, id, place) {
  const all = await hand.window.findAll(id);
  return all[Math.min(place, all.length - 1)];
}

async function pin(hand, place) {
  const pair = await nth(hand, "pair", place);
  await hand.window.driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", pair);
  await pair.click();
  await hand.pause();
}

async function tab(hand, name) {
  await hand.click(`tab-${name}`);
  await hand.away();
}
