/** Two languages of one work: where sentences end, a translation that is pasted, and one that is asked for. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import { fixture, lookAlikes } from "./fixtures.mjs";
import {
  click,
  clickAt,
  gone,
  inPage,
  listed,
  openTab,
  pairs,
  paneTitle,
  rows,
  says,
  select,
  tinted,
  told,
  until,
} from "./product.mjs";
import { openWindow } from "./window.mjs";

const CHINESE = [
  "失物招领处保存着无人阅读的账簿。",
  "我们阅读了一条支线41年来遗失雨伞的记录。",
  "遗失比下雨晚一天，1936年以后转到了晚班列车。",
  "记录小物件的账簿，就是一张习惯的时刻表。",
];

/** The translation of a sentence of the fixture; of its title, which is none of them, something else. */
const chinese = (sentence) =>
  CHINESE[
    ["Lost property", "We read", "Losses", "A ledger"].findIndex((begin) => sentence.startsWith(begin))
  ] ?? "一本遗失雨伞的账簿说明了铁路的什么";

const count = (w, wanted) =>
  until(w, `${wanted} pairs`, async () => {
    const found = await pairs(w);
    return found.length === wanted && found;
  });

describe("an abstract in two languages", { timeout: 240_000 }, () => {
  let w;
  before(async () => {
    w = await openWindow({ files: [lookAlikes.pubmed] });
    await listed(w, 1);
    await select(w, /Nordby/);
    await count(w, 10);
  });
  after(() => w?.close());
  const caretAt = (words) =>
    inPage(
      w,
      (text) => {
        const area = document.querySelector('[data-testid="cut-text"]');
        area.focus();
        const at = area.value.indexOf(text);
        area.setSelectionRange(at, at);
        return at;
      },
      words,
    );

  it("has its sentences split at the caret, and joined again", async () => {
    await click(w, "tool-edit");
    await clickAt(w, '[data-pair="0"] [data-side="left"] [role="checkbox"]');
    await w.find("cut-editor");
    const first = await inPage(w, () => document.querySelector('[data-testid="cut-text"]').value);
    const middle = first.split(" ").slice(4).join(" ");
    assert.ok((await caretAt(middle)) > 0);
    await w.press("Enter");
    await told(w, /where sentences end/);
    await until(
      w,
      "the second half",
      async () =>
        (await pairs(w)).some(({ left }) => left.startsWith(middle) || left.includes(`\n${middle}`)) ||
        (await inPage(
          w,
          (text) =>
            [...document.querySelectorAll('[role="checkbox"][data-side="left"]')].some(
              (sentence) => sentence.innerText.trim() === text,
            ),
          middle,
        )),
    );
    await clickAt(w, '[data-pair="0"] [data-side="left"] [role="checkbox"]');
    await click(w, "cut-join");
    await until(w, "one sentence again", () =>
      inPage(
        w,
        (text) =>
          [...document.querySelectorAll('[role="checkbox"][data-side="left"]')].some(
            (sentence) => sentence.innerText.trim() === text,
          ),
        first,
      ),
    );
    await click(w, "links-done");
    await gone(w, "link-editor");
    await count(w, 10);
  });

  it("keeps a link that a person took apart, also after a restart, and takes it back", async () => {
    await click(w, "tool-edit");
    await clickAt(w, '[data-pair="2"] [data-side="left"] [role="checkbox"]');
    await click(w, "links-alone");
    await count(w, 11);
    w = await w.reopen();
    await listed(w, 1);
    await select(w, /Nordby/);
    await count(w, 11);
    await w.press("Control+Z");
    await count(w, 10);
  });
});

