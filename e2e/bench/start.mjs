/**
 * How long the first window takes until it is usable, beside a minimal window that is started in turn with it.
 *
 * Both are started without WebDriver and observed from outside: `watch_start.py` counts from right before the process
 * is made until the pixels of a place are what they are in the end. For the program that place is its first rows.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spread } from "./figures.mjs";

/** Of all colours that text has at its edges; an empty place has fewer. */
const PAINTED = 24;

/**
 * Starts windows in turn, the first of each to learn how it looks in the end.
 *
 * @param {{ name: string, command: string, area: number[], click?: number[], env: object }[]} windows
 * @param {{ runs: number, out: string }} options how many starts of each count, and where pictures are kept.
 * @returns for each window its name and its times in milliseconds.
 */
export async function starts(windows, { runs, out }) {
  mkdirSync(out, { recursive: true });
  const homes = windows.map(() => mkdtempSync(join(tmpdir(), "diglot-bench-")));
  try {
    const start = (at, more) => {
      const { name, command, area, click, env } = windows[at];
      const own = { ...homeIn(homes[at]), ...env };
      return watch({
        command: [command],
        env: own,
        area,
        click,
        reference: join(out, `${name}.png`),
        ...more,
      });
    };
    const files = new Set();
    for (const at of windows.keys()) {
      const learned = await start(at, { learn: 12 });
      if (learned.colours < PAINTED) throw new Error(`“${windows[at].name}” stayed empty; see ${out}`);
      for (const file of learned.files) files.add(file);
    }
    const times = windows.map(() => []);
    // The first of each is not counted: it may still fill caches.
    for (let run = -1; run < runs; run += 1) {
      for (const at of windows.keys()) {
        const time = await start(at, { files: [...files] });
        if (!time.paintedMs) throw new Error(`“${windows[at].name}” never looked as before; see ${out}`);
        if (run >= 0) times[at].push(time);
      }
    }
    return windows.map(({ name }, at) => ({
      name,
      shownMs: spread(times[at].map(({ shownMs }) => shownMs)),
      paintedMs: spread(times[at].map(({ paintedMs }) => paintedMs)),
      answeredMs: windows[at].click ? spread(times[at].map(({ answeredMs }) => answeredMs)) : null,
      runs: times[at],
    }));
  } finally {
    for (const home of homes) rmSync(home, { recursive: true, force: true });
  }
}

/** A home of its own for each program, which stays from start to start. */
function homeIn(home) {
  return {
    XDG_DATA_HOME: join(home, "data"),
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_CONFIG_HOME: join(home, "config"),
    LANG: "en_GB.UTF-8",
    LC_ALL: "en_GB.UTF-8",
    LANGUAGE: "en_GB",
    GTK_THEME: "Adwaita",
    NO_AT_BRIDGE: "1",
    GDK_BACKEND: "x11",
  };
}

function watch(order) {
  return new Promise((answer, failed) => {
    // Debian's own python has GTK; another one on the path may not.
    const child = spawn("/usr/bin/python3", [join(import.meta.dirname, "watch_start.py")], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, NO_AT_BRIDGE: "1", GDK_BACKEND: "x11" },
    });
    let said = "";
    child.stdout.on("data", (data) => {
      said += data;
    });
    child.on("error", failed);
    child.on("close", (code) => {
      if (code === 0) answer(JSON.parse(said));
      else failed(new Error(`watch_start.py ended with ${code}`));
    });
    child.stdin.end(JSON.stringify(order));
  });
}
