/** What a person does with a library: finds in it, takes out of it, brings into it what was copied. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { copied, copy } from "./clipboard.mjs";
import { html, text } from "./drag.mjs";
import { fixture, lookAlikes } from "./fixtures.mjs";
import { click, gone, listed, refused, rows, says, select, until, watchPolicy } from "./product.mjs";
import { openWindow } from "./window.mjs";

const CLI = process.env.DIGLOT_CLI ?? resolve(import.meta.dirname, "../target/debug/diglot");

describe("a library", { timeout: 360_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "diglot-out-"));
  let w;
  before(async () => {
    w = await openWindow({ files: [...Object.values(lookAlikes), fixture("two.ris")] });
    await listed(w, 14);
    await watchPolicy(w);
  });
  after(async () => {
    await w?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const find = async (words, count, pattern) => {
    await w.press("Control+K");
    await w.press("Control+A");
    await w.type(words);
    await until(w, `${count} found for ${words}`, async () => {
      const found = await rows(w);
      return found.length === count && found.every((row) => pattern.test(row));
    });
    await says(w, "list-count", new RegExp(`^${count}$`));
  };

  it("is searched in both languages while one types, from one Chinese character on", async () => {
    await find("菜", 1, /社区菜园/);
    await find("菜园", 1, /社区菜园/);
    await find("wetl", 1, /Tidal wetlands/);
    // Only the Chinese abstract of a work without a title has this one.
    await find("租户", 2, /Nordby … 2021|同伴住房支持/);
    await find("Nakagawa", 1, /Nakagawa/);
    await find("没有这样的词", 0, /./);
    await click(w, "clear-search");
    await listed(w, 14);
  });

  it("puts a formatted reference on the clipboard", async () => {
    await select(w, /Tidal wetlands/);
    await w.press("Control+Shift+C");
    await says(w, "undo-bar", /Copied 1 reference in GB\/T 7714/);
    assert.match(await copied(), /^NAKAGAWA H, ITO R\. Tidal wetlands as carbon stores.*Estuar Rev, 2018/i);
  });

  it("takes what is pasted into the tray: plain text and a part of a page", async () => {
    const plain = await copy(
      text("TY  - JOUR\nTI  - Lanterns over a quiet harbour\nAU  - Sol, Ana\nPY  - 2001\nER  - \n"),
    );
    try {
      await w.press("Control+V");
      await says(w, "tray-summary", /1 file · 1 found: 1 reference/);
    } finally {
      plain.end();
    }
    const page =
      "<h1>On the <i>slow</i> growth of moss</h1><p>Ana Sol, Ben Oak</p><p>Journal of Small Plants. 2003;4(2):11-19. doi: 10.5555/moss.2003</p>";
    const owner = await copy(html(page, "On the slow growth of moss\nAna Sol, Ben Oak\n"));
    try {
      await w.press("Control+V");
      await says(w, "tray-summary", /2 files · 2 found: 2 references/);
    } finally {
      owner.end();
    }
    await says(w, "tray-cards", /Lanterns over a quiet harbour[\s\S]*slow growth of moss/);
    await w.press("Control+Enter");
    await gone(w, "tray");
    const all = await listed(w, 16);
    assert.ok(all.some((row) => /slow growth of moss/.test(row)));
    await w.press("Control+Z");
    await listed(w, 14);
  });

  it("deletes and restores", async () => {
    await select(w, /Tidal wetlands/);
    await w.press("Delete");
    await listed(w, 13);
    await click(w, "place-trash");
    await listed(w, 1);
    await w.press("Control+Z");
    await until(w, "an empty trash", async () => (await rows(w)).length === 0);
    await click(w, "place-all");
    await listed(w, 14);
    assert.deepEqual(await refused(w), []);
  });

  /** What another reader makes of the file: titles and numbers of authors. */
  const readers = {
    ris: readAgain,
    "csl-json": readAgain,
    // The program writes BibTeX and reads none.
    bibtex: (file) =>
      readFileSync(file, "utf8")
        .split(/^@/m)
        .slice(1)
        .map((entry) => ({
          title: entry.match(/^\s*title = \{(.*)\},?$/m)[1].replace(/[{}]/g, ""),
          authors: entry.match(/^\s*author = \{(.*)\},?$/m)[1].split(" and ").length,
        })),
  };
  for (const [format, read] of Object.entries(readers)) {
    it(`writes the selection as ${format}, which others can read`, async () => {
      const file = join(folder, `selection.${format === "csl-json" ? "json" : format.slice(0, 3)}`);
      w = await w.reopen({ env: { DIGLOT_TEST_DIALOG: file } });
      await listed(w, 14);
      await select(w, /Tidal wetlands/);
      await select(w, /社区菜园/, { add: true });
      await w.press("Control+Shift+E");
      // The pane of several references has such buttons, too.
      const choice = `[data-testid="dialog"] [data-testid="export-${format}"]`;
      await until(w, "the formats", () =>
        w.driver
          .findElement({ css: choice })
          .click()
          .then(() => true),
      );
      await says(w, "undo-bar", /2 references written to .*selection/);
      const works = read(file).toSorted((one, other) => (one.title < other.title ? -1 : 1));
      assert.deepEqual(works, [
        { title: "Tidal wetlands as carbon stores: what fifty years of cores can tell", authors: 2 },
        { title: "社区菜园对独居老人社会联系的影响：一项质性研究", authors: 2 },
      ]);
    });
  }
});

/** The command line reads what the window wrote. */
function readAgain(file) {
  const read = execFileSync(CLI, ["convert", file, "--to", "csl-json"], { encoding: "utf8" });
  return JSON.parse(read).map(({ title, author }) => ({ title, authors: author.length }));
}
