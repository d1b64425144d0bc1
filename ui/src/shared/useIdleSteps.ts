/** Small things done one by one while the window is idle, so that what is opened first opens as quickly as later. */
import { startTransition, useEffect, useState } from "react";

/** What is opened at once has been opened by then, and what it shows is set. */
const IDLE_MS = 2500;
const STEP_MS = 120;

/** Which of `count` steps it is the turn of: -1 before the first, `count` after the last. */
export function useIdleSteps(count: number): number {
  const [step, setStep] = useState(-1);
  useEffect(() => {
    if (step >= count) return;
    const next = () => startTransition(() => setStep(step + 1));
    const timer = setTimeout(next, step < 0 ? IDLE_MS : STEP_MS);
    return () => clearTimeout(timer);
  }, [step, count]);
  return step;
}
