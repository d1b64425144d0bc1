/** Anybody can use the window: axe finds no barriers on its pages. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { assertAccessible, violations } from "./axe.mjs";
import { fixture } from "./fixtures.mjs";
import { openWindow } from "./window.mjs";

for (const theme of ["light", "dark"]) {
  describe(`the ${theme} window`, () => {
    let window;
    before(async () => {
      window = await openWindow({ theme, files: [fixture("two.ris")] });
      await window.find("reference");
    });
    after(() => window?.close());

    it("has no barriers with references in it", { timeout: 60_000 }, () => assertAccessible(window));
  });
}

describe("the search for barriers", () => {
  let window;
  before(async () => {
    window = await openWindow();
    await window.find("counts");
  });
  after(() => window?.close());

  it("finds those that there are", { timeout: 60_000 }, async () => {
    await window.driver.executeScript(`
      const bad = document.createElement("button");
      bad.id = "nameless";
      document.querySelector("main, #root, body").append(bad);
    `);
    const found = await violations(window, { within: "#nameless" });
    assert.deepEqual(
      found.map(({ id }) => id),
      ["button-name"],
    );
    await assert.rejects(assertAccessible(window), /button-name \(critical\).*#nameless/s);
    assert.deepEqual(await violations(window, { within: "#nameless", without: ["button-name"] }), []);
  });
});
