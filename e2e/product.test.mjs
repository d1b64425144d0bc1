/** The whole way of somebody who reads in two languages, with the pointer: drop, mend, import, read, complete, merge. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { drag, files } from "./drag.mjs";
import { lookAlikes } from "./fixtures.mjs";
import {
  allCards,
  click,
  element,
  gone,
  holding,
  hover,
  listed,
  openCard,
  openTab,
  pairs,
  paneTitle,
  refused,
  says,
  select,
  selectRaw,
  textOf,
  tick,
  tinted,
  told,
  until,
  watchPolicy,
} from "./product.mjs";
import { replay } from "./replay.mjs";
import { openWindow } from "./window.mjs";

const BILINGUAL = /Nordby … 2021, 7:58/;
const COMPLETED = /^Peer housing support for people with chronic pain: barriers/;
const PORTAL = /同伴住房支持和租住方面的经验/;

describe("the whole product", { timeout: 480_000 }, () => {
  let services;
  let w;
  let title;
  before(async () => {
    services = await replay();
    w = await openWindow({ origin: services.origin, size: { width: 1280, height: 800 } });
    await w.find("empty");
    await watchPolicy(w);
  });
  after(async () => {
    await w?.close();
    await services?.close();
  });

  it("takes what is dropped, and shows what was found before anything is saved", async () => {
    const { accepted } = await drag(w, files(...Object.values(lookAlikes)), { x: 640, y: 500 });
    assert.ok(accepted, "the drop was refused");
    const found = await says(w, "tray-summary", /5 files · 17 found: 12 references, 5 listed on a page/);
    assert.match(found, / · [1-9]\d* duplicate pairs? /);
    const cards = await allCards(w, 17);
    const isListed = ({ text }) => /Listed on the page of|outside All until you add it/.test(text);
    assert.equal(cards.filter(isListed).length, 5);
    for (const card of cards) assert.equal(card.ticked, !isListed(card), card.text);
    assert.equal(await textOf(w, "counts"), "0 references");
  });

  it("takes a passage of the raw text as the title", async () => {
    const wrong = /The PHSNOR study/;
    await openCard(w, wrong);
    await says(w, "tray-raw", /2_mirror_page\.txt/);
    await selectRaw(w, "Implementing peer housing", "Northern Norway.");
    await click(w, "fix-title-en");
    const mended = await until(w, "the mended title", async () => {
      const card = (await allCards(w, 17)).find(({ text }) => /1 fix/.test(text));
      return card?.text;
    });
    assert.match(mended, /Implementing peer housing support .* in Northern Norway\.?\n/);
    assert.doesNotMatch(mended.split("\n").slice(0, 3).join("\n"), wrong);
  });

  it("imports what is ticked", async () => {
    await click(w, "tray-import");
    await gone(w, "tray");
    await told(w, /Imported 12 references and 5 listed works/);
    const all = await listed(w, 12);
    assert.ok(all.some((row) => /Implementing peer housing support/.test(row)));
    await says(w, "counts", /^12 references · 2 in both languages$/);
    await says(w, "place-listed", /\s5\s*$/);
  });

  it("shows an abstract in two languages, pair by pair", async () => {
    await select(w, BILINGUAL);
    const all = await until(w, "ten pairs", async () => {
      const found = await pairs(w);
      return found.length === 10 && found;
    });
    assert.match(all[0].left, /^Peer Housing Support \(PHS\) is a model/);
    assert.match(all[0].right, /^同伴住房支持\(PHS\)是一种/);
    assert.match(all[9].left, /^Study no ISRCTN/);
    assert.match(all[9].right, /^研究编号ISRCTN/);
    assert.deepEqual(await tinted(w), []);
    await hover(w, await element(w, '[data-pair="3"] [data-side="left"] .cell-text'));
    await until(w, "a tint", async () => (await tinted(w)).length > 0);
    await w.driver.sleep(300);
    assert.deepEqual(await tinted(w), ["3 left", "3 right"]);
    assert.match(all[3].left, /^Semi-structured interviews/);
    assert.match(all[3].right, /^对接受PHS的人/);
  });

  it("lets keys walk the pairs", async () => {
    await element(w, '[data-pair="3"] [data-side="left"] .cell-text').click();
    const lit = async () => (await pairs(w)).filter((pair) => pair.lit).map(({ number }) => number);
    await w.press("ArrowDown");
    await until(w, "pair five", async () => String(await lit()) === "4");
    await until(w, "the tint of pair five alone", async () => String(await tinted(w)) === "4 left,4 right");
    await w.press("ArrowUp");
    await w.press("ArrowUp");
    await until(w, "pair three", async () => String(await lit()) === "2");
    await w.press("End");
    await until(w, "the last pair", async () => String(await lit()) === "9");
    await until(
      w,
      "the tint of the last pair alone",
      async () => String(await tinted(w)) === "9 left,9 right",
    );
  });

  it("completes a missing title, of which one chooses the fields", async () => {
    await paneTitle(w, /^No title$/);
    await click(w, "complete");
    await w.find("lookup-diff");
    assert.match(await textOf(w, "lookup-field-title@en"), /empty\s+Peer housing support for people/);
    assert.match(await textOf(w, "lookup-apply"), /Apply 5/);
    await tick(w, "lookup-tick-publisher@en");
    await says(w, "lookup-apply", /Apply 4/);
    await click(w, "lookup-apply");
    await gone(w, "lookup-diff");
    title = await paneTitle(w, COMPLETED);
    await told(w, /Completed 1 reference from Crossref/);
    assert.deepEqual(
      services.requests.map(({ host }) => host),
      ["api.crossref.org"],
    );
    await openTab(w, "info");
    await says(w, "field-ISSN", /2999-5787/);
    assert.equal(await textOf(w, "field-publisher"), null, "the publisher was not chosen");
    await openTab(w, "abstract");
  });

  it("undoes that once, and does it again", async () => {
    await click(w, "undo");
    await paneTitle(w, /^No title$/);
    await told(w, /Undone: Completed 1 reference/);
    await w.press("Control+Shift+Z");
    await paneTitle(w, COMPLETED);
    await told(w, /Done again/);
  });

  it("merges two duplicates, of which both sides are seen, and undoes it", async () => {
    await click(w, "place-duplicates");
    const set = await holding(w, "duplicate-set", PORTAL);
    await set.findElement({ css: '[data-testid="duplicate-merge"]' }).click();
    const [first, second] = [await says(w, "merge-side-0", /./), await says(w, "merge-side-1", /./)];
    assert.match(`${first}${second}`, PORTAL);
    assert.match(`${first}${second}`, /Vukic/);
    await click(w, "merge-apply");
    await gone(w, "merge");
    await told(w, /Merged 2 references into one/);
    await says(w, "counts", /^11 references/);
    await click(w, "undo");
    await says(w, "counts", /^12 references/);
    await click(w, "place-all");
    await listed(w, 12);
  });

  it("keeps the page's policy all the while", async () => {
    assert.deepEqual(await refused(w), []);
  });

  it("has everything when it is started again", async () => {
    await w.driver.sleep(200);
    w = await w.reopen();
    const all = await listed(w, 12);
    await says(w, "counts", /^12 references · 2 in both languages$/);
    assert.ok(all.some((row) => row.includes(title)));
    await select(w, /Nordby … 2021\n?.*Trial Feasibility/s);
    await paneTitle(w, COMPLETED);
    await until(w, "ten pairs", async () => (await pairs(w)).length === 10);
  });

  it("takes the import back after the restart", async () => {
    await w.press("Control+Z");
    await told(w, /Undone: Completed/);
    await paneTitle(w, /^No title$/);
    await w.press("Control+Z");
    await told(w, /Undone: Imported 12 references and 5 listed works/);
    await w.find("empty");
    assert.equal(await textOf(w, "counts"), "0 references");
  });
});
