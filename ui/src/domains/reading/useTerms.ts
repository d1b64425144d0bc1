/** The terms of the glossary in an abstract, while they are asked for. */
import { useMemo } from "react";
import { useAsk } from "../../backend/queries";
import type { AbstractTerm } from "../../bindings/AbstractTerm";
import { usePreferences } from "../../shared/preferences";
import type { Side } from "./pairs";

export interface Terms {
  all: AbstractTerm[];
  /** As each side writes them. The same lists until they are others. */
  sides: Record<Side, readonly string[]>;
}

export function useTerms(id: string): Terms {
  const shown = usePreferences((preferences) => preferences.terms);
  const { data } = useAsk("references", ["terms", id], (backend) => backend.abstractTerms(id), {
    enabled: shown,
  });
  return useMemo(() => {
    const all = shown ? (data ?? []) : [];
    const of = (side: Side) => all.flatMap((term) => term[side] ?? []);
    return { all, sides: { left: of("left"), right: of("right") } };
  }, [shown, data]);
}
