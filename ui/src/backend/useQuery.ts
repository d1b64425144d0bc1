/** Asks the backend once and remembers how it went. A cache with stale tags takes its place later. */
import { useEffect, useState } from "react";
import { BackendError } from "./backend";

export type QueryState<Answer> =
  | { status: "waiting" }
  | { status: "answered"; answer: Answer }
  | { status: "failed"; error: BackendError };

/** Runs `ask` when the component appears, and again whenever `ask` itself changes. */
export function useQuery<Answer>(ask: () => Promise<Answer>): QueryState<Answer> {
  const [state, setState] = useState<QueryState<Answer>>({ status: "waiting" });
  useEffect(() => {
    let current = true;
    ask().then(
      (answer) => current && setState({ status: "answered", answer }),
      (thrown) => current && setState({ status: "failed", error: BackendError.from(thrown) }),
    );
    return () => {
      current = false;
    };
  }, [ask]);
  return state;
}
