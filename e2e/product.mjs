/** What a person does in the window, as steps, and what they see, as values. `w` is what `openWindow` gave. */
import assert from "node:assert/strict";
import { By, Key } from "selenium-webdriver";

const PATIENCE_MS = 40_000;
const POLL_MS = 30;

/** Waits until `probe` answers with something, and gives that back. `what` says what was awaited. */
export async function until(w, what, probe, patience = PATIENCE_MS) {
  let last;
  try {
    const attempt = async () => {
      try {
        const found = await probe();
        last = undefined;
        return found;
      } catch (error) {
        // What is drawn anew between two questions is no failure yet.
        last = error;
        return false;
      }
    };
    return await w.driver.wait(attempt, patience, undefined, POLL_MS);
  } catch (error) {
    throw new Error(`${what} never happened`, { cause: last ?? error });
  }
}

/** Runs a function in the page. */
export const inPage = (w, run, ...args) => w.driver.executeScript(run, ...args);

const one = (id) => `[data-testid="${id}"]`;

/** The text of the element with this test id; nothing while it is not there. */
export const textOf = (w, id) =>
  inPage(w, (selector) => document.querySelector(selector)?.innerText ?? null, one(id));

/** Waits until the element's text matches, and gives the text back. */
export async function says(w, id, pattern) {
  let seen = null;
  try {
    return await until(w, `${id} saying ${pattern}`, async () => {
      seen = await textOf(w, id);
      return seen !== null && (pattern.test(seen) ? seen : false);
    });
  } catch {
    assert.fail(`“${id}” should say ${pattern}, but says: ${seen}`);
  }
}

/** Waits until there is no such element. */
export const gone = (w, id) =>
  until(w, `${id} going away`, () => inPage(w, (selector) => !document.querySelector(selector), one(id)));

/** Clicks an element, once it is there, at rest, and nothing lies over it. */
export const click = (w, id) => clickAt(w, one(id));

/** The same with any selector. A press that did not come to the element is made again. */
export async function clickAt(w, selector) {
  await until(w, `${selector} being clicked`, async () => {
    if (!(await w.driver.executeAsyncScript(AT_REST, selector))) return false;
    // Found anew each time: the page may have put another in its place.
    await w.driver.findElement({ css: selector }).click();
    return await inPage(w, TAKEN, selector);
  });
}

/** Answers whether a press came to an element: to one of several choices when it is chosen. */
const TAKEN = (selector) => {
  const control = document.querySelector(selector)?.control;
  return window.pressed !== false && (control?.type !== "radio" || control.checked);
};

/**
 * Answers whether an element stands where it stood a moment ago, since what moves is missed by a press; and from then
 * on `pressed` says whether a press has come to it.
 */
const AT_REST = `
  const [selector, done] = arguments;
  const place = () => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return box ? [box.x, box.y, box.width, box.height].join() : null;
  };
  const before = place();
  setTimeout(() => {
    const rests = before !== null && before === place();
    if (rests) {
      window.pressed = false;
      const element = document.querySelector(selector);
      addEventListener(
        "pointerdown",
        ({ target }) => { window.pressed ||= target instanceof Node && element.contains(target); },
        { capture: true, once: true },
      );
    }
    done(rests);
  }, 40);
`;

/** Ticks or unticks a box: its words take the pointer, the box itself lies under its drawing. */
export async function tick(w, id) {
  const box = await w.find(id);
  const before = await box.isSelected();
  await until(w, `${id} being ticked`, () =>
    w.driver
      .executeScript("return arguments[0].closest('label') ?? arguments[0]", box)
      .then((label) => label.click())
      .then(() => true),
  );
  await until(w, `${id} changing`, async () => (await box.isSelected()) !== before);
}

/** The rows of the list that are in the page, which are those about the part in sight, as they are read from the top. */
export const rows = (w) => inPage(w, READ_ROWS).then((found) => found.map(([, text]) => text));

const READ_ROWS = () =>
  [...document.querySelectorAll('[data-testid="reference"]')]
    .map((row) => [Number(row.dataset.index), row.innerText.replace(/\s*\n\s*/g, "\n")])
    .sort(([one], [other]) => one - other);

/** Waits until the list has this many rows, and gives the texts of all, for which it may scroll to its end. */
export async function listed(w, count) {
  let seen = new Map();
  try {
    return await until(w, `a list of ${count}`, async () => {
      seen = new Map(await inPage(w, READ_ROWS));
      if (Number(await textOf(w, "list-count")) !== count) return false;
      for (const step of seen.size < count ? [0, 0.25, 0.5, 0.75, 1] : []) {
        await scrollList(w, step);
        for (const [index, text] of await inPage(w, READ_ROWS)) seen.set(index, text);
      }
      return seen.size === count && [...seen.entries()].sort(([a], [b]) => a - b).map(([, text]) => text);
    });
  } catch {
    assert.fail(`the list should have ${count} rows, but has:\n${[...seen.values()].join("\n\n")}`);
  }
}

