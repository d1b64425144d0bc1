/** Parts of something large that are made one after another, so that the page is never held up by all of them. */
import { startTransition, useEffect, useState } from "react";
import { afterPaint } from "./afterPaint";

/** How many of `count` parts stand: none until they are wanted, then one more whenever what stands has been shown. */
export function useParts(count: number, wanted = true): number {
  const [standing, setStanding] = useState(0);
  useEffect(() => {
    if (!wanted || standing >= count) return;
    return afterPaint(() => startTransition(() => setStanding(standing + 1)));
  }, [standing, count, wanted]);
  return standing;
}
