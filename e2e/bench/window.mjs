/**
 * `cargo xtask bench window`: the first window beside a minimal one, and what holds the page up with 10,000
 * references. Prints tables, writes JSON, and fails when a limit is passed. Never part of CI: figures depend on the
 * machine and on what else it does.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onScreen } from "../drag.mjs";
import { LONG_MS } from "../frames.mjs";
import { replay } from "../replay.mjs";
import { openWindow } from "../window.mjs";
import { spread, table } from "./figures.mjs";
import { gaps, pause } from "./gaps.mjs";
import { hands, INTERACTIONS } from "./interactions.mjs";
import { ris } from "./library.mjs";
import { bringIntoMemory } from "./memory.mjs";
import { starts } from "./start.mjs";

const REFERENCES = 10_000;
/** How much longer than a minimal window the first window may take. */
const LIMIT = 1.3;
const { DIGLOT_APP, DIGLOT_CLI, DIGLOT_MINIMAL, DIGLOT_BENCH_OUT } = process.env;
const RUNS = Number(process.env.DIGLOT_BENCH_STARTS ?? 11);
const ROUNDS = Number(process.env.DIGLOT_BENCH_ROUNDS ?? 5);
/** Whose words stand in the names of the interactions to do; all by default. */
const ONLY = process.env.DIGLOT_BENCH_ONLY ?? "";

const home = mkdtempSync(join(tmpdir(), "diglot-bench-"));

async function bench() {
  mkdirSync(DIGLOT_BENCH_OUT, { recursive: true });
  const library = makeLibrary();
  const { areas, interactions } = await interact(library);
  const first = RUNS > 0 ? await firstWindow(library, areas) : null;
  const failed = [...(first ? sayFirst(first) : []), ...sayInteractions(interactions)];
  const file = join(DIGLOT_BENCH_OUT, "window.json");
  writeFileSync(file, `${JSON.stringify({ references: REFERENCES, first, interactions }, null, 2)}\n`);
  console.log(`\nAll figures: ${file}\n`);
  for (const sentence of failed) console.log(sentence);
  if (failed.length > 0) process.exitCode = 1;
}

function makeLibrary() {
  const folder = join(home, "library");
  const file = join(home, "invented.ris");
  writeFileSync(file, ris(REFERENCES));
  console.log(`Importing ${REFERENCES} invented references …`);
  execFileSync(DIGLOT_CLI, ["--library", folder, "--json", "import", file], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return folder;
}

/** Does everything in the program's window, and what can be compared in the minimal one. */
async function interact(library) {
  const interactions = [];
  const services = await replay();
  const program = await openWindow({ library, pictures: false, origin: services.origin });
  let areas;
  try {
    await program.find("reference");
    // The groups of duplicates are found behind the first list; the page is to be at rest.
    await pause(5000);
    const rows = await program.driver.executeScript(ROWS);
    areas = { rows: await area(program, rows.look), click: await area(program, rows.click) };
    const own = hands(program);
    for (const { name, before, act } of INTERACTIONS) {
      if (!name.includes(ONLY)) continue;
      const measured = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        await before?.(own);
        bringIntoMemory();
        await pause(250);
        measured.push(await gaps(own.driver, () => act(own)));
      }
      interactions.push({ where: "Diglot", name, measured });
      console.log(line(interactions.at(-1)));
    }
  } catch (error) {
    await program.picture("bench-failed");
    throw error;
  } finally {
    await program.close();
    await services.close();
  }
  const minimal = await openWindow({ library, app: DIGLOT_MINIMAL, pictures: false });
  try {
    const text = await minimal.driver.executeScript(LINE);
    areas.line = await area(minimal, text);
    await minimal.driver.executeScript("location.href = 'rows.html'");
    await minimal.driver.wait(
      () => minimal.driver.executeScript("return document.querySelectorAll('#rows > div').length === 10000"),
      20_000,
    );
    const own = hands(minimal);
    for (const { name, act } of peers()) {
      if (!name.includes(ONLY)) continue;
      const measured = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        await own.driver.executeScript("document.getElementById('rows').scrollTop = 0");
        bringIntoMemory();
        await pause(500);
        measured.push(await gaps(own.driver, () => act(own)));
      }
      interactions.push({ where: "minimal", name, measured });
      console.log(line(interactions.at(-1)));
    }
  } finally {
    await minimal.close();
  }
  return { areas, interactions };
}

/** What the minimal window can do as well: the floor of this machine. */
function peers() {
  const { PAGE_DOWN } = { PAGE_DOWN: "\uE00F" };
  return [
    { name: "nothing at all", act: () => pause(3000) },
    { name: "wheel down, steadily", act: ({ wheel }) => wheel(400, 16, "#rows") },
    { name: "Page Down, steadily", act: ({ keys }) => keys(PAGE_DOWN, 40, 100) },
  ];
}

