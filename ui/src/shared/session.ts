/** What this window shows right now: which list, what is selected, how it is read. Kept by nobody but the window. */
import { create, type StoreApi } from "zustand";
import type { ReferenceListRequest } from "../bindings/ReferenceListRequest";
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
  /** A reference that the list is to bring into view; another object each time that one is asked for. */
  reveal: { id: string } | null;
  tab: PaneTab;
  /** Reading mode: sidebar and list gone. */
  reading: boolean;
  /** References that are being merged; null when none are. */
  merging: string[] | null;

  goTo(place: Place): void;
  search(text: string): void;
  sortBy(sort: SortBy, descending: boolean): void;
  select(ids: string[]): void;
  /** Selects references and brings the first into view, in the whole library unless another place is named. */
  show(ids: string[], place?: Place): void;
  openTab(tab: PaneTab): void;
  setReading(reading: boolean): void;
  merge(ids: string[] | null): void;
}

/** Takes a part, never the whole: whoever took it all would be drawn anew with each row that is selected. */
interface UseSession extends StoreApi<Session> {
  <Part>(part: (session: Session) => Part): Part;
}

export const useSession: UseSession = create<Session>()((set) => ({
  place: { kind: "all" },
  text: "",
  sort: "added",
  descending: true,
  selection: [],
  reveal: null,
  tab: "abstract",
  reading: false,
  merging: null,

  goTo: (place) => set({ place, text: "", selection: [], reveal: null, merging: null }),
  search: (text) => set({ text }),
  sortBy: (sort, descending) => set({ sort, descending }),
  select: (selection) => set({ selection }),
  show: ([first, ...others], place = { kind: "all" }) =>
    set(
      first === undefined
        ? {}
        : {
            place,
            text: "",
            merging: null,
            // The last selected one is read, so the one that is brought into view comes last.
            selection: [...others.reverse(), first],
            reveal: { id: first },
          },
    ),
  openTab: (tab) => set({ tab }),
  setReading: (reading) => set({ reading }),
  merge: (merging) => set({ merging }),
}));

/** The reference that the pane shows: the last selected one. */
export const useFocused = (): string | null => useSession(({ selection }) => selection.at(-1) ?? null);

/** The list that the window shows, without a part of it; null where it shows none. */
export function listRequest(
  session: Pick<Session, "place" | "text" | "sort" | "descending">,
): ReferenceListRequest | null {
  const { place, text, sort, descending } = session;
  return place.kind === "duplicates" ? null : { scope: place, text, sort, descending, offset: 0, limit: 0 };
}
