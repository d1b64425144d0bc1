/**
 * Writes with an input method, as somebody does who writes Chinese.
 *
 * GTK's own one (Control+Shift+U, then the number of a character) is there without a desktop, and the page cannot tell
 * it from another: key presses are 229 and "Unidentified", the page hears of a composition, all events are trusted.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { onScreen } from "./drag.mjs";

const run = promisify(execFile);

/**
 * Begins to compose a character where the focus is; nothing is written yet.
 *
 * @param window what `openWindow` gave.
 * @param {string} character one character, such as 题.
 * @returns `accept`, which presses Enter to take the character, and `cancel`, which presses Escape.
 */
export async function compose(window, character) {
  // Without a window manager the keys go to the window under the pointer.
  const { x, y } = await onScreen(window, 1, 1);
  await run("xdotool", ["mousemove", String(x), String(y)]);
  const digits = character.codePointAt(0).toString(16);
  await press("ctrl+shift+u", ...digits);
  return { accept: () => press("Return"), cancel: () => press("Escape") };
}

async function press(...keys) {
  await run(
    "xdotool",
    keys.flatMap((key) => ["key", key, "sleep", "0.1"]),
  );
}
