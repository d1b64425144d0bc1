/** The program opens, and shows what its library holds. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, describe, it } from "node:test";
import { By } from "selenium-webdriver";
import { openWindow } from "./window.mjs";

describe("an empty library", () => {
  let window;
  after(() => window?.close());

  it("opens on the first page, which speaks both languages", { timeout: 60_000 }, async () => {
    window = await openWindow();
    const empty = await window.find("empty");
    assert.match(await empty.getText(), /No references yet/);
    assert.match(await empty.getText(), /都还没有收录/);
    await window.picture("empty");
  });

  it("runs nothing that does not come with the program", async () => {
    const ran = await window.driver.executeScript(`
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.head.append(script);
      return window.intruder === true;
    `);
    assert.equal(ran, false, "the page's policy let an inline script run");
  });
});

describe("started with a file", () => {
  const library = mkdtempSync(join(tmpdir(), "diglot-library-"));
  let window;
  afterEach(() => window?.close());
  after(() => rmSync(library, { recursive: true, force: true }));

  it("shows the references that it imported", { timeout: 60_000 }, async () => {
    window = await openWindow({ library, files: [join(import.meta.dirname, "fixtures/two.ris")] });
    assert.match(await (await window.find("imported")).getText(), /Imported 2 references\./);
    const rows = await Promise.all((await window.findAll("reference")).map((row) => row.getText()));
    assert.equal(rows.length, 2);
    assert.match(rows[0], /^Tidal wetlands as carbon stores.*\s*Nakagawa, Ito 2018 · Estuar Rev\s*EN$/);
    assert.match(rows[1], /^社区菜园对独居老人.*\s*王思敏、赵立 2022 · 社区卫生与社会\s*中$/);
    await window.picture("imported");
  });

  it("still has them when it is started again", { timeout: 60_000 }, async () => {
    window = await openWindow({ library });
    assert.equal(await (await window.find("counts")).getText(), "2 references");
    assert.equal((await window.findAll("reference")).length, 2);
    assert.equal((await window.findAll("imported")).length, 0);
  });

  it("says what is wrong with a file that it cannot read", { timeout: 60_000 }, async () => {
    window = await openWindow({ library, files: [join(import.meta.dirname, "fixtures/absent.ris")] });
    const said = await window.find("imported");
    assert.match(await said.getText(), /Nothing was imported\./);
    await said.findElement(By.css("summary")).click();
    assert.match(await said.getText(), /absent\.ris” could not be read/);
    await window.picture("problem");
  });
});

describe("a library that is open elsewhere", () => {
  const library = mkdtempSync(join(tmpdir(), "diglot-library-"));
  const windows = [];
  after(async () => {
    for (const window of windows) await window.close();
    rmSync(library, { recursive: true, force: true });
  });

  it("is left alone, and the second window says so", { timeout: 60_000 }, async () => {
    windows.push(await openWindow({ library }));
    await windows[0].find("counts");
    windows.push(await openWindow({ library }));
    assert.match(await (await windows[1].find("failure")).getText(), /open elsewhere/);
    await windows[1].picture("busy");
  });
});

describe("in Chinese", () => {
  let window;
  after(() => window?.close());

  it("follows the system's language", { timeout: 60_000 }, async () => {
    window = await openWindow({ language: "zh_CN.UTF-8" });
    assert.equal(await (await window.find("counts")).getText(), "0 篇文献");
    await window.picture("empty-zh");
  });
});
