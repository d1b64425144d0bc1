/** Lookups that fail in every way: the window stays at hand meanwhile, and the library is what it was. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { copy } from "./clipboard.mjs";
import { text } from "./drag.mjs";
import { doiOf, faults, KINDS } from "./faults.mjs";
import { lookAlikes } from "./fixtures.mjs";
import { click, gone, listed, openTab, pairs, rows, says, select, textOf, until } from "./product.mjs";
import { openWindow } from "./window.mjs";

const CLI = process.env.DIGLOT_CLI ?? resolve(import.meta.dirname, "../target/debug/diglot");

/** Those after which the service is asked no more are not met by the others. */
const ASKED = KINDS.filter((kind) => !kind.startsWith("busy-"));

describe("lookups that fail", { timeout: 480_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "diglot-faults-"));
  const library = join(folder, "library");
  let server;
  let first;
  let w;
  const diglot = (...words) =>
    execFileSync(CLI, ["--library", library, ...words], { encoding: "utf8", maxBuffer: 1 << 28 });
  /** All that the library holds and has done. */
  const everything = () => {
    const list = diglot("--json", "list");
    return {
      list,
      ris: diglot("export", "--to", "ris"),
      items: diglot("export", "--to", "csl-json"),
      histories: JSON.parse(list).map(({ id }) => diglot("--json", "history", id)),
    };
  };
  before(async () => {
    diglot("import", lookAlikes.pubmed, lookAlikes.mirror, lookAlikes.portal);
    first = everything();
    server = await faults();
    w = await openWindow({ library, origin: server.origin });
    await listed(w, JSON.parse(first.list).length);
  });
  after(async () => {
    await w?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("leave everything at hand while they run", async () => {
    const owner = await copy(text(ASKED.map((kind) => doiOf(kind)).join("\n")));
    try {
      await w.press("Control+K");
      await w.press("Control+V");
      await says(w, "field-look-up", new RegExp(`Look up ${ASKED.length} identifiers`));
      await w.press("Enter");
    } finally {
      owner.end();
    }
    const number = JSON.parse(first.list).length;
    const running = () =>
      until(w, "lookups under way", async () => (await textOf(w, "lookup-asking")) !== null);
    await running();
    await select(w, /Nordby … 2021, 7:58/);
    await until(w, "ten pairs", async () => (await pairs(w)).length === 10);
    await openTab(w, "info");
    await openTab(w, "abstract");
    await w.press("Control+K");
    await w.type("租户");
    await until(w, "what was searched", async () => {
      const found = await rows(w);
      return found.length > 0 && found.length < number;
    });
    await click(w, "clear-search");
    await listed(w, number);
    await w.press("F11");
    await w.find("reading-mode");
    await w.press("Escape");
    await gone(w, "reading-mode");
    // One service never answers, so that all this happened before the end.
    await running();
  });

  it("end with what went wrong with each, and the one that never answers when it is cancelled", async () => {
    // All but the silent one.
    await says(w, "lookup-asking", new RegExp(`\\b${ASKED.length - 1}\\b.*\\b${ASKED.length}\\b`));
    await click(w, "lookup-cancel");
    const ended = new RegExp(`Nothing added, ${ASKED.length - 1} not to be had, the rest cancelled`);
    await says(w, "lookup-notice", ended);
    for (const kind of ASKED)
      assert.ok(
        server.asked.some((url) => url.includes(kind)),
        kind,
      );
    await click(w, "lookup-report");
    await says(w, "report-failed", /10\.5555\/~html~0/);
    await w.press("Escape");
    await gone(w, "dialog");
  });

  it("have changed nothing", async () => {
    assert.equal(await textOf(w, "undo-bar"), null);
    await w.close();
    w = undefined;
    assert.deepEqual(everything(), first);
    // The latest thing done is still the import.
    diglot("undo");
    assert.deepEqual(JSON.parse(diglot("--json", "list")), []);
  });
});
