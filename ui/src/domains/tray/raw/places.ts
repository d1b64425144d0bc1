/** From places in the page to places in the raw text, and back. Runs carry where they begin in `data-at`. */

const ofRun = (run: HTMLElement): number => Number(run.dataset.at);

/** The place in the text of a point in the page; null outside the text. */
export function unitAt(content: HTMLElement, node: Node, offset: number): number | null {
  if (!content.contains(node)) return null;
  if (node.nodeType === Node.TEXT_NODE) {
    const run = node.parentElement?.closest<HTMLElement>("[data-at]");
    if (run) return ofRun(run) + offset;
  }
  // Between runs: the end of the last one before the point, else the beginning of the first one behind it.
  const point = document.createRange();
  point.setStart(node, offset);
  let before: HTMLElement | null = null;
  for (const run of content.querySelectorAll<HTMLElement>("[data-at]")) {
    if (point.comparePoint(run, 0) > 0)
      return before ? ofRun(before) + (before.textContent?.length ?? 0) : ofRun(run);
    before = run;
  }
  return before ? ofRun(before) + (before.textContent?.length ?? 0) : null;
}

/** The point in the page of a place in the text; null while its row is not in the page. */
export function pointOf(
  content: HTMLElement,
  unit: number,
  side: "before" | "behind",
): [Node, number] | null {
  let found: [Node, number] | null = null;
  for (const run of content.querySelectorAll<HTMLElement>("[data-at]")) {
    const node = run.firstChild;
    const from = ofRun(run);
    const length = node?.textContent?.length ?? 0;
    if (!node || unit < from) continue;
    if (unit > from + length) {
      // A line feed is not in the page: its place is the end of its row.
      found = [node, length];
      continue;
    }
    if (unit === from && side === "before" && found) return found;
    return [node, unit - from];
  }
  return found;
}

/** What is selected in the page, as places in the text; null when it is not in the text. */
export function pageSelection(content: HTMLElement): { anchor: number; focus: number } | null {
  const selection = document.getSelection();
  if (!selection?.anchorNode || !selection.focusNode) return null;
  const anchor = unitAt(content, selection.anchorNode, selection.anchorOffset);
  const focus = unitAt(content, selection.focusNode, selection.focusOffset);
  return anchor === null || focus === null ? null : { anchor, focus };
}

/** Selects in the page; false while an end is not in it. */
export function selectInPage(content: HTMLElement, anchor: number, focus: number): boolean {
  const on = anchor <= focus;
  const start = pointOf(content, anchor, on || anchor === focus ? "behind" : "before");
  const end = pointOf(content, focus, on && anchor !== focus ? "before" : "behind");
  if (!start || !end) return false;
  const selection = document.getSelection();
  const same =
    selection?.anchorNode === start[0] &&
    selection.anchorOffset === start[1] &&
    selection.focusNode === end[0] &&
    selection.focusOffset === end[1];
  if (!same) selection?.setBaseAndExtent(start[0], start[1], end[0], end[1]);
  return true;
}

/** Where a place is drawn; null where nothing is laid out. */
export function boxOf(content: HTMLElement, unit: number): DOMRect | null {
  const behind = pointOf(content, unit, "behind");
  if (!behind || typeof Range.prototype.getClientRects !== "function") return null;
  const [node, offset] = behind;
  const length = node.textContent?.length ?? 0;
  const range = document.createRange();
  const atEnd = offset >= length;
  if (length === 0) return null;
  range.setStart(node, atEnd ? length - 1 : offset);
  range.setEnd(node, atEnd ? length : offset + 1);
  const boxes = [...range.getClientRects()];
  const box = atEnd ? boxes.at(-1) : (boxes.find(({ width }) => width > 0) ?? boxes[0]);
  if (!box) return null;
  return new DOMRect(atEnd ? box.right : box.left, box.top, 0, box.height);
}

/** The end of the drawn line on which `unit` ends, at most `last`: there room can be made without moving a word. */
export function lineEnd(content: HTMLElement, unit: number, last: number): number {
  const top = (at: number) => boxOf(content, at)?.top ?? null;
  const own = top(Math.max(0, unit - 1));
  if (own === null) return last;
  let low = unit;
  let high = last;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const there = top(middle);
    if (there !== null && there > own + 4) high = middle;
    else low = middle + 1;
  }
  return low;
}
