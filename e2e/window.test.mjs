/** The program opens, and shows what its library holds. */
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
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

describe("in Chinese", () => {
  let window;
  after(() => window?.close());

  it("follows the system's language", { timeout: 60_000 }, async () => {
    window = await openWindow({ language: "zh_CN.UTF-8" });
    assert.equal(await (await window.find("counts")).getText(), "0 篇文献");
    await window.picture("empty-zh");
  });
});
