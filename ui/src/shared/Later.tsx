/** What follows once all around it has been drawn: what somebody did is answered first, and the page is free in between. */
import type { ReactNode } from "react";
import { useParts } from "./useParts";

export function Later({ children }: { children: ReactNode }) {
  return useParts(1) > 0 && children;
}
