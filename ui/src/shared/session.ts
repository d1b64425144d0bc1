/** What this window shows right now: which list, what is selected, how it is read. Kept by nobody but the window. */
import { create } from "zustand";
import type { Scope } from "../bindings/Scope";
import type { SortBy } from "../bindings/SortBy";

/** What stands in the reading pane's tabs. */
export type PaneTab = "abstract" | "info" | "cite" | "source";

/** The list of duplicates is a view of its own, not a scope of references. */
export type Place = Scope | { kind: "duplicates" };

export interface Session {
  place: Place;
  /** What the list is narrowed to, as typed in the field. */
  text: string;
  sort: SortBy;
  descending: boolean;
  /** Selected references in the order in which they were selected; the last one is read in the pane. */
  selection: string[];
  tab: PaneTab;
  /** Reading mode: sidebar and list gone. */
  reading: boolean;
  /** References that are being merged; null when none are. */
  merging: string[] | null;

  goTo(place: Place): void;
  search(text: string): void;
  sortBy(sort: SortBy, descending: boolean): void;
  select(ids: string[]): void;
  openTab(tab: PaneTab): void;
  setReading(reading: boolean): void;
  merge(ids: string[] | null): void;
}

export const useSession = create<Session>()((set) => ({
  place: { kind: "all" },
  text: "",
  sort: "added",
  descending: true,
  selection: [],
  tab: "abstract",
  reading: false,
  merging: null,

  goTo: (place) => set({ place, text: "", selection: [], merging: null }),
  search: (text) => set({ text }),
  sortBy: (sort, descending) => set({ sort, descending }),
  select: (selection) => set({ selection }),
  openTab: (tab) => set({ tab }),
  setReading: (reading) => set({ reading }),
  merge: (merging) => set({ merging }),
}));

/** The reference that the pane shows: the last selected one. */
export const useFocused = (): string | null => useSession(({ selection }) => selection.at(-1) ?? null);
