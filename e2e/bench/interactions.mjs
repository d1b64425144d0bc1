/**
 * What a person does in a library of 10,000 references, each with a name for the report. An interaction leaves the
 * window as the next one wants it: on the whole library, nothing searched, the list in view.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { By, Key } from "selenium-webdriver";
import { drag, files, onScreen } from "../drag.mjs";
import { lookAlikes } from "../fixtures.mjs";
import { pause } from "./gaps.mjs";

const run = promisify(execFile);
const PATIENCE_MS = 20_000;

/** The names of the interactions in their order, with what each does; `before` is not measured. */
export const INTERACTIONS = [
  { name: "nothing at all", act: () => pause(3000) },
  { name: "wheel down, steadily", before: toStart, act: ({ wheel }) => wheel(400, 16) },
  { name: "wheel without a pause", before: toStart, act: ({ wheel }) => wheel(1600, 12) },
  { name: "Page Down, steadily", before: toStart, act: ({ keys }) => keys(Key.PAGE_DOWN, 40, 100) },
  { name: "Page Down through everything", before: toStart, act: pageThrough },
  { name: "to the end and back", before: toStart, act: endAndBack },
  { name: "arrow keys", before: toStart, act: ({ keys }) => keys(Key.ARROW_DOWN, 60, 60) },
  { name: "open a reference in two languages", before: onPlain, act: openPair },
  { name: "pointer over the pairs", before: openPair, act: hoverPairs },
  { name: "arrow keys over the pairs", before: focusPairs, act: ({ keys }) => keys(Key.ARROW_DOWN, 12, 120) },
  { name: "from Abstract to Info", before: openPair, act: openInfo },
  { name: "from Info to Abstract", before: openInfo, act: (window) => openAbstract(window) },
  { name: "reading mode", before: openPair, act: readingMode },
  { name: "search: an English word, cleared", act: (window) => search(window, "volunteers") },
  { name: "search: one Han character, cleared", act: (window) => search(window, "河") },
  { name: "sort by title", act: (window) => sortBy(window, "title") },
  { name: "sort by year", act: (window) => sortBy(window, "year") },
  { name: "sort by date added", act: (window) => sortBy(window, "added") },
  { name: "to Duplicates", act: (window) => window.press("place-duplicates", "duplicate-set") },
  { name: "back to all", act: (window) => window.press("place-all", "reference") },
  { name: "to Needs metadata", act: (window) => window.press("place-needs-metadata", "reference") },
  { name: "dark theme and back", before: toAll, act: themes },
  { name: "select all, then one", before: toStart, act: selectAll },
  { name: "delete one and undo", before: toStart, act: deleteAndUndo },
  { name: "the menu of a reference", before: toStart, act: menu },
  { name: "a merge and back", before: toDuplicates, act: merge },
  { name: "the settings and back", before: toStart, act: settings },
  { name: "look up a DOI and undo", before: toStart, act: lookUp },
  { name: "drop five files, import them, undo", before: toStart, act: dropAndImport },
];

/** Answers whether an expression came true in time. */
const waiting = (script) => `
  const [patience, done] = arguments;
  const ends = performance.now() + patience;
  const look = () => {
    if (${script}) done(true);
    else if (performance.now() > ends) done(false);
    else setTimeout(look, 20);
  };
  look();
`;

