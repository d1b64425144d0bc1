/** Nothing that is dragged or pasted into the window makes it ask anybody, or leave its own page. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import { copy } from "./clipboard.mjs";
import { drag, html, link } from "./drag.mjs";
import { openWindow } from "./window.mjs";

describe("what comes from outside", () => {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.end();
  });
  const point = { x: 400, y: 300 };
  let window;
  let address;
  before(async () => {
    await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
    address = `http://127.0.0.1:${server.address().port}`;
    await fetch(`${address}/itself`);
    assert.deepEqual(asked.splice(0), ["/itself"], "the test's own server does not listen");
    window = await openWindow();
    await window.find("counts");
  });
  after(async () => {
    await window?.close();
    server.close();
  });
  const quiet = async () => {
    // Long enough for a request to this machine.
    await new Promise((later) => setTimeout(later, 500));
    assert.deepEqual(asked, []);
    assert.match(await window.driver.getCurrentUrl(), /^tauri:\/\/localhost/);
    await window.find("counts");
  };
  const page = () => `
    <p>A page <img src="${address}/picture.png"> with <b>parts</b></p><link rel="stylesheet" href="${address}/style">
    <style>@import "${address}/import"</style><div style="background: url(${address}/background)">elsewhere</div>
    <iframe src="${address}/frame"></iframe><script src="${address}/script"></script>`;

  it("asks nobody when it is pasted", { timeout: 90_000 }, async () => {
    const owner = await copy(html(page(), "A page"));
    try {
      await window.press("Control+V");
      await quiet();
    } finally {
      owner.end();
    }
  });

  it("asks nobody when it is dropped", { timeout: 90_000 }, async () => {
    await drag(window, html(page(), "A page"), point);
    await quiet();
  });

  for (const browser of ["chromium", "firefox"]) {
    it(`does not lead away as a link of ${browser}`, { timeout: 90_000 }, async () => {
      await drag(window, link(`${address}/elsewhere`, "elsewhere", { browser }), point);
      await quiet();
    });
  }
});