/** Scrolls the list of references to a part of its height, from 0 to 1, and waits for the rows there. */
const scrollList = (w, part) => w.driver.executeAsyncScript(SCROLL_LIST, part);

const SCROLL_LIST = `
  const [part, done] = arguments;
  const list = document.querySelector('[data-testid="reference-list"]');
  list.scrollTop = part * (list.scrollHeight - list.clientHeight);
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
`;

/** How often a row was pressed. */
let presses = 0;

/** Selects the first row whose text matches, with the pointer; with `Control` it is added to the selection. */
export async function select(w, pattern, { add = false } = {}) {
  let row;
  await until(w, `a row with ${pattern}`, async () => {
    for (const step of [null, 0, 0.25, 0.5, 0.75, 1]) {
      if (step !== null) await scrollList(w, step);
      row = await matching(w, "reference", pattern);
      if (row) return true;
    }
    return false;
  });
  await w.driver.executeScript("arguments[0].scrollIntoView({ block: 'nearest' })", row);
  // At its beginning: the line that tells what was done may lie over the end of the list. And each time a little
  // further on: two presses of one place may be taken for a double one.
  presses += 1;
  const { width } = await row.getRect();
  const place = { origin: row, x: Math.round(30 + 15 * (presses % 4) - width / 2), y: 0 };
  if (add) await w.driver.actions().keyDown(Key.CONTROL).move(place).click().keyUp(Key.CONTROL).perform();
  else await w.driver.actions().move(place).click().perform();
  await until(w, "the selection", async () => (await row.getAttribute("aria-selected")) === "true");
}

/** The first element with this test id whose text matches, once there is one. */
export const holding = (w, id, pattern) => until(w, `${id} with ${pattern}`, () => matching(w, id, pattern));

const matching = (w, id, pattern) =>
  inPage(
    w,
    (selector, source, flags) => {
      const matches = new RegExp(source, flags);
      return [...document.querySelectorAll(selector)].find((found) => matches.test(found.innerText));
    },
    one(id),
    pattern.source,
    pattern.flags,
  );

/** What the pane's title says. */
export const paneTitle = (w, pattern) => says(w, "pane-title", pattern);

/** What is imported, undone or done again is told in one line. */
export const told = (w, pattern) => says(w, "undo-bar", pattern);

/** The cards of the tray that are in the page. */
export const cards = (w) =>
  inPage(w, () =>
    [...document.querySelectorAll('[data-testid="tray-card"]')].map((card) => ({
      file: Number(card.dataset.file),
      record: Number(card.dataset.record),
      ticked: card.querySelector('[data-testid="tray-tick"]').checked,
      current: card.classList.contains("is-current"),
      text: card.innerText,
    })),
  );

/** This many cards of the tray: scrolls through them, since only those in sight are in the page. */
export async function allCards(w, count) {
  const seen = new Map();
  await until(w, `${count} cards`, async () => {
    for (const card of await cards(w)) seen.set(`${card.file} ${card.record}`, card);
    await inPage(w, () => {
      const list = document.querySelector('[data-testid="tray-cards"]');
      const end = list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
      list.scrollTop = end ? 0 : list.scrollTop + list.clientHeight / 2;
    });
    return seen.size >= count;
  });
  await inPage(w, () => {
    document.querySelector('[data-testid="tray-cards"]').scrollTop = 0;
  });
  return [...seen.values()].sort((one, other) => one.file - other.file || one.record - other.record);
}

/** Clicks the card whose text matches, and waits until it is the current one. */
export async function openCard(w, pattern) {
  await until(w, `a card ${pattern}`, () =>
    inPage(
      w,
      (source, flags) => {
        const matches = new RegExp(source, flags);
        const list = document.querySelector('[data-testid="tray-cards"]');
        const card = [...list.querySelectorAll('[data-testid="tray-card"]')].find((one) =>
          matches.test(one.innerText),
        );
        if (!card) {
          const end = list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
          list.scrollTop = end ? 0 : list.scrollTop + list.clientHeight / 2;
          return false;
        }
        card.scrollIntoView({ block: "center" });
        window.cardToOpen = card;
        return true;
      },
      pattern.source,
      pattern.flags,
    ),
  );
  const card = await inPage(w, () => window.cardToOpen.querySelector(".tray-words"));
  await card.click();
  await until(w, "the card being current", () =>
    inPage(w, () => window.cardToOpen.classList.contains("is-current")),
  );
}

