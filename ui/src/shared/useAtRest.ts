/** A value once it rests: a change after a quiet while is followed at once, changes that chase each other by the last. */
import { startTransition, useEffect, useRef, useState } from "react";

/** @param restMs for how long nothing changes before it is taken to rest. */
export function useAtRest<Value>(value: Value, restMs: number): Value {
  const [shown, setShown] = useState(value);
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const now = performance.now();
    const quiet = now - changedAt.current > restMs;
    changedAt.current = now;
    // Gives way to the next key while what follows from it is made.
    const follow = () => startTransition(() => setShown(() => value));
    if (quiet) {
      follow();
      return;
    }
    const timer = setTimeout(follow, restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return shown;
}
