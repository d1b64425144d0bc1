/**
 * The selection in the raw text, in units of the whole text. The page's own selection draws it and takes the mouse; this
 * one survives rows that come and go and is what keys move.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from "react";
import { isTyping } from "../../../shared/commands";
import { pageSelection, selectInPage } from "./places";

export interface RawSelection {
  anchor: number;
  focus: number;
}

export function useRawSelection(content: RefObject<HTMLElement | null>) {
  const [selection, setSelection] = useState<RawSelection | null>(null);
  /** While the mouse selects, nothing is drawn anew: the text must not move under it. */
  const pressed = useRef(false);
  const [, again] = useReducer((count: number) => count + 1, 0);

  const select = useCallback((anchor: number, focus: number) => {
    setSelection((before) =>
      before?.anchor === anchor && before.focus === focus ? before : { anchor, focus },
    );
  }, []);

  // Rows were drawn anew, for the bar or for a scroll: the page's selection follows.
  useLayoutEffect(() => {
    const element = content.current;
    if (!element || !selection || pressed.current || isTyping(document.activeElement)) return;
    selectInPage(element, selection.anchor, selection.focus);
  });

  useEffect(() => {
    const read = () => {
      const element = content.current;
      const found = element && pageSelection(element);
      if (found) select(found.anchor, found.focus);
      else if (isTyping(document.activeElement)) setSelection(null);
      // Going to the bar by key takes the page's selection away; what is meant must stay in sight.
      else if (element?.contains(document.activeElement)) again();
    };
    const down = (event: PointerEvent) => {
      const element = content.current;
      if (event.button !== 0 || !element || !(event.target instanceof Node)) return;
      if (!element.contains(event.target)) return;
      if (event.target instanceof Element && event.target.closest(".fix-bar")) return;
      pressed.current = true;
    };
    const up = () => {
      if (!pressed.current) return;
      // The web view selects behind the release of the button.
      setTimeout(() => {
        pressed.current = false;
        read();
      });
    };
    const changed = () => {
      if (!pressed.current) read();
    };
    document.addEventListener("pointerdown", down);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", up);
    document.addEventListener("selectionchange", changed);
    return () => {
      document.removeEventListener("pointerdown", down);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", up);
      document.removeEventListener("selectionchange", changed);
    };
  }, [content, select]);

  return { selection, select };
}
