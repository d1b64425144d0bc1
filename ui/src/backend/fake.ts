/** A backend for tests and for the browser: it answers from values that the caller gives. */
import type { ImportOutcome } from "../bindings/ImportOutcome";
import type { ReferenceRow } from "../bindings/ReferenceRow";
import { type Backend, BackendError } from "./backend";

export interface FakeLibrary {
  rows?: ReferenceRow[];
  listed?: number;
  imported?: ImportOutcome;
  /** When set, every question about the library fails with this code. */
  failure?: string;
  /** What to do about the failure. */
  hint?: string;
}

export function fakeBackend({ rows = [], listed = 0, imported, failure, hint }: FakeLibrary = {}): Backend {
  const failing = () =>
    Promise.reject(
      new BackendError({ code: failure ?? "", params: {}, hint: hint ?? null, detail: "a fake failure" }),
    );
  return {
    appInfo: async () => ({ name: "Diglot", version: "0.0.0", languages: ["en"] }),
    librarySummary: () =>
      failure ? failing() : Promise.resolve({ references: rows.length, listed, folder: "Diglot" }),
    startupImport: () => (failure ? failing() : Promise.resolve(imported ?? null)),
    referenceList: ({ offset, limit }) =>
      failure ? failing() : Promise.resolve({ total: rows.length, rows: rows.slice(offset, offset + limit) }),
  };
}
