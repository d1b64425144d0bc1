/** The track that the rows stand on: how long it is, and where it stands so that a row is in view. */

export const ROW_PX = 64;
const LONGEST_PX = 30_000_000;

/** The height of the track, and by how much it is shorter than the rows together. */
export function trackOf(count: number, viewport: number): { height: number; scale: number } {
  const whole = count * ROW_PX;
  const height = Math.min(whole, LONGEST_PX);
  const hidden = height - viewport;
  return { height, scale: whole > height && hidden > 0 ? (whole - viewport) / hidden : 1 };
}

/** `auto` moves no further than it must. */
export type Where = "auto" | "start" | "center";

/** Where the list has to stand so that a row is in view. */
export function offsetFor(index: number, where: Where, now: number, viewport: number, count: number): number {
  const top = index * ROW_PX;
  const lowest = top + ROW_PX - viewport;
  const wanted =
    where === "start" ? top : where === "center" ? (top + lowest) / 2 : Math.min(Math.max(now, lowest), top);
  return Math.min(Math.max(wanted, 0), Math.max(count * ROW_PX - viewport, 0));
}
