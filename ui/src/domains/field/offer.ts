/** A text that somebody pasted or dropped outside the field, and that the field is to take and offer to look up. */
import { create } from "zustand";

interface Offers {
  offered: { text: string; turn: number } | null;
  offer: (text: string) => void;
}

export const useOffer = create<Offers>()((set) => ({
  offered: null,
  offer: (text) => set(({ offered }) => ({ offered: { text, turn: (offered?.turn ?? 0) + 1 } })),
}));
