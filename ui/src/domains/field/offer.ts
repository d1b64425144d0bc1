/** A text that somebody pasted or dropped outside the field, and that the field is to take and offer to look up. */
import { create } from "zustand";
import type { Backend } from "../../backend/backend";

interface Offers {
  offered: { text: string; turn: number } | null;
  offer: (text: string) => void;
}

export const useOffer = create<Offers>()((set) => ({
  offered: null,
  offer: (text) => set(({ offered }) => ({ offered: { text, turn: (offered?.turn ?? 0) + 1 } })),
}));

/** Longer than any list of identifiers that somebody pastes; a file is not read twice. */
const LONGEST = 100_000;

/** A pasted text as one line for the field, when it holds identifiers and nothing else; null for all other texts. */
export async function listOfIdentifiers(backend: Backend, text: string): Promise<string | null> {
  const list = text.trim();
  if (list === "" || list.length > LONGEST) return null;
  const { identifiers, records } = await backend.recognise(list);
  return identifiers.length > 0 && records === 0 ? list.split(/\s+/).join(" ") : null;
}
