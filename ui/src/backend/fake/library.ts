/** A library in memory: lists, the trash, collections, tags, and undo. */
import type { ImportOutcome } from "../../bindings/ImportOutcome";
import type { OperationView } from "../../bindings/OperationView";
import type { ReferenceListRequest } from "../../bindings/ReferenceListRequest";
import type { ReferenceRow } from "../../bindings/ReferenceRow";
import type { StandingView } from "../../bindings/StandingView";
import { type Backend, BackendError } from "../backend";
import type { Changed } from ".";
import { fakeOrganisation } from "./organisation";
import { sampleRow } from "./samples";

/** What a test or the page for looking wants of the library. */
export interface FakeLibrary {
  /** The references; without them there are `size` samples. */
  rows?: readonly ReferenceRow[] | undefined;
  size?: number | undefined;
  /** How many of the last are listed works. */
  listed?: number | undefined;
  /** What the files of the command line brought. */
  imported?: ImportOutcome | undefined;
  /** Collections and tags of its own; off for an empty one. */
  organised?: boolean | undefined;
}

/** A reference and where it stands. */
export interface Held {
  row: ReferenceRow;
  standing: StandingView;
  tags: string[];
  collections: string[];
}

/** The library at one moment; undo goes back to an earlier one. */
export interface Moment {
  held: Held[];
  collections: { id: string; name: string; parent: string | null }[];
}

interface Step {
  operation: OperationView;
  before: Moment;
  after: Moment;
}

/** What the parts of the fake share. */
export interface Store {
  now: Moment;
  /** Changes the library as one step to undo. */
  act(code: string, params: Record<string, string>, change: (moment: Moment) => void): void;
}

export function fakeLibrary(changed: Changed = () => {}, wanted: FakeLibrary = {}): Partial<Backend> {
  const done: Step[] = [];
  const undone: Step[] = [];
  const store: Store = {
    now: beginning(wanted),
    act(code, params, change) {
      const before = store.now;
      store.now = structuredClone(before);
      change(store.now);
      const when = new Date(Date.UTC(2026, 7, 1, 9, done.length + undone.length)).toISOString();
      const operation = { id: `operation-${when}`, code, params, when, undone: false };
      done.push({ operation, before, after: store.now });
      undone.length = 0;
      changed({ stale: ["references", "organisation", "operations"] });
    },
  };
  const move = (from: Step[], to: Step[], code: string, side: "before" | "after") => {
    const step = from.pop();
    if (!step) throw new BackendError({ code, params: {}, hint: null, detail: code });
    to.push(step);
    store.now = step[side];
    changed({ stale: ["references", "organisation", "operations"] });
    return { ...step.operation, undone: side === "before" };
  };
  const stand = (ids: string[], standing: StandingView, code: string) =>
    store.act(code, { count: String(ids.length) }, ({ held }) => {
      for (const one of held) if (ids.includes(one.row.id)) one.standing = standing;
    });
  return {
    appInfo: async () => ({ name: "Diglot", version: "0.1.0", languages: ["en-GB"], test_origin: true }),
    setMenuLanguage: async () => {},
    openLink: async () => {},
    copyText: async () => {},
    librarySummary: async () => summary(store.now),
    startupImport: async () => wanted.imported ?? null,
    referenceList: async (request) => {
      const rows = listed(store.now, request);
      return { total: rows.length, rows: rows.slice(request.offset, request.offset + request.limit) };
    },
    referencePosition: async (request, id) => {
      const position = listed(store.now, request).findIndex((row) => row.id === id);
      return position < 0 ? null : position;
    },
    referenceIds: async (request) => listed(store.now, request).map(({ id }) => id),
    duplicateSets: async () => [],
    referenceDetail: async (id) => detail(store.now, id),
    abstractView: async (id) => {
      const { row } = held(store.now, id);
      return {
        state: "none",
        titles: [row.title, row.other_title],
        left: null,
        right: null,
        sections: [],
        locked_links: 0,
      };
    },
    deleteReferences: async (ids) => stand(ids, "deleted", "delete"),
    restoreReferences: async (ids) => stand(ids, "reference", "restore"),
    addListed: async (ids) => stand(ids, "reference", "add-listed"),
    operations: async () => ({
      undo: done.at(-1)?.operation ?? null,
      redo: undone.at(-1)?.operation ?? null,
    }),
    undo: async () => move(done, undone, "nothing-to-undo", "before"),
    redo: async () => move(undone, done, "nothing-to-redo", "after"),
    cite: async (ids) =>
      ids.map((id) => {
        const { row } = held(store.now, id);
        return {
          id,
          lang: row.title?.lang ?? "en",
          text: `${row.authors.join(", ")}. ${row.title?.text ?? ""}.`,
        };
      }),
    exportReferences: async ({ ids, format }) => ({
      path: `/home/ann/references.${format}`,
      count: ids.length,
      losses: [],
    }),
    ...fakeOrganisation(store),
  };
}

