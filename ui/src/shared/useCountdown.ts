/** A timer that can be stopped and goes on where it was. */
import { useEffect, useRef } from "react";

/** Calls `ended` once, after `duration` milliseconds in which it was not `paused`. A new `key` starts it again. */
export function useCountdown(key: unknown, duration: number, paused: boolean, ended: () => void): void {
  const latest = useRef(ended);
  latest.current = ended;
  const left = useRef({ key, time: duration });
  useEffect(() => {
    if (left.current.key !== key) left.current = { key, time: duration };
    if (paused) return;
    const began = Date.now();
    const timer = setTimeout(() => latest.current(), left.current.time);
    return () => {
      clearTimeout(timer);
      left.current.time = Math.max(0, left.current.time - (Date.now() - began));
    };
  }, [key, duration, paused]);
}
