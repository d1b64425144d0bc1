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
  /** Whether the raw text is to take the focus, with a caret at the current record, as soon as it is there. */
  toRaw: boolean;
  /** Counts upwards when the cards are to take the focus. */
  toCards: number;
  /** Records that were mended and not taken back, file and record, in the order of the fixes. */
  fixes: [number, number][];

  go(file: number, record: number | null, by: MovedBy): void;
  show(file: number, what: "problems" | "all" | null): void;
  enterRaw(): void;
  enteredRaw(): void;
  enterCards(): void;
  fixed(file: number, record: number): void;
  /** The latest fix of a record was taken back. */
  unfixed(file: number, record: number): void;
  /** The file was taken off, or is read anew. */
  forget(file: number): void;
  reset(): void;
}

const EMPTY = {
  file: null,
  record: null,
  movedBy: "cards" as MovedBy,
  shows: {},
  toRaw: false,
  toCards: 0,
  fixes: [] as [number, number][],
};

export const useDesk = create<Desk>()((set) => ({
  ...EMPTY,
  go: (file, record, movedBy) => set({ file, record, movedBy, toRaw: false }),
  show: (file, what) =>
    set(({ shows }) => {
      const { [file]: _, ...others } = shows;
      return { shows: what ? { ...others, [file]: what } : others };
    }),
  enterRaw: () => set({ toRaw: true }),
  enteredRaw: () => set({ toRaw: false }),
  enterCards: () => set(({ toCards }) => ({ toCards: toCards + 1, toRaw: false })),
  fixed: (file, record) => set(({ fixes }) => ({ fixes: [...fixes, [file, record]] })),
  unfixed: (file, record) =>
    set(({ fixes }) => {
      const latest = fixes.findLastIndex(([f, r]) => f === file && r === record);
      return { fixes: fixes.filter((_, index) => index !== latest) };
    }),
  forget: (file) => set(({ fixes }) => ({ fixes: fixes.filter(([fixed]) => fixed !== file) })),
  reset: () => set(EMPTY),
}));