/** What interactions do things with. */
export function hands(window) {
  const { driver } = window;
  // One script that waits within the page: asking again and again from outside would hold the page up.
  const until = async (script, what) => {
    const came = await driver.executeAsyncScript(waiting(script), PATIENCE_MS);
    if (!came) throw new Error(`never happened: ${what}`);
  };
  const find = async (id) => {
    await until(`document.querySelector('[data-testid="${id}"]') !== null`, id);
    return driver.findElement(By.css(`[data-testid="${id}"]`));
  };
  const box = (element) =>
    driver.executeScript(
      "const { x, y, width, height } = arguments[0].getBoundingClientRect(); return { x, y, width, height };",
      element,
    );
  return {
    driver,
    find,
    box,
    until,
    chord: (keys) => window.press(keys),
    gone: (id) => until(`document.querySelector('[data-testid="${id}"]') === null`, `${id} being gone`),
    /** Drops files in the middle of the window. */
    drop: (paths) => drag(window, files(...paths), { x: 640, y: 400 }),
    async press(id, shows) {
      // Found anew where the page has put another in its place meanwhile.
      const click = () => find(id).then((element) => element.click().then(() => true));
      await driver.wait(() => click().catch(() => false), PATIENCE_MS, `never pressed: ${id}`);
      await find(shows);
    },
    /** Presses a key again and again. */
    async keys(key, times, everyMs) {
      for (let left = times; left > 0; left -= 50) {
        let actions = driver.actions();
        for (let at = 0; at < Math.min(left, 50); at += 1) actions = actions.sendKeys(key).pause(everyMs);
        await actions.perform();
      }
    },
    /** Turns the wheel over the middle of an element. */
    async wheel(notches, everyMs, where = "#reference-list", button = 5) {
      const { x, y, width, height } = await box(await driver.findElement(By.css(where)));
      const at = await onScreen(window, x + width / 2, y + height / 2);
      const click = ["click", "--repeat", String(notches), "--delay", String(everyMs), String(button)];
      await run("xdotool", ["mousemove", String(at.x), String(at.y), ...click], { timeout: 120_000 });
    },
    /** Moves the pointer along points of the page. */
    async move(points, everyMs) {
      const words = [];
      for (const { x, y } of points) {
        const at = await onScreen(window, x, y);
        words.push("mousemove", String(at.x), String(at.y), "sleep", String(everyMs / 1000));
      }
      await run("xdotool", words);
    },
  };
}

async function toAll({ driver, find, press }) {
  if ((await driver.findElements(By.css('[data-testid="reference-list"]'))).length === 0) {
    await press("place-all", "reference");
  }
  await find("reference");
}

/** The list at its first reference, with the focus. */
async function toStart(window) {
  const { driver, find, keys, until: wait } = window;
  await (await find("place-all")).click();
  await find("reference");
  await driver.executeScript("document.getElementById('reference-list').focus()");
  await keys(Key.HOME, 1, 50);
  await wait("document.getElementById('reference-list').scrollTop === 0", "the list at its start");
  await wait("document.querySelector('[data-index=\"0\"].is-selected') !== null", "the first row selected");
  await pause(300);
}

const AT_END =
  "const list = document.getElementById('reference-list'); return list.scrollTop + list.clientHeight >= list.scrollHeight - 1";

async function pageThrough({ driver, keys }) {
  for (let turn = 0; turn < 60; turn += 1) {
    await keys(Key.PAGE_DOWN, 50, 16);
    if (await driver.executeScript(AT_END)) return;
  }
  throw new Error("Page Down never came to the end of the list");
}

async function endAndBack({ keys, until: wait }) {
  await keys(Key.END, 1, 50);
  await wait("document.querySelector('[data-index=\"9999\"] .row-title') !== null", "the last row");
  await keys(Key.HOME, 1, 50);
  await wait("document.querySelector('[data-index=\"0\"] .row-title') !== null", "the first row");
}

/** A row whose reference has one language, so that the next one brings another view. */
async function onPlain(window) {
  await toStart(window);
  await clickRow(window, "(row) => row.querySelector('.row-other') === null");
}

async function openPair(window) {
  await clickRow(window, "(row) => row.querySelector('.row-other') !== null");
  await openAbstract(window);
}

const openAbstract = (window) => window.press("tab-abstract", "aligned-grid");

async function openInfo({ find, until: wait }) {
  await (await find("tab-info")).click();
  await wait(
    "document.querySelector('[data-testid=\"aligned-grid\"]') === null",
    "Info instead of the abstract",
  );
}

async function clickRow({ driver, find }, wanted) {
  await toAll({ driver, find });
  const row = await driver.executeScript(`
    const list = document.getElementById("reference-list").getBoundingClientRect();
    const wanted = ${wanted};
    return [...document.querySelectorAll('[data-testid="reference"]')].find((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= list.top && bottom <= list.bottom && wanted(row);
    });
  `);
  if (!row) throw new Error(`no row in view is as wanted: ${wanted}`);
  await row.click();
}

async function hoverPairs({ find, box, move }) {
  const { x, y, width, height } = await box(await find("aligned-grid"));
  const down = Array.from({ length: 24 }, (_, step) => ({
    x: x + width * (step % 2 === 0 ? 0.25 : 0.75),
    y: y + 10 + ((Math.min(height, 420) - 20) * step) / 23,
  }));
  await move([...down, ...down.toReversed()], 40);
}

async function focusPairs(window) {
  await openPair(window);
  await (await window.find("pair")).click();
}

