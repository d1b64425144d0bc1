/** Brings what a window's processes have mapped back into memory, where the system takes it from programs that rest. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";

const PART = Buffer.alloc(1 << 20);

/** Reads every file that a process below this one has mapped: the window, its page, and whoever drives them. */
export function bringIntoMemory() {
  for (const path of new Set(below(process.pid).flatMap(mapped))) read(path);
}

/** The processes that a process started, and those that they started. */
function below(pid) {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    // Behind the name of the program, which may hold anything, come its state and its parent.
    .map((name) => [Number(name), Number(/\) \S (\d+)/.exec(text(`/proc/${name}/stat`))?.[1])]);
  const children = (of) => parents.filter(([, parent]) => parent === of).map(([child]) => child);
  const all = children(pid);
  for (const one of all) all.push(...children(one));
  return all;
}

const mapped = (pid) => text(`/proc/${pid}/maps`).match(/(?<= )\/(?!dev\/|memfd:).+$/gm) ?? [];

/** Empty where the process has ended meanwhile. */
function text(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function read(path) {
  let file;
  try {
    file = openSync(path);
    while (readSync(file, PART) > 0);
  } catch {
    // Deleted since it was mapped.
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
