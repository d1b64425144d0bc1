/** The tools that drive the window do what they say: a tool that measures nothing would pass every test. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { copied, copy } from "./clipboard.mjs";
import { compose } from "./compose.mjs";
import { drag, files, html, link, text } from "./drag.mjs";
import { fixture } from "./fixtures.mjs";
import { frames } from "./frames.mjs";
import { openWindow } from "./window.mjs";

/** Keeps what is dropped on the page or pasted into it; a drop is accepted as the program's own page would. */
const KEEP = `
  window.kept = [];
  const keep = (kind, data) => window.kept.push({
    kind, plain: data.getData("text/plain"), html: data.getData("text/html"), uri: data.getData("text/uri-list"),
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => { event.preventDefault(); keep("drop", event.dataTransfer); });
  addEventListener("paste", (event) => keep("paste", event.clipboardData));
`;

/** Keeps what the shell says about dragged files. */
const LISTEN = `
  const done = arguments[arguments.length - 1];
  window.files = [];
  const tauri = window.__TAURI_INTERNALS__;
  const hear = (event) => tauri.invoke("plugin:event|listen", {
    event, target: { kind: "Any" }, handler: tauri.transformCallback((said) => window.files.push(said)),
  });
  Promise.all(["tauri://drag-drop", "tauri://drag-leave"].map(hear)).then(() => done());
`;

describe("the window's tools", () => {
  const folder = mkdtempSync(join(tmpdir(), "diglot-drag-"));
  const point = { x: 400, y: 300 };
  let window;
  before(async () => {
    window = await openWindow({ theme: "dark", size: { width: 1100, height: 700 } });
    await window.find("counts");
    await window.driver.executeScript(KEEP);
    await window.driver.executeAsyncScript(LISTEN);
  });
  after(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const page = (script) => window.driver.executeScript(script);
  /** What arrived since the last question, once it is as many. */
  const arrived = async (list, count = 1) => {
    await window.driver.wait(
      async () => (await page(`return window.${list}.length`)) >= count,
      20_000,
      `nothing in ${list}`,
    );
    return page(`return window.${list}.splice(0)`);
  };

  it("set size and theme", async () => {
    assert.deepEqual(await page("return [innerWidth, innerHeight]"), [1100, 700]);
    assert.equal(await page("return matchMedia('(prefers-color-scheme: dark)').matches"), true);
  });

  it("drag files whose names are Chinese and have spaces", { timeout: 90_000 }, async () => {
    mkdirSync(join(folder, "文献 资料"));
    const paths = ["文献 资料/社区 菜园.ris", "100% #1.bib"].map((name) => join(folder, name));
    for (const path of paths) writeFileSync(path, "");
    const dropped = await drag(window, files(...paths), point);
    assert.equal(dropped.accepted, true);
    const [said] = await arrived("files");
    assert.equal(said.event, "tauri://drag-drop");
    assert.deepEqual(said.payload.paths, paths);
    assert.deepEqual([said.payload.position.x, said.payload.position.y], [point.x, point.y]);
  });

  it("drag in and out again", { timeout: 90_000 }, async () => {
    const over = [];
    const left = await drag(window, files(fixture("two.ris")), {
      ...point,
      leave: true,
      over: async () => over.push(await page("return document.hasFocus()")),
    });
    assert.equal(left.accepted, false);
    assert.equal(over.length, 1);
    const [said] = await arrived("files");
    assert.equal(said.event, "tauri://drag-leave");
  });

  it("drag text, parts of pages and links", { timeout: 180_000 }, async () => {
    const drop = async (flavours) => {
      assert.equal((await drag(window, flavours, point)).accepted, true);
      const [kept] = await arrived("kept");
      assert.equal(kept.kind, "drop");
      return kept;
    };
    assert.equal((await drop(text("10.5555/abc 题名"))).plain, "10.5555/abc 题名");
    for (const browser of ["chromium", "firefox"]) {
      const part = await drop(html("粗<b>体</b><sup>2</sup>", "粗体2", { browser }));
      assert.equal(part.plain, "粗体2");
      assert.match(part.html, /<b\b[^>]*>体<\/b><sup\b[^>]*>2<\/sup>/);
    }
    const firefox = await drop(link("https://doi.org/10.5555/abc", "题名", { browser: "firefox" }));
    assert.equal(firefox.uri.trim(), "https://doi.org/10.5555/abc");
    // Chromium's flavours hold a list of addresses, which the shell takes for files.
    const chromium = await drag(window, link("https://doi.org/10.5555/abc%20d", "题名"), point);
    assert.equal(chromium.accepted, true);
    assert.deepEqual((await arrived("files"))[0].payload.paths, ["https://doi.org/10.5555/abc d"]);
  });

  it("copy and paste", { timeout: 90_000 }, async () => {
    const owner = await copy(html("粗<b>体</b>", "粗体"));
    try {
      assert.equal(await copied(), "粗体");
      await window.press("Control+V");
      const [kept] = await arrived("kept");
      assert.deepEqual([kept.kind, kept.plain], ["paste", "粗体"]);
      assert.match(kept.html, /<b\b[^>]*>体<\/b>/);
    } finally {
      owner.end();
    }
  });

  it("press keys and refuse those that there are not", async () => {
    await page(
      "window.keys = []; addEventListener('keydown', ({ key, ctrlKey }) => keys.push([key, ctrlKey]))",
    );
    await window.press("ArrowDown");
    await window.press("Control+Enter");
    const expected = [
      ["ArrowDown", false],
      ["Control", true],
      ["Enter", true],
    ];
    assert.deepEqual(await arrived("keys", expected.length), expected);
    await assert.rejects(window.press("Control+Nowhere"), /no key/);
  });

  it("compose characters, and Enter belongs to the input method", { timeout: 90_000 }, async () => {
    await page(`
      const field = Object.assign(document.createElement("input"), { id: "field" });
      document.body.append(field);
      field.focus();
      window.composed = [];
      for (const kind of ["compositionstart", "compositionend", "keydown"]) {
        field.addEventListener(kind, (event) =>
          composed.push({ kind, trusted: event.isTrusted, key: event.key, code: event.keyCode }));
      }
    `);
    const character = await compose(window, "题");
    const begun = await arrived("composed");
    assert.ok(begun.every(({ trusted }) => trusted));
    assert.ok(begun.some(({ kind }) => kind === "compositionstart"));
    await character.accept();
    const ended = await arrived("composed");
    assert.ok(ended.some(({ kind }) => kind === "compositionend"));
    assert.ok(ended.every(({ kind, key, code }) => kind !== "keydown" || (key !== "Enter" && code === 229)));
    assert.equal(await page("return document.querySelector('#field').value"), "题");
    const other = await compose(window, "名");
    await other.cancel();
    assert.equal(await page("return document.querySelector('#field').value"), "题");
    await page("document.querySelector('#field').remove()");
  });

  it("see when the page stops drawing", { timeout: 90_000 }, async () => {
    const busy = () => page("const end = performance.now() + 300; while (performance.now() < end);");
    const { idle, during } = await frames(window, busy);
    assert.ok(idle.count > 10, `${idle.count} frames`);
    assert.ok(during.maxMs >= 250, `${during.maxMs} ms`);
    assert.ok(during.long.length >= 1);
  });

  it("start the program again with the same library", { timeout: 180_000 }, async () => {
    await window.close();
    window = await openWindow({ files: [fixture("two.ris")] });
    await window.find("reference");
    const { library } = window;
    window = await window.reopen({ theme: "light" });
    assert.equal(window.library, library);
    assert.equal(await (await window.find("counts")).getText(), "2 references");
  });
});
