/**
 * A backend for tests and for the browser. It is put together from the fakes of each area; what no fake answers
 * rejects with the code `not-faked`, so that a test that needs it says so.
 */
import type { LibraryChanged } from "../../bindings/LibraryChanged";
import { type Backend, BackendError } from "../backend";

const LISTENERS: (keyof Backend)[] = ["onLibraryChanged", "onMenuCommand", "onDrag"];

/** What a fake calls when its library is not what it was. */
export type Changed = (change: LibraryChanged) => void;

/**
 * A backend that answers with the given methods. Where several have the same, the latest answers; a reference that it
 * does not know is asked of the one before.
 */
export function fakeBackend(...parts: Partial<Backend>[]): Backend {
  const latest = [...parts].reverse();
  return new Proxy({} as Backend, {
    get(_, name: keyof Backend) {
      const answers = latest.flatMap((part) => (part[name] ? [part[name]] : []));
      if (LISTENERS.includes(name)) return answers[0] ?? (() => () => {});
      return (...asked: unknown[]) => inTurn(name, answers as Answering[], asked);
    },
  });
}

type Answering = (...asked: unknown[]) => Promise<unknown>;

async function inTurn(name: string, answers: Answering[], asked: unknown[]): Promise<unknown> {
  let failure: unknown = new BackendError({
    code: "not-faked",
    params: { name },
    hint: null,
    detail: `no fake answers ${name}`,
  });
  for (const answer of answers) {
    try {
      return await answer(...asked);
    } catch (thrown) {
      failure = thrown;
      if (BackendError.from(thrown).code !== "reference-unknown") break;
    }
  }
  throw failure;
}

/** Lets fakes say that the library changed, and the interface hear it. */
export function fakeChanges(): { changed: Changed; part: Partial<Backend> } {
  const listeners = new Set<Changed>();
  return {
    changed: (change) => {
      for (const listener of listeners) listener(change);
    },
    part: {
      onLibraryChanged: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

/** A method that fails as the program would. */
export function failing(code: string, params: Record<string, string> = {}, hint: string | null = null) {
  return () => Promise.reject(new BackendError({ code, params, hint, detail: `a fake failure: ${code}` }));
}