/** The second to the fifth row, without their ends, and one to click on. The first is selected a moment later. */
const ROWS = `
  const at = (index) => document.querySelector('[data-index="' + index + '"]').getBoundingClientRect();
  const { left, top, width } = at(1);
  return {
    look: { x: left + 8, y: top + 4, width: width - 24, height: at(4).bottom - top - 8 },
    click: { x: left + 8, y: at(5).top + 4, width: width - 24, height: at(5).height - 8 },
  };
`;

const LINE = `
  const { left, top, width, height } = document.getElementById("line").getBoundingClientRect();
  return { x: left, y: top, width: Math.min(width, 360), height };
`;

/** A place of the page as one of the screen. Rows of pixels are whole words in memory. */
async function area(window, { x, y, width, height }) {
  const from = await onScreen(window, x, y);
  return [from.x, from.y, Math.floor(width / 4) * 4, Math.floor(height)];
}

async function firstWindow(library, areas) {
  console.log("\nStarting both windows in turn …");
  const env = { DIGLOT_LIBRARY: library };
  const windows = [
    { name: "diglot", command: DIGLOT_APP, area: areas.rows, click: areas.click, env },
    { name: "minimal", command: DIGLOT_MINIMAL, area: areas.line, env },
  ];
  const [program, minimal] = await starts(windows, { runs: RUNS, out: DIGLOT_BENCH_OUT });
  const pairs = program.runs.map((run, at) => run.paintedMs / minimal.runs[at].paintedMs);
  const ratio = program.paintedMs.median / minimal.paintedMs.median;
  return { program, minimal, ratio, ratioOfPairs: spread(pairs) };
}

function sayFirst({ program, minimal, ratio, ratioOfPairs }) {
  const ms = ({ min, median, max }) => [min, median, max].map(Math.round);
  const rows = [
    ["Diglot, first rows painted", ...ms(program.paintedMs)],
    ["minimal window, its line painted", ...ms(minimal.paintedMs)],
    ["Diglot, window on the screen", ...ms(program.shownMs)],
    ["minimal window, on the screen", ...ms(minimal.shownMs)],
    ["Diglot, a click at that moment answered after", ...ms(program.answeredMs)],
  ];
  console.log(`\nFirst window with ${REFERENCES} references, ms after the start, ${RUNS} starts each\n`);
  console.log(table(["", "least", "median", "most"], rows));
  const { min, max } = ratioOfPairs;
  console.log(
    `\nUsable after ${ratio.toFixed(2)} times the minimal window (pairs: ${min.toFixed(2)} to ${max.toFixed(2)}; limit ${LIMIT}).`,
  );
  if (ratio <= LIMIT) return [];
  return [
    `The first window takes ${ratio.toFixed(2)} times as long as a minimal one; ${LIMIT} is the limit.`,
  ];
}

function sayInteractions(interactions) {
  const all = interactions.map(summary);
  console.log(`\nGaps of the page, ms: the longest of each of ${ROUNDS} rounds\n`);
  const heads = ["where", "what", "frames: median", "worst", `over ${LONG_MS}`, "page: median", "worst"];
  console.log(
    table(
      heads,
      all.map(({ where, name, frames, long, page }) => [
        where,
        name,
        ...[frames.median, frames.max, long, page.median, page.max].map(Math.round),
      ]),
    ),
  );
  const rounds = interactions.filter(({ where }) => where === "Diglot").flatMap(({ measured }) => measured);
  const long = rounds.filter(({ ticks }) => ticks.longest > LONG_MS);
  console.log(
    `\n${long.length} of ${rounds.length} single rounds held the page up for more than ${LONG_MS} ms.`,
  );
  return all
    .filter(({ where, page }) => where === "Diglot" && page.median > LONG_MS)
    .map(
      ({ name, page }) =>
        `“${name}” blocks the page for ${Math.round(page.median)} ms; ${LONG_MS} is the limit.`,
    );
}

function summary({ where, name, measured }) {
  return {
    where,
    name,
    frames: spread(measured.map(({ frames }) => frames.longest)),
    page: spread(measured.map(({ ticks }) => ticks.longest)),
    long: measured.reduce((sum, { frames }) => sum + frames.long, 0),
    faults: measured.reduce((sum, { majorFaults }) => sum + majorFaults, 0),
  };
}

function line(one) {
  const { where, name, frames, page, long, faults } = summary(one);
  return `${where}: ${name}: frames ${Math.round(frames.median)} (${Math.round(frames.max)}), page ${Math.round(page.median)} (${Math.round(page.max)}), ${long} long, ${faults} pages from disk`;
}

try {
  await bench();
} finally {
  rmSync(home, { recursive: true, force: true });
}
