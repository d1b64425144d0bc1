/**
 * Drags something out of another program and drops it on the window, with the pointer of the (virtual) screen.
 *
 * The other program is `drag_source.py`; what it offers is a list of flavours, as on the wire of XDND.
 */
import { execFile, spawn } from "node:child_process";
import { basename, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const PATIENCE_MS = 10_000;
/** The source's window, in pixels; also in drag_source.py. */
const SIDE = 40;

/** Files, as a file manager offers them: a list of addresses, and the paths as text. */
export function files(...paths) {
  const addresses = paths.map((path) => pathToFileURL(resolve(path)).href);
  return [
    ["text/uri-list", `${addresses.join("\r\n")}\r\n`],
    ["UTF8_STRING", paths.map((path) => resolve(path)).join("\n")],
  ];
}

/** Selected plain text. */
export function text(plain) {
  return ["UTF8_STRING", "text/plain;charset=utf-8", "text/plain"].map((target) => [target, plain]);
}

/**
 * Selected text of a page. Chromium writes HTML in UTF-8; Firefox, with a mark at the start, in UTF-16.
 */
export function html(markup, plain, { browser = "chromium" } = {}) {
  const bytes = browser === "firefox" ? utf16(`\uFEFF${markup}`) : markup;
  return [["text/html", bytes], ...text(plain)];
}

/** A link of a page, in the flavours that the browser offers. */
export function link(address, title, { browser = "chromium" } = {}) {
  const anchor = `<a href="${address}">${title}</a>`;
  const named = `${address}\n${title}`;
  if (browser === "firefox") {
    return [
      ["text/x-moz-url", utf16(named)],
      ["_NETSCAPE_URL", named],
      ...html(anchor, address, { browser }),
    ];
  }
  return [["text/uri-list", `${address}\r\n`], ["_NETSCAPE_URL", named], ...html(anchor, address)];
}

/**
 * Drags and drops.
 *
 * @param window what `openWindow` gave.
 * @param {[string, string | Uint8Array][]} flavours what the source offers: `files`, `text`, `html` or `link`.
 * @param {{ x: number, y: number, over?: () => Promise<void>, leave?: boolean }} target where in the page, in CSS
 *   pixels; what to do while the pointer rests there; and whether to leave the window again instead of dropping.
 * @returns {Promise<{ accepted: boolean, action: string, asked: string[] }>} whether the drop was taken and which
 *   flavours were read. Files of a long list count as one flavour.
 */
export async function drag(window, flavours, { x, y, over, leave = false }) {
  const [width, height] = (await run("xdotool", ["getdisplaygeometry"])).stdout.trim().split(" ").map(Number);
  // In the corner, where no window of the program reaches: it must not cover the target.
  const home = { x: width - 2 * SIDE, y: height - SIDE };
  const start = { x: home.x + SIDE / 2, y: home.y + SIDE / 2 };
  const end = await onScreen(window, x, y);
  if (end.x >= home.x && end.y >= home.y) {
    throw new Error(`the drag source would cover ${end.x}, ${end.y}; the screen is too small`);
  }
  const source = sourceOf(flavours, home);
  try {
    await source.said("ready");
    await window.driver.executeScript(NOTICE);
    await move([start], 100);
    await run("xdotool", ["mousedown", "1"]);
    const way = Array.from({ length: 15 }, (_, step) => ({
      x: Math.round(start.x + ((end.x - start.x) * (step + 1)) / 15),
      y: Math.round(start.y + ((end.y - start.y) * (step + 1)) / 15),
    }));
    await move(way, 70);
    await source.said("began");
    // The target reads what is offered as it enters, and answers at the next moves; a busy one takes its time.
    const isFiles = flavours.some(([target]) => target === "text/uri-list");
    for (let patience = PATIENCE_MS; patience > 0; patience -= 360) {
      await move(
        [-2, 2, 0].map((by) => ({ x: end.x + by, y: end.y })),
        120,
      );
      // The shell takes files itself; of the others the page must know.
      const known = isFiles || (await window.driver.executeScript("return window.draggedOver"));
      if (source.heard.taken && known) break;
    }
    if (over) await over();
    if (leave) await move([...way].reverse().concat(start), 70);
    await run("xdotool", ["mouseup", "1"]);
    const ended = await source.said("ended");
    return { ...ended, asked: source.asked };
  } finally {
    await run("xdotool", ["mouseup", "1"]);
    source.end();
  }
}

/** Has the page keep whether something is dragged over it. */
const NOTICE = `
  window.draggedOver = false;
  addEventListener("dragover", () => { window.draggedOver = true; }, { capture: true, once: true });
`;

/** Where a point of the page, in CSS pixels, is on the screen. */
export async function onScreen(window, x, y) {
  const place = await window.driver.executeScript(
    "return [screenX, screenY, outerWidth - innerWidth * devicePixelRatio, outerHeight - innerHeight * devicePixelRatio, devicePixelRatio]",
  );
  const [left, top, sides, bars, zoom] = place;
  return { x: Math.round(left + sides / 2 + x * zoom), y: Math.round(top + bars + y * zoom) };
}

async function move(points, pauseMs) {
  const pause = ["sleep", String(pauseMs / 1000)];
  await run(
    "xdotool",
    points.flatMap((point) => ["mousemove", String(point.x), String(point.y), ...pause]),
  );
}

function sourceOf(flavours, { x, y }) {
  // Debian's own python has GTK; another one on the path may not.
  const child = spawn("/usr/bin/python3", [join(import.meta.dirname, "drag_source.py")], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, NO_AT_BRIDGE: "1", GDK_BACKEND: "x11" },
  });
  const offered = flavours.map(([target, data]) => [target, Buffer.from(data).toString("base64")]);
  child.stdin.end(JSON.stringify({ x, y, flavours: offered }));
  const heard = {};
  const waiting = {};
  const asked = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    const said = JSON.parse(line);
    if (said.asked) asked.push(said.asked);
    Object.assign(heard, said);
    for (const word of Object.keys(said)) waiting[word]?.(said[word]);
  });
  return {
    asked,
    /** What was said last, by its word. */
    heard,
    /** Waits until the source has said this. */
    said: (word) =>
      new Promise((answer, failed) => {
        if (word in heard) return answer(heard[word]);
        const tooLong = () => failed(new Error(`${basename(child.spawnargs[1])} never said "${word}"`));
        const timer = setTimeout(tooLong, PATIENCE_MS);
        waiting[word] = (value) => {
          clearTimeout(timer);
          answer(value);
        };
      }),
    end: () => child.kill(),
  };
}

function utf16(string) {
  return Buffer.from(string, "utf16le");
}
