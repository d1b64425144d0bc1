/** The components by themselves, in the engine of the program's window: no barriers, and keys that do what they say. */
import assert from "node:assert/strict";
import { createReadStream, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { By, Key, until } from "selenium-webdriver";
import { assertAccessible } from "./axe.mjs";
import { openBrowser } from "./browser.mjs";

const PAGES = resolve(import.meta.dirname, "../ui/dist-gallery");
const OUT = resolve(import.meta.dirname, "out");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };

/** The program's own policy: what it forbids must not be needed by any component. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'";

/** Serves ui/dist-gallery under the program's policy. */
async function serve() {
  const server = createServer((request, response) => {
    const file = join(PAGES, new URL(request.url, "http://localhost").pathname);
    if (!file.startsWith(PAGES) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)], "content-security-policy": POLICY });
    createReadStream(file).pipe(response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}

describe("the gallery", () => {
  let server;
  let browser;
  let driver;

  before(async () => {
    assert.ok(existsSync(PAGES), "ui/dist-gallery is missing: `npm run gallery` in ui/ builds it");
    mkdirSync(OUT, { recursive: true });
    server = await serve();
    browser = await openBrowser({ width: 1280, height: 960 });
    driver = browser.driver;
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  const open = async (theme, lang = "en") => {
    await driver.get(`http://127.0.0.1:${server.address().port}/gallery.html?theme=${theme}&lang=${lang}`);
    await at('[data-testid="primary"]');
  };
  // The guards of Base UI take the focus only to hand it on at once, so that Tab never leaves an open menu by the back.
  const accessible = () =>
    assertAccessible({ driver }, { within: { exclude: [["[data-base-ui-focus-guard]"]] } });
  const at = (css) => driver.wait(until.elementLocated(By.css(css)), 10_000);
  // A list keeps its options when it closes, so they are gone when nothing of them is shown.
  const gone = (css) =>
    driver.wait(
      () => driver.executeScript("return !document.querySelector(arguments[0])?.checkVisibility()", css),
      10_000,
      `${css} stays`,
    );
  const press = (...keys) =>
    driver
      .actions()
      .sendKeys(...keys)
      .perform();
  // After what fades in has faded in.
  const picture = async (name) => {
    await driver.sleep(300);
    writeFileSync(join(OUT, `gallery-${name}.png`), await browser.picture(), "base64");
  };
  const textOf = (element) => driver.executeScript("return arguments[0].textContent", element);
  const focused = () => driver.executeScript("return document.activeElement.textContent");
  const named = (words) =>
    driver.wait(until.elementLocated(By.xpath(`//button[normalize-space(.)="${words}"]`)), 10_000);

  for (const theme of ["light", "dark"]) {
    describe(`in the ${theme} theme`, { timeout: 240_000 }, () => {
      it("has no barriers at rest", async () => {
        await open(theme);
        await picture(`${theme}`);
        await accessible();
      });

      it("has none in Chinese", async () => {
        await open(theme, "zh");
        await picture(`${theme}-zh`);
        await accessible();
      });

      it("opens menus by key and gives the focus back", async () => {
        await open(theme);
        const trigger = await named("Menu");
        await trigger.sendKeys(Key.ENTER);
        await at('[data-testid="menu"] [role="menuitem"][data-highlighted]');
        await press(Key.ARROW_DOWN);
        await picture(`${theme}-menu`);
        await accessible();
        await press(Key.ESCAPE);
        await gone('[data-testid="menu"]');
        assert.equal(await focused(), "Menu");
      });

      it("chooses from a list by key", async () => {
        await open(theme);
        const select = await at('[data-testid="select"]');
        await select.sendKeys(Key.ARROW_DOWN);
        // The list takes the keys once the option that was chosen before has the focus.
        const lit = () =>
          driver.executeScript("return document.activeElement?.closest('[role=option]')?.textContent");
        await driver.wait(async () => /Night work/.test((await lit()) ?? ""), 10_000);
        await press(Key.ARROW_DOWN);
        await driver.wait(async () => /Thesis/.test((await lit()) ?? ""), 10_000);
        await picture(`${theme}-select`);
        await accessible();
        await press(Key.ENTER);
        await gone('[data-testid="select-options"]');
        assert.equal(await textOf(select), "Thesis");
      });

      it("shows a popover and a dialog without barriers", async () => {
        await open(theme);
        await (await named("Authors")).click();
        await at('[data-testid="popover"]');
        await picture(`${theme}-popover`);
        await accessible();
        await press(Key.ESCAPE);
        await gone('[data-testid="popover"]');
        await (await named("Replace the library?")).click();
        await at('[data-testid="dialog"]');
        await picture(`${theme}-dialog`);
        await accessible();
        await press(Key.ESCAPE);
        await gone('[data-testid="dialog"]');
        assert.equal(await focused(), "Replace the library?");
      });

      it("names a drawing when the focus comes to it", async () => {
        await open(theme);
        await (await named("Delete")).click();
        await press(Key.TAB);
        assert.match(await textOf(await at('[data-testid="tooltip"]')), /^Text size/);
        await picture(`${theme}-tooltip`);
      });

      it("says what was done, under its own policy", async () => {
        await open(theme);
        await (await named("Import and say so")).click();
        await at('.ui-undo-place [data-testid="undo-bar"]');
        await picture(`${theme}-undo`);
        await accessible();
      });
    });
  }

  it("moves through tabs and segments with arrow keys", { timeout: 180_000 }, async () => {
    await open("light");
    await (await at('[data-testid="tab-abstract"]')).click();
    await press(Key.ARROW_RIGHT);
    assert.match(await focused(), /^Info/);
    assert.equal(await (await at('[data-testid="tab-info"]')).getAttribute("aria-selected"), "true");
    const keep = await at('input[type="radio"][value="keep"]');
    await driver.executeScript("arguments[0].focus()", keep);
    await press(Key.ARROW_RIGHT);
    assert.equal(await (await at('input[type="radio"][value="skip"]')).isSelected(), true);
  });
});
