/**
 * Links and texts that are dragged into the window: an identifier is looked up, or whatever `onIdentifier` does with
 * it; anything else goes to the tray. Files are the program's own business and reach the tray by themselves. Once per
 * window.
 */
import { useEffect, useRef } from "react";
import type { Backend } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import { isTyping } from "../../shared/commands";
import { useLookups } from "./lookups";

/** One word, or one with the name of its scheme before it. */
const LONE = /^(?:(?:doi|pmid|pmcid|pmc|arxiv|isbn)\s*[:：]?\s*)?\S+$/iu;

export function useOutsideDrops(onIdentifier?: (identifier: string) => void): void {
  const backend = useBackend();
  const { lookUp } = useLookups();
  const latest = useRef(onIdentifier);
  latest.current = onIdentifier;
  useEffect(() => {
    const take = (text: string, html: string | null) => {
      takeIn(backend, latest.current ?? lookUp, text, html).catch(() => {});
    };
    // What begins in the window is a part of it that is being moved.
    let own = false;
    const begin = () => {
      own = true;
    };
    const end = () => {
      own = false;
    };
    const isOurs = (event: DragEvent) => !own && !event.defaultPrevented && !isTyping(event.target);
    const over = (event: DragEvent) => {
      if (!isOurs(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    };
    const drop = (event: DragEvent) => {
      const outside = isOurs(event);
      own = false;
      if (!outside || !event.dataTransfer) return;
      // Without this the window would leave for the dropped address.
      event.preventDefault();
      if (event.dataTransfer.files.length > 0) return;
      const html = event.dataTransfer.getData("text/html") || null;
      const link = firstLink(event.dataTransfer.getData("text/uri-list"));
      const text = link ?? event.dataTransfer.getData("text/plain").trim();
      if (text !== "" || html !== null) take(text, link === null ? html : null);
    };
    document.addEventListener("dragstart", begin);
    document.addEventListener("dragend", end);
    document.addEventListener("dragover", over);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragstart", begin);
      document.removeEventListener("dragend", end);
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", drop);
    };
  }, [backend, lookUp]);
}

/** A list of addresses may begin with remarks. */
function firstLink(list: string): string | null {
  return (
    list
      .split(/\r?\n/)
      .map((line) => line.trim())
      .find((line) => line !== "" && !line.startsWith("#")) ?? null
  );
}

async function takeIn(
  backend: Backend,
  found: (identifier: string) => unknown,
  text: string,
  html: string | null,
): Promise<void> {
  if (LONE.test(text)) {
    const { identifiers } = await backend.recognise(text);
    const [only] = identifiers;
    if (only && identifiers.length === 1) {
      await found(only.value);
      return;
    }
  }
  await backend.trayAddText(text, html);
}
