/**
 * A backend for tests and for the browser. It is put together from the fakes of each area; what no fake answers
 * rejects with the code `not-faked`, so that a test that needs it says so.
 */
import { type Backend, BackendError } from "../backend";

const LISTENERS: (keyof Backend)[] = ["onLibraryChanged", "onMenuCommand", "onDrag"];

/** A backend that answers with the given methods. */
export function fakeBackend(...parts: Partial<Backend>[]): Backend {
  const answers: Partial<Backend> = Object.assign({}, ...parts);
  return new Proxy(answers, {
    get(target, name: keyof Backend) {
      if (name in target) return target[name];
      if (LISTENERS.includes(name)) return () => () => {};
      return () =>
        Promise.reject(
          new BackendError({ code: "not-faked", params: { name }, hint: null, detail: `no fake answers ${name}` }),
        );
    },
  }) as Backend;
}

/** A method that fails as the program would. */
export function failing(code: string, params: Record<string, string> = {}, hint: string | null = null) {
  return () => Promise.reject(new BackendError({ code, params, hint, detail: `a fake failure: ${code}` }));
}
