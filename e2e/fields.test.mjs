/** What nobody but a person knows is written down: by keyboard, one step each to take back, and kept. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { assertAccessible } from "./axe.mjs";
import { fixture } from "./fixtures.mjs";
import {
  click,
  focused,
  gone,
  inPage,
  listed,
  openTab,
  refused,
  rows,
  says,
  select,
  tabTo,
  textOf,
  told,
  until,
  watchPolicy,
} from "./product.mjs";
import { openWindow } from "./window.mjs";

const MOSS = /slow growth of moss/;

describe("a reference with gaps", { timeout: 360_000 }, () => {
  let w;
  before(async () => {
    w = await openWindow({ files: [fixture("no-year.ris")] });
    await listed(w, 1);
    await watchPolicy(w);
  });
  after(() => w?.close());
  const row = (pattern) => until(w, `a row with ${pattern}`, async () => pattern.test((await rows(w))[0]));
  const focus = (id) => until(w, `the focus on ${id}`, async () => (await focused(w)) === id);
  const typed = () => inPage(w, () => document.activeElement.value);

  it("gets its year by keyboard; what cannot be one is said, and stays to be corrected", async () => {
    await row(/needs year/);
    await select(w, MOSS);
    await openTab(w, "info");
    await w.find("add-issued");
    await tabTo(w, () => document.activeElement.dataset.testid === "add-issued");
    await w.press("Enter");
    await focus("value-input");
    await w.type("20233");
    await w.press("Enter");
    await says(w, "value-problem", /“20233” is no date/);
    assert.equal(await typed(), "20233");
    await assertAccessible(w);
    await w.press("Backspace");
    await w.press("Enter");
    await says(w, "field-issued", /2023[\s\S]*Typed by you/);
    await told(w, /Edited 1 reference/);
    await row(/Sol 2023/);
    await gone(w, "needed");
  });

  it("gets its title in the other language, found in the menu by typing", async () => {
    await focus("add-field");
    await w.press("Enter");
    await focus("add-field-filter");
    await w.type("chinese");
    await says(w, "offer-title@zh-Hans", /Title in Chinese/);
    await assertAccessible(w, { without: ["region"] });
    await w.press("Enter");
    await focus("value-input");
    await w.type("桥下苔藓的缓慢生长");
    await w.press("Enter");
    await says(w, "field-title", /On the slow growth[\s\S]*桥下苔藓的缓慢生长/);
    await row(/桥下苔藓/);
    await focus("add-field");
  });

  it("gives each back with one undo", async () => {
    await w.press("Control+Z");
    await until(w, "one title", async () => !/桥下/.test(await textOf(w, "field-title")));
    await row(/Sol 2023/);
    await w.press("Control+Z");
    await row(/needs year/);
    await w.find("add-issued");
    await w.press("Control+Shift+Z");
    await row(/Sol 2023/);
    await w.press("Control+Shift+Z");
    await row(/桥下苔藓/);
  });

  it("has both when it is started again, and says who wrote them", async () => {
    assert.deepEqual(await refused(w), []);
    w = await w.reopen();
    await listed(w, 1);
    await row(/桥下苔藓[\s\S]*Sol 2023/);
    await select(w, MOSS);
    await openTab(w, "info");
    await says(w, "field-issued", /2023[\s\S]*Typed by you/);
    await until(w, "the history", () =>
      inPage(w, () => {
        const said = [...document.querySelectorAll(".history li")].map((line) => line.innerText);
        return /You edited: Title/.test(said[0]) && /You edited: Published/.test(said[1]);
      }),
    );
  });

  it("shows its places over a narrow window, and gives the focus back", async () => {
    await w.resize({ width: 700, height: 700 });
    await click(w, "open-sidebar");
    await w.find("drawer");
    await focus("place-all");
    await assertAccessible(w);
    await w.press("Escape");
    await gone(w, "drawer");
    await focus("open-sidebar");
    await w.press("Control+B");
    await focus("place-all");
    await w.press("ArrowDown");
    await w.press("Enter");
    await gone(w, "drawer");
    await until(w, "an empty list", async () => (await rows(w)).length === 0);
  });
});
