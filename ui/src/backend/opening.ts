/**
 * The questions whose answers the first picture shows. They are asked before anything else is loaded, so this imports
 * little.
 */
import type { LibraryChanged } from "../bindings/LibraryChanged";
import type { LibrarySummary } from "../bindings/LibrarySummary";
import type { ReferenceList } from "../bindings/ReferenceList";
import type { ReferenceListRequest } from "../bindings/ReferenceListRequest";
import type { TrayView } from "../bindings/TrayView";
import { listRequest, useSession } from "../shared/session";
import type { Backend } from "./backend";

/** How many rows of a list are fetched at once. */
export const ROWS_AT_ONCE = 100;

/**
 * The answers that are on their way; `kept` names each as the cache of questions does. `onChange` tells what became
 * stale since they were asked for, and from then on.
 */
export function askAhead(backend: Backend) {
  const changes: LibraryChanged[] = [];
  let tell = (change: LibraryChanged) => {
    changes.push(change);
  };
  // Listens before it asks, so that no change falls between.
  backend.onLibraryChanged((change) => tell(change));
  const onChange = (listener: (change: LibraryChanged) => void) => {
    tell = listener;
    changes.forEach(listener);
  };
  const list = listRequest(useSession.getState()) as ReferenceListRequest;
  const firstRows = { ...list, offset: 0, limit: ROWS_AT_ONCE };
  const rows: Promise<ReferenceList> = backend.referenceList(firstRows);
  const summary: Promise<LibrarySummary> = backend.librarySummary();
  const tray: Promise<TrayView> = backend.trayView();
  const kept: [readonly unknown[], Promise<unknown>][] = [
    [["references", "list", firstRows], rows],
    [["references", "summary"], summary],
    [["tray", "view"], tray],
    [["organisation", "organisation"], backend.organisation()],
  ];
  // Whoever shows the answer says what went wrong.
  for (const [, answer] of kept) answer.catch(() => {});
  return { info: backend.appInfo(), rows, tray, kept, onChange };
}

export type Opening = ReturnType<typeof askAhead>;
