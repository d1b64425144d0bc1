/**
 * `cargo xtask bench lookups`: whether the window stays at hand while lookups run into faults of every kind. Prints a
 * table, writes JSON, and fails when the limit is passed. Never part of CI: figures depend on the machine and on what
 * else it does.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copy } from "../clipboard.mjs";
import { text } from "../drag.mjs";
import { doiOf, faults, KINDS } from "../faults.mjs";
import { openWindow } from "../window.mjs";
import { spread, table } from "./figures.mjs";
import { gaps, pause } from "./gaps.mjs";
import { hands, INTERACTIONS } from "./interactions.mjs";
import { ris } from "./library.mjs";

const { DIGLOT_CLI, DIGLOT_BENCH_OUT } = process.env;
const REFERENCES = 10_000;
const FAULTS = Number(process.env.DIGLOT_BENCH_FAULTS ?? 1_000);
const ROUNDS = Number(process.env.DIGLOT_BENCH_ROUNDS ?? 3);
/** Whose words stand in the names of the interactions to do; all by default. */
const ONLY = process.env.DIGLOT_BENCH_ONLY ?? "";
/** Within this time the window answers, in ms. */
const LIMIT_MS = 100;

/** What leaves the list where it is, so that it can be done again and again while lookups come and go. */
const SKIPPED = ["through everything", "without a pause", "delete one", "select all"];

/** Those that never answer take half a minute and more each, and those that close a service leave nothing to ask. */
const KINDS_ASKED = KINDS.filter((kind) => kind !== "silent" && !kind.startsWith("busy-"));

/** Asks the program for a page of the list again and again, and keeps how long each answer took. */
const ANSWERS = `
  const record = { took: [], running: true };
  window.diglotAnswers = record;
  const ask = async () => {
    const begun = performance.now();
    await window.__TAURI_INTERNALS__.invoke("reference_list", {
      request: { scope: { kind: "all" }, text: "", sort: "added", descending: true, offset: 0, limit: 50 },
    });
    record.took.push(performance.now() - begun);
    if (record.running) setTimeout(ask, 50);
  };
  ask();
`;
const ANSWERED = `
  const record = window.diglotAnswers;
  record.running = false;
  return record.took;
`;

const home = mkdtempSync(join(tmpdir(), "diglot-bench-"));

async function bench() {
  mkdirSync(DIGLOT_BENCH_OUT, { recursive: true });
  const library = join(home, "library");
  const file = join(home, "invented.ris");
  writeFileSync(file, ris(REFERENCES));
  console.log(`Importing ${REFERENCES} invented references …`);
  execFileSync(DIGLOT_CLI, ["--library", library, "--json", "import", file], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const server = await faults();
  const window = await openWindow({ library, origin: server.origin, pictures: false });
  try {
    await window.find("reference");
    await pause(5000);
    const own = hands(window);
    const idle = await measured(own);
    const count = await begin(window);
    const busy = await measured(own, () => asking(window));
    const faultsMet = server.asked.filter((url) => url.includes("~")).length;
    say(idle, busy, { count, faultsMet });
  } catch (error) {
    await window.picture("bench-failed");
    throw error;
  } finally {
    await window.close();
    await server.close();
  }
}

/** Pastes the identifiers into the field, and presses Enter. */
async function begin(window) {
  const all = Array.from({ length: FAULTS }, (_, at) => doiOf(KINDS_ASKED[at % KINDS_ASKED.length], at));
  const owner = await copy(text(all.join("\n")));
  try {
    await window.press("Control+K");
    await window.press("Control+V");
    await window.find("field-look-up");
    await window.press("Enter");
  } finally {
    owner.end();
  }
  await window.find("lookup-asking");
  return all.length;
}

const asking = async (window) => (await window.findAll("lookup-asking")).length > 0;

/** Everything a person does, and how long the page and the program kept them waiting; only while `goesOn`. */
async function measured(own, goesOn = async () => true) {
  const found = [];
  for (const { name, before, act } of INTERACTIONS) {
    if (!name.includes(ONLY) || SKIPPED.some((words) => name.includes(words))) continue;
    const rounds = [];
    const answers = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await before?.(own);
      await pause(250);
      if (!(await goesOn())) throw new Error(`the lookups had ended before “${name}” was measured`);
      await own.driver.executeScript(ANSWERS);
      rounds.push(await gaps(own.driver, () => act(own)));
      answers.push(...(await own.driver.executeScript(ANSWERED)));
    }
    found.push({ name, page: spread(rounds.map(({ ticks }) => ticks.longest)), answers: spread(answers) });
    const { page, answers: took } = found.at(-1);
    console.log(
      `${name}: page ${Math.round(page.median)} (${Math.round(page.max)}), answers ${Math.round(took.median)} (${Math.round(took.max)})`,
    );
  }
  return found;
}

function say(idle, busy, { count, faultsMet }) {
  const file = join(DIGLOT_BENCH_OUT, "lookups.json");
  writeFileSync(
    file,
    `${JSON.stringify({ references: REFERENCES, count, faultsMet, idle, busy }, null, 2)}\n`,
  );
  console.log(
    `\n${count} lookups under way, ${faultsMet} faults met so far; ms, the longest of each of ${ROUNDS} rounds\n`,
  );
  const heads = ["", "page: idle", "median", "worst", "program: idle", "median", "worst"];
  const rows = busy.map(({ name, page, answers }, at) => [
    name,
    ...[idle[at].page.max, page.median, page.max, idle[at].answers.max, answers.median, answers.max].map(
      Math.round,
    ),
  ]);
  console.log(table(heads, rows));
  console.log(`\nAll figures: ${file}\n`);
  const late = busy.filter(({ page, answers }) => Math.max(page.max, answers.max) > LIMIT_MS);
  for (const { name, page, answers } of late) {
    const worst = Math.round(Math.max(page.max, answers.max));
    console.log(`“${name}” waits for ${worst} ms while lookups fail; ${LIMIT_MS} is the limit.`);
  }
  if (late.length > 0) process.exitCode = 1;
}

try {
  await bench();
} finally {
  rmSync(home, { recursive: true, force: true });
}
