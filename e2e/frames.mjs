/**
 * Measures whether the page keeps drawing during an interaction.
 *
 * WebKitGTK reports no long tasks that could be relied on; the gaps between animation frames tell the same. A machine
 * that is busy with something else has gaps too, so the page is measured while nothing happens in the same run.
 */

/** A gap of this length is felt. */
export const LONG_MS = 50;

/** Answers at the first frame, so that the gap in which an interaction begins has a beginning. */
const START = `
  const done = arguments[arguments.length - 1];
  const record = { gaps: [], running: true };
  window.diglotFrames = record;
  const frame = () => {
    const now = performance.now();
    if (record.last === undefined) done();
    else record.gaps.push(now - record.last);
    record.last = now;
    if (record.running) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
`;

const STOP = `
  const done = arguments[arguments.length - 1];
  const record = window.diglotFrames;
  // One more frame, so that a gap which is still open is counted.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    record.running = false;
    delete window.diglotFrames;
    done(record.gaps);
  }));
`;

/**
 * Measures an interaction, and the idle page before it.
 *
 * @param window what `openWindow` gave.
 * @param {() => Promise<unknown>} interaction what is done meanwhile.
 * @param {{ idleMs?: number, settleMs?: number }} options how long nothing happens before, and how long frames are
 *   counted after the interaction's promise is fulfilled.
 * @returns {Promise<{ idle: Frames, during: Frames }>}
 */
export async function frames(window, interaction, { idleMs = 1000, settleMs = 200 } = {}) {
  const measured = async (work) => {
    await window.driver.executeAsyncScript(START);
    await work();
    return of(await window.driver.executeAsyncScript(STOP));
  };
  const idle = await measured(() => pause(idleMs));
  const during = await measured(async () => {
    await interaction();
    await pause(settleMs);
  });
  return { idle, during };
}

/** One line for a report. */
export function inWords({ idle, during }) {
  const said = ({ count, maxMs, long }) => {
    const gaps = long.length === 0 ? "none" : `${long.length} (${long.map(Math.round).join(", ")} ms)`;
    return `${count} frames, longest gap ${Math.round(maxMs)} ms, over ${LONG_MS} ms: ${gaps}`;
  };
  return `idle: ${said(idle)}; during: ${said(during)}`;
}

/**
 * @typedef {{ count: number, maxMs: number, long: number[] }} Frames how many frames, the longest gap between two of
 *   them, and all gaps over `LONG_MS` in the order in which they happened.
 * @returns {Frames}
 */
function of(gaps) {
  if (gaps.length === 0) throw new Error("the page drew no frame; is the window visible?");
  return { count: gaps.length, maxMs: Math.max(...gaps), long: gaps.filter((gap) => gap > LONG_MS) };
}

function pause(ms) {
  return new Promise((later) => setTimeout(later, ms));
}
