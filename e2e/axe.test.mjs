/** Anybody can use the window: axe finds no barriers in any of its states, light or dark, in either language. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { assertAccessible, violations } from "./axe.mjs";
import { fixture, lookAlikes } from "./fixtures.mjs";
import {
  click,
  clickAt,
  focused,
  gone,
  inPage,
  listed,
  openTab,
  pairs,
  says,
  select,
  selectRaw,
  until,
} from "./product.mjs";
import { replay } from "./replay.mjs";
import { openWindow } from "./window.mjs";

const BILINGUAL = /Nordby … 2021, 7:58/;

describe("the window in all its states", { timeout: 480_000 }, () => {
  let services;
  let w;
  before(async () => {
    services = await replay();
    const env = { DIGLOT_TEST_DIALOG: Object.values(lookAlikes).join("\n") };
    w = await openWindow({ origin: services.origin, env, size: { width: 1280, height: 800 } });
    await w.find("empty");
  });
  after(async () => {
    await w?.close();
    await services?.close();
  });
  /** As the command for a theme does. */
  const theme = (name) =>
    inPage(
      w,
      (chosen) => {
        document.documentElement.dataset.theme = chosen;
      },
      name,
    );
  const accessible = async (state, options) => {
    for (const name of ["light", "dark"]) {
      await theme(name);
      try {
        await assertAccessible(w, options);
      } catch (error) {
        error.message = `${state}, ${name}: ${error.message}`;
        throw error;
      } finally {
        await theme("system");
      }
    }
  };

  it("first start", () => accessible("first start"));

  it("the tray", async () => {
    await w.press("Control+O");
    await says(w, "tray-summary", /17 found/);
    await until(w, "the cards", async () => (await w.findAll("tray-card")).length > 3);
    await selectRaw(w, "Trial Feasibility", "Stud");
    await accessible("tray, with the bar of the raw text");
    await w.press("Escape");
    await w.press("Control+Enter");
    await gone(w, "tray");
  });

  it("the list and an abstract in two languages", async () => {
    await listed(w, 12);
    await select(w, BILINGUAL);
    await until(w, "ten pairs", async () => (await pairs(w)).length === 10);
    await accessible("list and abstract");
  });

  it("where sentences end, and the terms", async () => {
    await click(w, "tool-terms");
    await click(w, "tool-edit");
    await clickAt(w, '[data-pair="1"] [data-side="left"] [role="checkbox"]');
    await w.find("cut-editor");
    await accessible("the editor of sentences");
    await click(w, "links-done");
    await click(w, "tool-terms");
  });

  it("the settings", async () => {
    await w.press("Control+,");
    await w.find("network-on");
    for (const tab of [1, 2, 3, 4]) {
      await clickAt(w, `.settings [role="tab"]:nth-of-type(${tab})`);
      await until(w, `tab ${tab}`, () =>
        inPage(
          w,
          (number) =>
            document.querySelector(`.settings [role="tab"]:nth-of-type(${number})`)?.ariaSelected === "true",
          tab,
        ),
      );
      await accessible(`settings, tab ${tab}`);
    }
    await w.press("Escape");
    await gone(w, "dialog");
  });

  it("a translation that is asked for", async () => {
    await w.press("Control+A");
    await click(w, "several-translate");
    await w.find("translate-set-up");
    await accessible("a translation");
    await click(w, "translate-close");
    await gone(w, "translate-close");
    await select(w, BILINGUAL);
    await until(w, "ten pairs", async () => (await pairs(w)).length === 10);
  });

  it("the other tabs", async () => {
    for (const tab of ["info", "cite", "source"]) {
      await openTab(w, tab);
      await w.driver.sleep(300);
      await accessible(tab);
    }
    await openTab(w, "abstract");
  });

  it("reading mode", async () => {
    await w.press("F11");
    await w.find("reading-mode");
    await until(w, "the pairs and titles", async () => (await pairs(w)).length > 10);
    await accessible("reading mode");
    await w.press("Escape");
    await gone(w, "reading-mode");
  });

  it("what a lookup offers", async () => {
    await w.press("Control+L");
    await w.find("lookup-diff");
    await accessible("lookup");
    await click(w, "lookup-dismiss");
    await gone(w, "lookup-diff");
  });

  it("what a lookup could not do", async () => {
    await w.press("Control+K");
    await w.type("10.5555/nothing.at.all");
    await w.press("Enter");
    await w.find("lookup-notice");
    await accessible("a lookup that found nothing");
    await click(w, "lookup-close");
    await gone(w, "lookup-notice");
  });

  it("what came of several lookups", async () => {
    await w.press("Control+K");
    await w.type("10.5555/csh.2022.09.007 10.5555/nothing");
    await w.press("Enter");
    await click(w, "lookup-report");
    await w.find("report-failed");
    await accessible("report");
    await w.press("Escape");
    await gone(w, "report-failed");
    await click(w, "lookup-close");
    await w.press("Control+Z");
    await listed(w, 12);
  });

  it("the choices of the field", async () => {
    await w.press("Control+K");
    await w.type("10.5555/csh.2022.09.007");
    await w.find("field-look-up");
    await accessible("the field's choices");
    await w.press("Escape");
    await w.press("Escape");
    await until(w, "the list", async () => (await focused(w)) === "reference-list");
  });

  it("the export, the keys and a menu", async () => {
    await w.press("Control+Shift+E");
    await w.find("export-ris");
    await accessible("export");
    await w.press("Escape");
    await gone(w, "export-ris");
    await w.press("F1");
    await w.find("shortcuts");
    await accessible("shortcuts");
    await w.press("Escape");
    await gone(w, "shortcuts");
    await click(w, "actions");
    await w.find("menu");
    // A menu stands beside the page's parts while it is open, and has the focus.
    await accessible("menu", { without: ["region"] });
    await w.press("Escape");
    await gone(w, "menu");
  });

  it("duplicates and a merge", async () => {
    await click(w, "place-duplicates");
    await w.find("duplicate-set");
    await accessible("duplicates");
    await click(w, "duplicate-merge");
    await says(w, "merge-side-1", /./);
    await accessible("merge");
    await w.press("Escape");
    await gone(w, "merge");
  });
});

for (const [name, options] of Object.entries({
  "with the system's dark theme": { theme: "dark" },
  "in Chinese": { language: "zh_CN.UTF-8" },
})) {
  describe(`the window ${name}`, () => {
    let w;
    before(async () => {
      w = await openWindow({ ...options, files: [fixture("two.ris")] });
      await listed(w, 2);
    });
    after(() => w?.close());

    it("has no barriers", { timeout: 180_000 }, () => assertAccessible(w));
  });
}

describe("the search for barriers", () => {
  let w;
  before(async () => {
    w = await openWindow();
    await w.find("counts");
  });
  after(() => w?.close());

  it("finds those that there are", { timeout: 180_000 }, async () => {
    await inPage(w, () => {
      const bad = document.createElement("button");
      bad.id = "nameless";
      document.querySelector("main, #root, body").append(bad);
    });
    const found = await violations(w, { within: "#nameless" });
    assert.deepEqual(
      found.map(({ id }) => id),
      ["button-name"],
    );
    await assert.rejects(assertAccessible(w), /button-name \(critical\).*#nameless/s);
    assert.deepEqual(await violations(w, { within: "#nameless", without: ["button-name"] }), []);
  });
});
