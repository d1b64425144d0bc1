/** Questions to the backend with a cache. What is stale is said by the program, by tag; nothing here guesses. */
import {
  keepPreviousData,
  notifyManager,
  type Query,
  QueryClient,
  queryOptions,
  replaceEqualDeep,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import type { ImportOutcome } from "../bindings/ImportOutcome";
import type { LibraryChanged } from "../bindings/LibraryChanged";
import type { LibrarySummary } from "../bindings/LibrarySummary";
import type { ReferenceList } from "../bindings/ReferenceList";
import type { ReferenceListRequest } from "../bindings/ReferenceListRequest";
import type { StaleTag } from "../bindings/StaleTag";
import type { Backend, BackendError } from "./backend";
import { useBackend } from "./context";

// All that shows an answer is made anew with it. By default each part is told by a timer of its own, and timers wait
// while the window paints: a list would show its rows first and their number a frame later.
notifyManager.setScheduler(queueMicrotask);

/** The cache of one window. Answers stay good until the program says that they are not. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}

/** Asks something that depends on `tags`. Keys begin with the first tag. */
export function useAsk<Answer>(
  tag: StaleTag,
  key: readonly unknown[],
  ask: (backend: Backend) => Promise<Answer>,
  options: { enabled?: boolean; keepPrevious?: boolean } = {},
): UseQueryResult<Answer, BackendError> {
  const backend = useBackend();
  return useQuery<Answer, BackendError, Answer>({
    queryKey: [tag, ...key],
    queryFn: () => ask(backend),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious && { placeholderData: keepPreviousData }),
  });
}

/** Does something. The program itself says afterwards what is stale. */
export function useDo<Input, Answer>(
  act: (backend: Backend, input: Input) => Promise<Answer>,
): UseMutationResult<Answer, BackendError, Input> {
  const backend = useBackend();
  return useMutation<Answer, BackendError, Input>({ mutationFn: (input) => act(backend, input) });
}

/** Forgets what the program says is stale, and asks again for what is shown. */
export function forget(client: QueryClient, { stale }: LibraryChanged): void {
  const shown: Query[] = [];
  for (const queryKey of stale.map((tag) => [tag])) {
    for (const asked of client.getQueryCache().findAll({ queryKey, fetchStatus: "fetching" })) {
      // An answer that is on its way may be of the time before. Where one is shown and there was one already, it is
      // asked for again at once; any other would be taken for a fresh one.
      const again = () => client.invalidateQueries({ queryKey: asked.queryKey, exact: true });
      if (asked.state.data === undefined || !asked.isActive()) asked.promise?.then(again, () => {});
    }
    client.refetchQueries({ queryKey, type: "active", fetchStatus: "fetching" });
    client.invalidateQueries({ queryKey, refetchType: "none" });
    shown.push(...client.getQueryCache().findAll({ queryKey, type: "active", fetchStatus: "idle" }));
  }
  askInTurn(client, shown);
}

const waiting = new WeakMap<QueryClient, Set<Query>>();

/** How long a question keeps those after it waiting at most. */
const PATIENCE_MS = 50;

/**
 * Asks one question after another, in the order in which the window first asked them. A change makes many stale at
 * once: together, their answers would keep the page busy without a pause, and the program beside it.
 */
async function askInTurn(client: QueryClient, queries: Query[]): Promise<void> {
  const going = waiting.get(client);
  const queue = going ?? new Set<Query>();
  for (const query of queries) queue.add(query);
  if (going) return;
  waiting.set(client, queue);
  for (const query of queue) {
    // Out before it is asked: what changes meanwhile brings it in again.
    queue.delete(query);
    const answered = client.refetchQueries({ queryKey: query.queryKey, exact: true, type: "active" });
    await Promise.race([answered, pause(PATIENCE_MS)]);
    await pause();
  }
  waiting.delete(client);
}

const pause = (ms?: number) => new Promise((goOn) => setTimeout(goOn, ms));

const summary = (backend: Backend) =>
  queryOptions<LibrarySummary, BackendError>({
    queryKey: ["references", "summary"],
    queryFn: () => backend.librarySummary(),
  });

export const useSummary = () => useQuery(summary(useBackend()));

/** Whether it is known that nothing at all is in the library. */
export const useHoldsNothing = (): boolean =>
  useQuery({ ...summary(useBackend()), select: holdsNothing }).data ?? false;

const holdsNothing = ({ references, listed, trash }: LibrarySummary) => references + listed + trash === 0;

/** What the files of the command line brought; that never changes while the window stands. */
export function useStartupImport(): UseQueryResult<ImportOutcome | null, BackendError> {
  const backend = useBackend();
  return useQuery({ queryKey: ["startup"], queryFn: () => backend.startupImport() });
}

export const useOrganisation = () =>
  useAsk("organisation", ["organisation"], (backend) => backend.organisation());

export const useOperations = () => useAsk("operations", ["operations"], (backend) => backend.operations());

const DUPLICATES = ["references", "duplicates"];

export const useDuplicateSets = (enabled = true) =>
  useAsk("references", DUPLICATES.slice(1), (backend) => backend.duplicateSets(), { enabled });

/** The same, searched only once nothing has changed since `changedAt` for `after` milliseconds. */
export function useDuplicateSetsLater(wanted: boolean, changedAt: number, after: number) {
  const backend = useBackend();
  const client = useQueryClient();
  useEffect(() => {
    if (!wanted || changedAt === 0) return;
    const search = () =>
      client.prefetchQuery({ queryKey: DUPLICATES, queryFn: () => backend.duplicateSets() });
    const timer = setTimeout(search, after);
    return () => clearTimeout(timer);
  }, [wanted, changedAt, after, backend, client]);
  return useDuplicateSets(false).data;
}

export const referencePage = (backend: Backend, request: ReferenceListRequest) =>
  queryOptions<ReferenceList, BackendError>({
    queryKey: ["references", "list", request],
    queryFn: () => backend.referenceList(request),
    structuralSharing: (before, after) =>
      withSameRows(before as ReferenceList | undefined, after as ReferenceList),
  });

/** Rows that did not change stay the same objects, also where one that came or went has moved them all. */
function withSameRows(before: ReferenceList | undefined, after: ReferenceList): ReferenceList {
  const known = new Map(before?.rows.map((row) => [row.id, row]));
  const rows = after.rows.map((row) => replaceEqualDeep(known.get(row.id), row));
  const same = before?.total === after.total && before.rows.length === rows.length;
  return same && rows.every((row, at) => row === before.rows[at]) ? before : { ...after, rows };
}

export const useReferencePage = (request: ReferenceListRequest) =>
  useQuery({ ...referencePage(useBackend(), request), placeholderData: keepPreviousData });

export const useReferenceDetail = (id: string | null) =>
  useAsk("references", ["detail", id], (backend) => backend.referenceDetail(id ?? ""), {
    enabled: id !== null,
  });

export const useAbstractView = (id: string | null) =>
  useAsk("references", ["abstract", id], (backend) => backend.abstractView(id ?? ""), {
    enabled: id !== null,
  });

export const useTray = () => useAsk("tray", ["view"], (backend) => backend.trayView());

/** Whether the tray lies over the library. */
export const useTrayOpen = (): boolean => (useTray().data?.files.length ?? 0) > 0;
