/**
 * Measures for how long a page does not draw, and for how long it does nothing at all, while something is done to it.
 *
 * Two clocks run in the page: one ticks with the animation frames (what a person sees), one with timers (whether the
 * page's only thread is free). A frame may come late although the page was free, where the machine draws without a
 * graphics card; a timer comes late only when the page was blocked or the machine was busy with something else.
 */
import { readFileSync } from "node:fs";
import { LONG_MS } from "../frames.mjs";

const START = `
  const done = arguments[arguments.length - 1];
  const record = { frames: [], ticks: [], running: true, began: performance.now() };
  window.diglotGaps = record;
  let lastFrame, lastTick = record.began;
  const frame = () => {
    const now = performance.now();
    if (lastFrame === undefined) done();
    else record.frames.push(now - lastFrame);
    lastFrame = now;
    if (record.running) requestAnimationFrame(frame);
  };
  const tick = () => {
    const now = performance.now();
    record.ticks.push(now - lastTick);
    lastTick = now;
    if (record.running) setTimeout(tick, 4);
  };
  requestAnimationFrame(frame);
  setTimeout(tick, 4);
`;

const STOP = `
  const done = arguments[arguments.length - 1];
  const record = window.diglotGaps;
  // Two more frames, so that a gap which is still open is counted.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
    record.running = false;
    delete window.diglotGaps;
    done({ frames: record.frames, ticks: record.ticks });
  }, 8)));
`;

/**
 * Measures what is done to the page of a window.
 *
 * @param driver of the window.
 * @param {() => Promise<unknown>} work what is done.
 * @param {number} settleMs for how long is counted after that.
 */
export async function gaps(driver, work, settleMs = 400) {
  const faultsBefore = majorFaults();
  await driver.executeAsyncScript(START);
  await work();
  await pause(settleMs);
  const { frames, ticks } = await driver.executeAsyncScript(STOP);
  if (frames.length === 0) throw new Error("the page drew no frame; is the window visible?");
  return { frames: of(frames), ticks: of(ticks), majorFaults: majorFaults() - faultsBefore };
}

/** How often anything on this machine had to wait for a page of memory to come from the disk. */
function majorFaults() {
  return Number(/^pgmajfault (\d+)$/m.exec(readFileSync("/proc/vmstat", "utf8"))?.[1]);
}

const of = (list) => ({
  count: list.length,
  longest: Math.max(...list),
  long: list.filter((gap) => gap > LONG_MS).length,
});

export function pause(ms) {
  return new Promise((later) => setTimeout(later, ms));
}
