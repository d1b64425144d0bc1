/**
 * What copying takes from the grid: the selected sentences of one language, in paragraphs, without marks.
 * The sentences carry `data-side`, `data-paragraph` and `lang`; nothing else in the grid is text of the work.
 */
import type { Side } from "./pairs";
import { isHan } from "./pairs";

interface Taken {
  side: string;
  paragraph: string;
  lang: string;
  text: string;
}

/** The text of a selection inside `root`; empty when it holds no sentence. */
export function selectedText(root: ParentNode, selection: Selection, side: Side | null): string {
  if (selection.rangeCount === 0 || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  const taken = [...root.querySelectorAll<HTMLElement>("[data-sentence]")]
    .filter((element) => side === null || element.dataset.side === side)
    .filter((element) => range.intersectsNode(element))
    .map((element) => ({
      side: element.dataset.side ?? "",
      paragraph: element.dataset.paragraph ?? "",
      lang: element.lang,
      text: partOf(range, element),
    }))
    .filter(({ text }) => text !== "");
  return inOrder(taken)
    .reduce<Taken[]>((paragraphs, next) => {
      const last = paragraphs.at(-1);
      if (last?.side === next.side && last.paragraph === next.paragraph) {
        last.text += (isHan(last.lang) ? "" : " ") + next.text;
      } else {
        paragraphs.push({ ...next });
      }
      return paragraphs;
    }, [])
    .map(({ text }) => text)
    .join("\n\n");
}

/** The left language whole, then the right one. */
function inOrder(taken: Taken[]): Taken[] {
  const first = taken[0]?.side;
  return [...taken.filter(({ side }) => side === first), ...taken.filter(({ side }) => side !== first)];
}

function partOf(range: Range, element: HTMLElement): string {
  const part = document.createRange();
  part.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
    part.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0)
    part.setEnd(range.endContainer, range.endOffset);
  return part.toString().replace(/\s+/g, " ").trim();
}
