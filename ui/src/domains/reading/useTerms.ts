/** Underlines the terms of the glossary in both texts while that is asked for, without changing the page. */
import { type RefObject, useEffect } from "react";
import { useAsk } from "../../backend/queries";
import type { AbstractTerm } from "../../bindings/AbstractTerm";
import { usePreferences } from "../../shared/preferences";

/** The name by which the style sheet knows the ranges. */
const HIGHLIGHT = "glossary";

export function useTerms(id: string, root: RefObject<HTMLElement | null>, changes: unknown): AbstractTerm[] {
  const shown = usePreferences((preferences) => preferences.terms);
  const { data } = useAsk("references", ["terms", id], (backend) => backend.abstractTerms(id), {
    enabled: shown,
  });
  const terms = shown ? data : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts are others when `changes` is another
  useEffect(() => {
    if (!terms || !root.current || typeof Highlight === "undefined" || !CSS.highlights) return;
    const ranges = terms.flatMap(({ left, right }) => [
      ...rangesOf(root.current, "left", left),
      ...rangesOf(root.current, "right", right),
    ]);
    CSS.highlights.set(HIGHLIGHT, new Highlight(...ranges));
    return () => {
      CSS.highlights.delete(HIGHLIGHT);
    };
  }, [terms, root, changes]);
  return terms ?? [];
}

/** Where a term stands in the sentences of a side. */
function rangesOf(root: HTMLElement | null, side: string, term: string | null): Range[] {
  if (!root || !term) return [];
  const wanted = term.toLowerCase();
  const ranges: Range[] = [];
  for (const sentence of root.querySelectorAll(`[data-sentence][data-side="${side}"]`)) {
    const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = (node.nodeValue ?? "").toLowerCase();
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        ranges.push(range);
      }
    }
  }
  return ranges;
}
