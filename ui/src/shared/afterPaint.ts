/** Runs something once what the page shows by now has been drawn, and the page was free for whatever else waits. */

/** What waits already comes first: timers are served in the order of their times. */
const OTHERS_MS = 5;
/** A window that cannot be seen draws nothing. */
const UNSEEN_MS = 100;

/** @returns takes it back, as long as it has not run. */
export function afterPaint(run: () => void): () => void {
  const once = () => {
    cancel();
    run();
  };
  let drawn: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    drawn = setTimeout(once, OTHERS_MS);
  });
  const unseen = setTimeout(once, UNSEEN_MS);
  const cancel = () => {
    cancelAnimationFrame(frame);
    clearTimeout(drawn);
    clearTimeout(unseen);
  };
  return cancel;
}