/** Selects a passage of the raw text with the pointer, from its first to its last word. */
export async function selectRaw(w, first, last) {
  const ends = await until(w, `“${first}” in the raw text`, () =>
    inPage(
      w,
      (from, to) => {
        const place = (words, atEnd) => {
          const runs = document.querySelectorAll('[data-testid="tray-raw"] [data-at]');
          for (const run of runs) {
            const node = run.firstChild;
            const at = node?.data?.indexOf(words) ?? -1;
            if (at < 0) continue;
            const range = document.createRange();
            const unit = atEnd ? at + words.length - 1 : at;
            range.setStart(node, unit);
            range.setEnd(node, unit + 1);
            return { run, box: range.getBoundingClientRect() };
          }
          return null;
        };
        const start = place(from, false);
        const end = place(to, true);
        if (!start || !end) return false;
        const pane = start.run.closest(".tray-raw-text").getBoundingClientRect();
        if (start.box.top < pane.top || end.box.bottom > pane.bottom) {
          start.run.scrollIntoView({ block: "center" });
          return false;
        }
        return [
          Math.ceil(start.box.left),
          Math.round((start.box.top + start.box.bottom) / 2),
          Math.floor(end.box.right),
          Math.round((end.box.top + end.box.bottom) / 2),
        ];
      },
      first,
      last,
    ),
  );
  const [x1, y1, x2, y2] = ends;
  await w.driver
    .actions()
    .move({ x: x1, y: y1 })
    .press()
    .move({ x: x1 + 20, y: y1 })
    .move({ x: x2, y: y2 })
    .release()
    .perform();
  await w.find("fix-bar");
}

/** The pairs of the abstract: both texts, and whether the pair is tinted. */
export const pairs = (w) =>
  inPage(w, () =>
    [...document.querySelectorAll('[data-testid="pair"]')].map((pair) => ({
      number: Number(pair.dataset.pair),
      left: pair.querySelector('[data-side="left"] .cell-text')?.innerText ?? "",
      right: pair.querySelector('[data-side="right"] .cell-text')?.innerText ?? "",
      lit: pair.classList.contains("is-lit"),
    })),
  );

/** The texts of the grid that have another ground than most: what the eye sees as tinted. */
export const tinted = (w) =>
  inPage(w, () => {
    const texts = [...document.querySelectorAll('[data-testid="pair"] .cell-text')];
    const colours = texts.map((text) => getComputedStyle(text).backgroundColor);
    const count = (colour) => colours.filter((other) => other === colour).length;
    const common = colours.toSorted((one, other) => count(other) - count(one))[0];
    return texts
      .filter((_, place) => colours[place] !== common)
      .map(
        (text) => `${text.closest("[data-pair]").dataset.pair} ${text.closest("[data-side]").dataset.side}`,
      );
  });

/** Moves the pointer to an element's middle. */
export const hover = (w, element) => w.driver.actions().move({ origin: element }).perform();

/** The element of the page that matches a selector. */
export const element = (w, selector) => w.driver.findElement(By.css(selector));

/** Puts a text into the field that has the focus, all of it anew. */
export async function retype(w, text) {
  await w.press("Control+A");
  await w.type(text);
}

/** Presses Tab until the focus is where `isThere` says, which runs in the page. */
export async function tabTo(w, isThere, chord = "Tab") {
  const passed = [];
  for (let step = 0; step < 80; step += 1) {
    if (await inPage(w, isThere)) return;
    passed.push(await focused(w));
    await w.press(chord);
  }
  assert.fail(`Tab never came to ${isThere}, only to ${passed.join(", ")}`);
}

/** Opens a tab of the pane. */
export const openTab = async (w, tab) => {
  await click(w, `tab-${tab}`);
  await until(
    w,
    `the tab ${tab}`,
    async () => (await (await w.find(`tab-${tab}`)).getAttribute("aria-selected")) === "true",
  );
};

/** Remembers what the page's policy forbids from now on; ask with `refused`. */
export const watchPolicy = (w) =>
  inPage(w, () => {
    if (window.refusals) return;
    window.refusals = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      window.refusals.push(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      ),
    );
  });

/** What the page's policy has forbidden since `watchPolicy`. */
export const refused = (w) => inPage(w, () => window.refusals);

/** Those of these elements over whose middle something else lies. */
export const covered = (w, ...ids) =>
  inPage(
    w,
    (all) =>
      all.filter((id) => {
        const element = document.querySelector(`[data-testid="${id}"]`);
        const { left, top, width, height } = element.getBoundingClientRect();
        return !element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      }),
    ids,
  );

/** The id of what has the focus, or its role and name: what a failing test of keys wants to know. */
export const focused = (w) =>
  inPage(w, () => {
    const at = document.activeElement;
    return at?.dataset.testid ?? `${at?.tagName} ${at?.getAttribute("aria-label") ?? at?.className}`;
  });