function beginning({ rows, size = 60, listed = 0, organised = rows === undefined }: FakeLibrary): Moment {
  const all = rows ?? Array.from({ length: size }, (_, index) => sampleRow(index));
  return {
    held: all.map((row, index) => ({
      row,
      standing: index >= all.length - listed ? "listed" : "reference",
      tags: !organised ? [] : index % 5 === 0 ? ["to translate"] : index % 7 === 3 ? ["质性研究"] : [],
      collections: !organised
        ? []
        : index % 4 === 1
          ? ["night"]
          : index % 9 === 4
            ? ["light"]
            : index % 6 === 2
              ? ["health"]
              : [],
    })),
    collections: organised
      ? [
          { id: "night", name: "Night work", parent: null },
          { id: "light", name: "Light", parent: "night" },
          { id: "thesis", name: "Thesis, second chapter: what sleep is worth", parent: null },
          { id: "health", name: "社区卫生", parent: null },
        ]
      : [],
  };
}

/** What a list shows, in its order. */
export function listed({ held, collections }: Moment, request: ReferenceListRequest): ReferenceRow[] {
  const { scope, descending } = request;
  const inside = (id: string): string[] => [
    id,
    ...collections.filter(({ parent }) => parent === id).flatMap((child) => inside(child.id)),
  ];
  const wanted = scope.kind === "collection" ? inside(scope.id) : [];
  const fits = ({ row, standing, tags, collections: own }: Held) => {
    if (scope.kind === "trash") return standing === "deleted";
    if (scope.kind === "listed") return standing === "listed";
    if (standing !== "reference") return false;
    if (scope.kind === "needs-metadata") return row.missing.length > 0;
    if (scope.kind === "tag") return tags.includes(scope.name);
    return scope.kind === "all" || own.some((id) => wanted.includes(id));
  };
  const words = request.text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = held
    .filter(fits)
    .map(({ row }) => row)
    .filter((row) => {
      const text = words.length > 0 ? written(row) : "";
      return words.every((word) => text.includes(word));
    });
  const key = (row: ReferenceRow) =>
    ({
      added: "",
      year: row.year,
      title: row.title?.text,
      author: row.authors[0],
      container: row.container?.text,
    })[request.sort] ?? "";
  if (request.sort !== "added") rows.sort((a, b) => key(a).localeCompare(key(b)));
  return descending ? rows.reverse() : rows;
}

const written = ({ title, other_title, authors, container, year }: ReferenceRow) =>
  [title?.text, other_title?.text, ...authors, container?.text, year].join(" ").toLowerCase();

function summary({ held }: Moment) {
  const own = held.filter(({ standing }) => standing === "reference").map(({ row }) => row);
  return {
    references: own.length,
    needs_metadata: own.filter(({ missing }) => missing.length > 0).length,
    both_languages: own.filter(({ languages }) => !["none", "en", "zh"].includes(languages)).length,
    listed: held.filter(({ standing }) => standing === "listed").length,
    trash: held.filter(({ standing }) => standing === "deleted").length,
    folder: "~/Documents/Diglot",
  };
}

function held(moment: Moment, id: string): Held {
  const found = moment.held.find(({ row }) => row.id === id);
  if (!found)
    throw new BackendError({ code: "reference-unknown", params: { reference: id }, hint: null, detail: id });
  return found;
}

function detail(moment: Moment, id: string) {
  const { row, standing, tags, collections } = held(moment, id);
  const lang = row.title?.lang ?? "und";
  return {
    row,
    kind: "article-journal",
    authors: row.authors.map((text) => ({
      name: { lang, text },
      other_name: null,
      role: "author",
      affiliations: [],
      orcid: null,
    })),
    affiliations: [],
    doi: null,
    fields: [],
    offers: [],
    sources: [],
    standing,
    related: [],
    tags,
    collections,
    history: [],
    has_original: false,
  };
}
