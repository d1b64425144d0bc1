/** What a person does in the window, for the pictures. */
import { By, Key, until } from "selenium-webdriver";

const PATIENCE_MS = 15_000;
/** Longer than any transition and than the pause before a tooltip. */
const SETTLED_MS = 420;

/** @param window what `openWindow` gave. */
export function handOf(window) {
  const { driver } = window;
  const at = (selector) => driver.wait(until.elementLocated(By.css(selector)), PATIENCE_MS);
  const named = (what) => (/^[\w-]+$/.test(what) ? `[data-testid="${what}"]` : what);
  const hand = {
    window,
    /** The first element that fits, once it is there. A bare word is a `data-testid`. */
    at: (what) => at(named(what)),
    /** Waits until nothing fits any more: what closes fades first, and takes presses as long. */
    gone: (what) =>
      driver.wait(async () => (await driver.findElements(By.css(named(what)))).length === 0, PATIENCE_MS),
    all: (selector) => driver.findElements(By.css(selector)),
    pause: (ms = SETTLED_MS) => driver.sleep(ms),
    press: window.press,
    type: window.type,
    click: async (what) => {
      await (await hand.at(what)).click();
      await hand.pause();
    },
    hover: async (element) => {
      await driver.executeScript("arguments[0].scrollIntoView({ block: 'nearest' })", element);
      await driver.actions().move({ origin: element }).perform();
      await hand.pause();
    },
    /** The pointer where it marks nothing: over the status line. */
    away: async () => {
      const [width, height] = await driver.executeScript("return [innerWidth, innerHeight]");
      await driver
        .actions()
        .move({ x: Math.round(width / 2), y: height - 4 })
        .perform();
      await hand.pause(150);
    },
    scrollTo: async (what) => {
      await driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", await hand.at(what));
      await hand.pause(250);
    },
    /** Looks for words in the field, and empties it again. */
    search: async (words) => {
      await hand.clearField();
      await window.type(words);
      await hand.pause(600);
    },
    clearField: async () => {
      await window.press("Control+K");
      await window.press("Control+A");
      await window.type(Key.BACK_SPACE);
      await hand.pause(250);
    },
    /** Shows one reference of the whole library, found by words of it, and leaves the list whole. */
    open: async (words) => {
      // A narrow window has no room for the sidebar.
      const [all] = await hand.all('[data-testid="place-all"]');
      if (await all?.isDisplayed()) await hand.click("place-all");
      const found = await hand.call("reference_list", {
        request: {
          scope: { kind: "all" },
          text: words,
          sort: "added",
          descending: true,
          offset: 0,
          limit: 1,
        },
      });
      if (found.rows.length === 0) throw new Error(`no reference holds “${words}”`);
      const place = await hand.call("reference_position", {
        request: { scope: { kind: "all" }, text: "", sort: "added", descending: true, offset: 0, limit: 0 },
        id: found.rows[0].id,
      });
      await hand.reveal(place);
      await hand.pause(500);
    },
    /** Selects the row with this place in the list, from the keyboard. */
    reveal: async (place) => {
      await driver.executeScript("document.getElementById('reference-list').focus()");
      await window.press("Home");
      for (let row = 0; row < place; row += 1) await window.press("ArrowDown");
    },
    /** Asks the program itself. */
    call: async (command, args = {}) => {
      const answer = await driver.executeAsyncScript(
        `const done = arguments[arguments.length - 1];
         window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])
           .then((value) => done({ value }), (error) => done({ error: JSON.stringify(error) }));`,
        command,
        args,
      );
      if (answer.error) throw new Error(`${command}: ${answer.error}`);
      return answer.value;
    },
    /** Marks text with the pointer, from the start of one element to the end of another. */
    mark: async (first, last = first) => {
      const [from, to] = [await first.getRect(), await last.getRect()];
      await driver
        .actions()
        .move({ x: Math.round(from.x + 1), y: Math.round(from.y + 10) })
        .press()
        .move({ x: Math.round(from.x + 30), y: Math.round(from.y + 10) })
        .move({ x: Math.round(to.x + to.width - 2), y: Math.round(to.y + to.height - 8) })
        .release()
        .perform();
      await hand.pause();
    },
  };
  return hand;
}
