/** Whatever stands in a record is text: nothing of it runs, becomes a part of the page, or asks anybody. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { copy } from "./clipboard.mjs";
import { html } from "./drag.mjs";
import { asCslJson, asRis, payloads } from "./payloads.mjs";
import {
  click,
  focused,
  gone,
  inPage,
  openTab,
  refused,
  says,
  textOf,
  until,
  watchPolicy,
} from "./product.mjs";
import { openWindow } from "./window.mjs";

/** Elements that the program's own page has none of. */
const FOREIGN =
  "img, image, iframe, object, embed, video, audio, source, base, form[action], link[href^=http], style, math, marquee, noscript, template, a[href], body script, svg script, animate, use, [onerror], [onload], [onfocus], [onmouseover], [onbegin], [ontoggle], [onstart], [srcdoc]";

describe("records that are more than texts", { timeout: 480_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "diglot-hostile-"));
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.end();
  });
  let all;
  let files;
  let w;
  let scripts;
  before(async () => {
    await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
    const origin = `http://127.0.0.1:${server.address().port}`;
    await fetch(`${origin}/itself`);
    assert.deepEqual(asked.splice(0), ["/itself"], "the test's own server does not listen");
    all = payloads(origin);
    assert.equal(all.length, 50);
    files = [join(folder, "hostile.ris"), join(folder, "hostile.json")];
    writeFileSync(files[0], asRis(all));
    writeFileSync(files[1], asCslJson(all));
    const env = { DIGLOT_TEST_DIALOG: files.join("\n") };
    w = await openWindow({ files, env, origin, size: { width: 1280, height: 800 } });
    await until(w, "the import", async () => Number(await textOf(w, "list-count")) >= 100);
    await watchPolicy(w);
    scripts = await inPage(w, () => document.querySelectorAll("script").length);
  });
  after(async () => {
    await w?.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const harmless = async (where) => {
    const found = await inPage(
      w,
      (foreign) => ({
        intruder: window.intruder ?? null,
        foreign: [...document.querySelectorAll(foreign)].map((one) => one.outerHTML.slice(0, 200)),
        scripts: document.querySelectorAll("script").length,
        address: location.href,
        dialogs: document.querySelectorAll("dialog").length,
      }),
      FOREIGN,
    );
    const { address, ...rest } = found;
    assert.deepEqual(rest, { intruder: null, foreign: [], scripts, dialogs: 0 }, where);
    assert.match(address, /^tauri:\/\/localhost/, where);
  };
  /** Goes through the list and does something at each row. */
  const throughList = async (each) => {
    await w.press("Control+K");
    await w.press("Escape");
    await until(w, "the focus on the list", async () => (await focused(w)) === "reference-list");
    await w.press("Home");
    const count = Number(await textOf(w, "list-count"));
    let last = null;
    for (let row = 0; row < count; row += 1) {
      if (row > 0) await w.press("ArrowDown");
      last = await until(w, `row ${row}`, async () => {
        const now = await inPage(w, () => {
          const selected = document.querySelector('[data-testid="reference"][aria-selected="true"]')?.dataset
            .id;
          // The pane follows the list.
          return document.querySelector(`[data-id="${selected}"] [data-testid="pane-title"]`) && selected;
        });
        return now && now !== last && now;
      });
      await each(row);
    }
  };

  it("would be noticed if they were more", async () => {
    await inPage(w, () => {
      const part = document.createElement("div");
      part.id = "careless";
      part.innerHTML = "<img src=x onerror=1><a href='javascript:1'>a</a>";
      document.body.append(part);
    });
    await assert.rejects(harmless("a careless page"), /onerror[\s\S]*javascript:1/);
    await inPage(w, () => document.querySelector("#careless").remove());
    // An event handler of markup is what the page's policy refuses.
    await until(w, "the policy's word", async () => (await refused(w)).length > 0);
    await inPage(w, () => window.refusals.splice(0));
  });

  it("are shown as the texts that they are", async () => {
    const seen = new Set();
    await throughList(async () => {
      const title = await textOf(w, "pane-title");
      const own = all.filter(({ mark }) => title.includes(mark));
      assert.equal(own.length, 1, `one payload in: ${title}`);
      seen.add(own[0].mark);
    });
    assert.equal(seen.size, 50);
    await harmless("the list and the abstracts");
    // The markup is read out, not rendered.
    const titles = await inPage(w, () => document.querySelector('[data-testid="reference-list"]').innerText);
    assert.match(titles, /<[a-z!]/i);
  });

  for (const tab of ["info", "cite", "source"]) {
    it(`do nothing in ${tab}`, async () => {
      await openTab(w, tab);
      await throughList(async (row) => {
        if (row % 10 === 0) await harmless(`${tab}, row ${row}`);
      });
      await w.driver.sleep(300);
      await harmless(tab);
    });
  }

  it("do nothing in reading mode", async () => {
    await openTab(w, "abstract");
    await w.press("F11");
    await w.find("reading-mode");
    for (let turn = 0; turn < 20; turn += 1) await w.press("Alt+ArrowUp");
    await w.driver.sleep(300);
    await harmless("reading mode");
    await w.press("Escape");
    await gone(w, "reading-mode");
  });

  it("do nothing among the duplicates and in a merge", async () => {
    await click(w, "place-all");
    await w.press("Control+K");
    await w.press("Escape");
    await w.press("Control+A");
    await w.find("several");
    await w.press("Control+M");
    await w.find("merge");
    await says(w, "merge-side-1", /./);
    await harmless("a merge");
    await w.press("Escape");
    await gone(w, "merge");
    await click(w, "place-duplicates");
    await w.find("duplicates");
    await w.driver.sleep(1000);
    await harmless("duplicates");
    await click(w, "place-all");
  });

  it("do nothing as names of collections and tags, or as words to search for", async () => {
    const [name] = all.filter(({ text }) => text.startsWith("<img"));
    await click(w, "new-collection");
    await w.type(name.text);
    await w.press("Enter");
    await says(w, "collection", /<img/);
    await harmless("a collection");
    await click(w, "place-all");
    await w.press("Control+K");
    await w.type(name.text);
    await w.driver.sleep(500);
    await harmless("the field");
    await w.press("Escape");
    await w.press("Escape");
  });

  it("do nothing in the tray", async () => {
    await w.press("Control+O");
    await says(w, "tray-summary", /2 files · 100 found/);
    for (const file of [0, 1]) {
      for (const to of ["Home", ...Array(30).fill("PageDown")]) await w.press(to);
      await w.driver.sleep(200);
      await harmless(`the tray, file ${file}`);
      await says(w, "tray-raw", /Zyx/);
      if (file === 0) await click(w, "tray-next");
    }
    await w.press("Escape");
    if ((await w.findAll("tray")).length > 0) await click(w, "tray-cancel");
    await gone(w, "tray");
  });

  it("do nothing when they are pasted as a page", async () => {
    const page = all.map(({ text }) => `<p>${text}</p>`).join("\n");
    const owner = await copy(html(page, "A page"));
    try {
      await w.press("Control+V");
      await w.find("tray");
      await w.driver.sleep(1000);
      await harmless("a pasted page");
    } finally {
      owner.end();
    }
    await click(w, "tray-cancel");
  });

  it("asked nobody, and broke no rule of the page", async () => {
    assert.deepEqual(asked, []);
    assert.deepEqual(await refused(w), []);
  });
});
