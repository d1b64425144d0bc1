/** Where the reference stands in the list that was left for reading, and the ones before and after it. */
import { useMemo } from "react";
import { useShallow } from "zustand/react/shallow";
import { useAsk } from "../../backend/queries";
import { useSession } from "../../shared/session";

export interface Neighbours {
  /** From 0. */
  position: number;
  /** 0 when the reference is in no list. */
  total: number;
  previous: (() => void) | null;
  next: (() => void) | null;
}

const NOWHERE: Neighbours = { position: 0, total: 0, previous: null, next: null };

export function useNeighbours(id: string | null): Neighbours {
  const { place, text, sort, descending, select } = useSession(
    useShallow(({ place, text, sort, descending, select }) => ({ place, text, sort, descending, select })),
  );
  const scope = place.kind === "duplicates" ? null : place;
  const request = scope && { scope, text, sort, descending };
  const asked = id !== null && request !== null;
  const around = useAsk(
    "references",
    ["around", id, request],
    async (backend) => {
      if (id === null || request === null) return null;
      const position = await backend.referencePosition({ ...request, offset: 0, limit: 0 }, id);
      if (position === null) return null;
      const offset = Math.max(0, position - 1);
      const { total, rows } = await backend.referenceList({ ...request, offset, limit: 3 });
      const before = position > 0 ? rows[0] : undefined;
      const after = rows[position - offset + 1];
      return { position, total, before: before?.id ?? null, after: after?.id ?? null };
    },
    { enabled: asked, keepPrevious: true },
  ).data;
  return useMemo(() => {
    if (!around) return NOWHERE;
    const go = (to: string | null) => (to === null ? null : () => select([to]));
    return {
      position: around.position,
      total: around.total,
      previous: go(around.before),
      next: go(around.after),
    };
  }, [around, select]);
}
