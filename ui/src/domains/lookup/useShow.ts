/** Shows a reference in the list that it is in. */
import { useBackend } from "../../backend/context";
import type { Scope } from "../../bindings/Scope";
import type { StandingView } from "../../bindings/StandingView";
import { useSession } from "../../shared/session";

const PLACES: Record<StandingView, Scope> = {
  reference: { kind: "all" },
  listed: { kind: "listed" },
  deleted: { kind: "trash" },
};

export function useShow(): (id: string) => Promise<void> {
  const backend = useBackend();
  return async (id) => {
    const { standing } = await backend.referenceDetail(id);
    const session = useSession.getState();
    session.setReading(false);
    session.show([id], PLACES[standing]);
  };
}