async function readingMode({ chord, find, until: wait }) {
  await chord("F11");
  await find("reading-mode");
  await pause(300);
  await chord("Escape");
  await wait("document.querySelector('[data-testid=\"reading-mode\"]') === null", "the list again");
}

async function search({ driver, find, until: wait }, word) {
  const total = "document.querySelector('[data-testid=\"list-count\"]').textContent";
  const field = await find("field");
  await field.click();
  const before = await driver.executeScript(`return ${total}`);
  for (const letter of word) {
    await driver.actions().sendKeys(letter).perform();
    await pause(150);
  }
  await wait(`${total} !== ${JSON.stringify(before)}`, `fewer references for “${word}”`);
  for (const _ of word) {
    await driver.actions().sendKeys(Key.BACK_SPACE).perform();
    await pause(80);
  }
  await wait(`${total} === ${JSON.stringify(before)}`, "all references again");
}

/** The choices stand in the menu in this order. */
const SORTS = ["added", "year", "title", "author", "container"];

async function sortBy({ driver, until: wait }, sort) {
  const first = "document.querySelector('[data-index=\"0\"]')?.dataset.id";
  await driver.findElement(By.css(".list-tools button")).click();
  await wait("document.querySelector('[role=menuitemradio]') !== null", "the choices");
  const choices = await driver.findElements(By.css("[role=menuitemradio]"));
  await pause(200);
  await choices[SORTS.indexOf(sort)].click();
  await wait("document.querySelector('[data-testid=\"menu\"]') === null", "the menu closed");
  await wait(
    `Boolean(${first}) && document.querySelector('.rows.is-waiting') === null`,
    "the list in its new order",
  );
}

/** As the command of the native menu does, which WebDriver cannot reach. */
async function themes({ driver }) {
  for (const theme of ["dark", "light"]) {
    await driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
    await pause(400);
  }
}

async function selectAll({ chord, find, keys, until: wait }) {
  await chord("Control+A");
  await find("several");
  await keys(Key.ARROW_DOWN, 1, 100);
  await wait("document.querySelector('[data-testid=\"several\"]') === null", "one selected again");
}

async function deleteAndUndo(window) {
  const { driver, chord, find, until: wait } = window;
  await find("reference");
  const before = await driver.executeScript(`return ${COUNT}`);
  await chord("Delete");
  await wait(`${COUNT} !== ${JSON.stringify(before)}`, "one fewer");
  await pause(500);
  await undo(window, before);
}

async function menu({ driver, find, chord, gone }) {
  await driver
    .actions()
    .contextClick(await find("reference"))
    .perform();
  await find("menu");
  await pause(300);
  await chord("Escape");
  await gone("menu");
}

function toDuplicates({ press }) {
  return press("place-duplicates", "duplicate-set");
}

async function merge({ find, press, chord, gone }) {
  await press("duplicate-merge", "merge-side-1");
  await pause(500);
  await chord("Escape");
  await gone("merge");
  await find("duplicate-set");
}

async function settings({ find, chord, gone }) {
  await chord("Control+,");
  await find("network-on");
  await pause(500);
  await chord("Escape");
  await gone("dialog");
}

const COUNT = "document.querySelector('[data-testid=\"list-count\"]').textContent";

/** Takes the last thing back; `before` is how many there were. */
async function undo({ chord, until: wait }, before) {
  await chord("Control+Z");
  await wait(`${COUNT} === ${JSON.stringify(before)}`, "as many as before");
  // Counts and duplicates come anew behind it.
  await pause(1500);
}

async function lookUp(window) {
  const { driver, chord, find, until: wait } = window;
  const before = await driver.executeScript(`return ${COUNT}`);
  await chord("Control+K");
  await driver.actions().sendKeys("10.5555/csh.2022.09.007").perform();
  await find("field-look-up");
  await chord("Enter");
  await wait(`${COUNT} !== ${JSON.stringify(before)}`, "one more");
  await pause(1500);
  // Out of the field, which has an undo of its own.
  await chord("Escape");
  await undo(window, before);
}

async function dropAndImport(window) {
  const { driver, drop, chord, find, gone } = window;
  const before = await driver.executeScript(`return ${COUNT}`);
  await drop(Object.values(lookAlikes));
  await find("tray-import");
  await pause(2000);
  await chord("Control+Enter");
  await gone("tray");
  await pause(1500);
  await undo(window, before);
}
