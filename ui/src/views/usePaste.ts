/** What is pasted anywhere but into an input: identifiers go to the field, everything else to the tray. */
import { useEffect } from "react";
import { useComplain } from "../backend/complain";
import { useBackend } from "../backend/context";
import { listOfIdentifiers, useOffer } from "../domains/field/offer";
import { isTyping } from "../shared/commands";

export function usePaste(): void {
  const backend = useBackend();
  const complain = useComplain();
  const offer = useOffer((state) => state.offer);
  useEffect(() => {
    const pasted = (event: ClipboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const html = event.clipboardData?.getData("text/html") || null;
      if (text.trim() === "" && !html) return;
      event.preventDefault();
      const take = async () => {
        const list = await listOfIdentifiers(backend, text);
        if (list !== null) return offer(list);
        await backend.trayAddText(text, html);
      };
      take().catch(complain);
    };
    // WebKit pastes outside of inputs only where somebody says beforehand that it may.
    const allow = (event: Event) => {
      if (!isTyping(event.target)) event.preventDefault();
    };
    document.addEventListener("beforepaste", allow);
    document.addEventListener("paste", pasted);
    return () => {
      document.removeEventListener("beforepaste", allow);
      document.removeEventListener("paste", pasted);
    };
  }, [backend, complain, offer]);
}