describe("two records of one work in two languages", { timeout: 240_000 }, () => {
  let w;
  before(async () => {
    w = await openWindow({ files: [fixture("editions.ris")] });
    await listed(w, 2);
  });
  after(() => w?.close());

  const join = async () => {
    await select(w, /Benches/);
    await select(w, /公交站座椅/, { add: true });
    await click(w, "several-join");
    await told(w, /language editions/);
    await listed(w, 1);
  };
  const both = async () => {
    await select(w, /Benches/);
    return count(w, 4);
  };
  const apart = async () => {
    await listed(w, 2);
    const shown = await rows(w);
    assert.deepEqual(
      shown.map((text) => /Benches/.test(text) && /公交站座椅/.test(text)),
      [false, false],
    );
    await select(w, /Benches/);
    await w.find("missing-language");
    await select(w, /公交站座椅/);
    await paneTitle(w, /公交站座椅/);
    await w.find("missing-language");
  };

  it("are joined into one row, with both titles and both abstracts side by side", async () => {
    await join();
    const [row] = await rows(w);
    assert.match(row, /Benches at the bus stop[\s\S]*公交站座椅/);
    const all = await both();
    assert.match(all[1].left, /^We put 36 benches/);
    assert.match(all[1].right, /^我们在两个区的公交站/);
    assert.deepEqual(await tinted(w), []);
    await openTab(w, "info");
    await says(w, "editions", /公交站座椅与老年人的步行距离[\s\S]*10\.5555\/csjdyj\.2021\.04\.013/);
    await openTab(w, "abstract");
  });

  it("are two again when that is undone, also after a restart", async () => {
    w = await w.reopen();
    await listed(w, 1);
    await both();
    await w.press("Control+Z");
    await apart();
  });

  it("are split into what they were, and joined again by undoing that", async () => {
    await join();
    await both();
    await openTab(w, "info");
    await click(w, "editions-split");
    await told(w, /Split two language editions/);
    await openTab(w, "abstract");
    await apart();
    await w.press("Control+Z");
    await listed(w, 1);
    await both();
  });

  const underlined = (side) =>
    inPage(
      w,
      (which) =>
        [...document.querySelectorAll(`[data-side="${which}"] .term`)]
          .filter((term) => getComputedStyle(term).textDecorationLine === "underline")
          .map((term) => term.textContent.toLowerCase()),
      side,
    );

  it("have the terms of both underlined while they are asked for, whichever side was pressed", async () => {
    await clickAt(w, '[data-pair="1"] [data-side="left"]');
    await click(w, "tool-terms");
    await until(w, "terms in English", async () => (await underlined("left")).includes("walking distance"));
    assert.deepEqual(await underlined("left"), ["bus stops", "walking distance", "bus stop"]);
    assert.deepEqual(await underlined("right"), ["公交站", "步行距离", "公交站"]);
    await click(w, "tool-terms");
    await until(w, "terms gone", async () => (await underlined("left")).length === 0);
  });

  it("lose a term that is taken out, as one step that can be undone, also after a restart", async () => {
    await click(w, "tool-terms");
    await says(w, "terms", /bus stop/);
    await clickAt(w, '[data-testid="terms"] button[aria-label*="bus stop"]');
    await told(w, /Took out the term “bus stop”/);
    const left = async () => [...new Set(await underlined("left"))].sort().join(", ");
    await until(w, "one term", async () => (await left()) === "walking distance");
    w = await w.reopen();
    await listed(w, 1);
    await both();
    // Whether terms are shown is a preference that stays.
    await until(w, "the other term", async () => (await left()) === "walking distance");
    await w.press("Control+Z");
    await until(w, "both terms", async () => (await left()) === "bus stop, bus stops, walking distance");
    await click(w, "tool-terms");
  });
});

describe("an abstract in one language", { timeout: 240_000 }, () => {
  let w;
  let provider;
  const asked = [];
  before(async () => {
    // Speaks as models on one's own computer do, and knows these sentences only.
    provider = createServer((request, response) => {
      let body = "";
      request.on("data", (piece) => {
        body += piece;
      });
      request.on("end", () => {
        asked.push({ path: request.url, body: JSON.parse(body) });
        const sentences = Object.entries(JSON.parse(JSON.parse(body).messages.at(-1).content));
        const content = JSON.stringify(
          Object.fromEntries(sentences.map(([key, text]) => [key, chinese(text)])),
        );
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content } }] }));
      });
    });
    await new Promise((done) => provider.listen(0, "127.0.0.1", done));
    w = await openWindow({ files: [fixture("one-language.ris")] });
    await listed(w, 1);
    await select(w, /umbrellas/);
  });
  after(async () => {
    await w?.close();
    provider?.close();
  });

  it("takes a translation that is pasted, and lines it up", async () => {
    await click(w, "attach-open");
    await w.find("attach-text");
    await w.type(CHINESE.join(""));
    await says(w, "attach", /It matches this abstract/);
    await w.press("Control+Enter");
    const all = await count(w, 4);
    assert.match(all[1].left, /^We read 41 years/);
    assert.match(all[1].right, /^我们阅读了一条支线41年/);
    assert.deepEqual(await tinted(w), []);
    await told(w, /Attached/);
    await w.press("Control+Z");
    await w.find("attach-open");
  });

  it("sends nothing to anybody before a provider was chosen", async () => {
    await click(w, "translate-open");
    await says(w, "dialog", /nothing was sent/);
    assert.deepEqual(asked, []);
    await click(w, "translate-set-up");
    const { port } = provider.address();
    await click(w, "translation-address");
    await w.type(`http://127.0.0.1:${port}/v1`);
    await click(w, "translation-model");
    await w.type("a-model");
    await click(w, "translation-keep");
    await says(w, "translation-settings", /everything stays on this computer/);
    await w.press("Escape");
    await gone(w, "translation-settings");
    assert.deepEqual(asked, []);
  });

  it("is translated sentence by sentence, marked as a machine's, and that is taken back", async () => {
    await click(w, "translate-open");
    await says(w, "dialog", /4 sentences|5 sentences/);
    await click(w, "translate-run");
    await says(w, "dialog", /1 reference translated/);
    await click(w, "translate-close");
    await count(w, 4);
    assert.ok(asked.length >= 1 && asked.every(({ path }) => path === "/v1/chat/completions"));
    await says(w, "abstract", /a-model/);
    await w.press("Control+Z");
    await w.find("translate-open");
  });
});
