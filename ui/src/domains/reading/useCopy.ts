/** Copies a text and says so for a moment. */
import { useCallback, useEffect, useState } from "react";
import { useBackend } from "../../backend/context";

export function useCopy(): { shown: boolean; copy(text: string): void } {
  const backend = useBackend();
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (times === 0) return;
    const timer = setTimeout(() => setTimes(0), 1600);
    return () => clearTimeout(timer);
  }, [times]);
  const copy = useCallback(
    (text: string) => {
      backend.copyText(text).then(
        () => setTimes((now) => now + 1),
        () => {},
      );
    },
    [backend],
  );
  return { shown: times > 0, copy };
}
