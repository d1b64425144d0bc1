/** What is being looked at on the tray: the current file and record, and what was mended. Forgotten when it closes. */
import { create } from "zustand";

/** Who moved to a record: the cards bring the raw text to it, and the raw text the cards. */
export type MovedBy = "cards" | "raw" | "pager";

interface Desk {
  file: number | null;
  record: number | null;
  movedBy: MovedBy;
  /** Files of which only the records with problems are shown, or all although they are many. */
  shows: Record<number, "problems" | "all">;
  /** Counts upwards when the raw text is to take the focus, with a caret at the current record. */
  toRaw: number;
  /** The same for the cards. */
  toCards: number;
  /** How many fixes were made and not taken back. */
  fixes: number;

  go(file: number, record: number | null, by: MovedBy): void;
  show(file: number, what: "problems" | "all" | null): void;
  enterRaw(): void;
  enterCards(): void;
  fixed(change: 1 | -1): void;
  reset(): void;
}

const EMPTY = {
  file: null,
  record: null,
  movedBy: "cards" as MovedBy,
  shows: {},
  toRaw: 0,
  toCards: 0,
  fixes: 0,
};

export const useDesk = create<Desk>()((set) => ({
  ...EMPTY,
  go: (file, record, movedBy) => set({ file, record, movedBy }),
  show: (file, what) =>
    set(({ shows }) => {
      const { [file]: _, ...others } = shows;
      return { shows: what ? { ...others, [file]: what } : others };
    }),
  enterRaw: () => set(({ toRaw }) => ({ toRaw: toRaw + 1 })),
  enterCards: () => set(({ toCards }) => ({ toCards: toCards + 1 })),
  fixed: (change) => set(({ fixes }) => ({ fixes: Math.max(0, fixes + change) })),
  reset: () => set(EMPTY),
}));
