/** The rows of the list that the window shows, fetched in pages as they come into view. */
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";
import { useBackend } from "../../backend/context";
import { ROWS_AT_ONCE as PAGE } from "../../backend/opening";
import { referencePage, useReferencePage } from "../../backend/queries";
import type { ReferenceListRequest } from "../../bindings/ReferenceListRequest";
import type { ReferenceRow } from "../../bindings/ReferenceRow";

const pageOf = (request: ReferenceListRequest, page: number): ReferenceListRequest => ({
  ...request,
  offset: page * PAGE,
  limit: PAGE,
});

export interface Rows {
  /** What is shown. While a new list is on its way this is the one before, so that nothing flashes. */
  request: ReferenceListRequest;
  total: number;
  /** False until the first list has come. */
  known: boolean;
  /** Whether a list other than the shown one has been asked for. */
  waiting: boolean;
  /** False from when the shown list may have changed until it has been fetched anew. */
  fresh: boolean;
  /** Another number for each answer, so that a list that changed is told from one that did not. */
  version: number;
  error: ReturnType<typeof useReferencePage>["error"];
  /** Asks again after a failure. */
  again: () => void;
  /** The id at an index; null where it has not come or may have changed. */
  knownAt: (index: number) => string | null;
  /** Fetches the id at an index, from the cache where it is there. */
  idAt: (index: number) => Promise<string | null>;
  /** Fetches the ids from one index to another, both included. */
  idsBetween: (first: number, last: number) => Promise<string[]>;
  /** Fetches the ids of the whole list. */
  allIds: () => Promise<string[]>;
}

/** A list as a whole: its length, and its ids on demand. */
export function useRows(wanted: ReferenceListRequest): Rows {
  const backend = useBackend();
  const client = useQueryClient();
  const first = useReferencePage(pageOf(wanted, 0));
  const settled = useRef(wanted);
  const waiting = first.isPlaceholderData || (first.isPending && !first.isError);
  if (!waiting) settled.current = wanted;
  const request = settled.current;

  const page = useCallback(
    (number: number) => client.fetchQuery(referencePage(backend, pageOf(request, number))),
    [backend, client, request],
  );
  const knownAt = useCallback(
    (index: number) => {
      const { queryKey } = referencePage(backend, pageOf(request, Math.floor(index / PAGE)));
      const state = client.getQueryState(queryKey);
      return state?.isInvalidated ? null : (state?.data?.rows[index % PAGE]?.id ?? null);
    },
    [backend, client, request],
  );
  const idAt = useCallback(
    async (index: number) => (await page(Math.floor(index / PAGE))).rows[index % PAGE]?.id ?? null,
    [page],
  );
  const allIds = useCallback(
    () =>
      client.fetchQuery({
        queryKey: ["references", "ids", request],
        queryFn: () => backend.referenceIds(request),
      }),
    [backend, client, request],
  );
  const idsBetween = useCallback(
    async (from: number, to: number) => {
      const [low, high] = from < to ? [from, to] : [to, from];
      const lowPage = Math.floor(low / PAGE);
      const highPage = Math.floor(high / PAGE);
      // A range over many pages is asked for at once instead of page by page.
      if (highPage - lowPage > 3) return (await allIds()).slice(low, high + 1);
      const pages = await Promise.all(
        Array.from({ length: highPage - lowPage + 1 }, (_, at) => page(lowPage + at)),
      );
      const rows = pages.flatMap((one) => one.rows);
      return rows.slice(low - lowPage * PAGE, high + 1 - lowPage * PAGE).map(({ id }) => id);
    },
    [allIds, page],
  );
  const total = first.data?.total ?? 0;
  const known = first.data !== undefined;
  const { error, refetch, dataUpdatedAt: version } = first;
  const again = useCallback(() => void refetch(), [refetch]);
  const fresh = !first.isFetching && !first.isStale;
  return useMemo(
    () => ({
      ...{ request, total, known, waiting, fresh, version, error, again },
      ...{ knownAt, idAt, idsBetween, allIds },
    }),
    [request, total, known, waiting, fresh, version, error, again, knownAt, idAt, idsBetween, allIds],
  );
}

/** The rows from one index to another, both included; null for those that have not come yet. */
export function useRowsBetween(
  request: ReferenceListRequest,
  first: number,
  last: number,
): (index: number) => ReferenceRow | null {
  const backend = useBackend();
  const firstPage = Math.floor(Math.max(first, 0) / PAGE);
  const count = Math.max(Math.floor(Math.max(last, 0) / PAGE) - firstPage + 1, 1);
  const answers = useQueries({
    queries: Array.from({ length: count }, (_, at) =>
      referencePage(backend, pageOf(request, firstPage + at)),
    ),
  });
  return (index) => answers[Math.floor(index / PAGE) - firstPage]?.data?.rows[index % PAGE] ?? null;
}
