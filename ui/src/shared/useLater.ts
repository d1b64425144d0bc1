/** Whether something has been so for a while. */
import { useEffect, useState } from "react";

export function useLater(holds: boolean, after: number): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    if (!holds) return;
    const timer = setTimeout(() => setLater(true), after);
    return () => {
      clearTimeout(timer);
      setLater(false);
    };
  }, [holds, after]);
  return holds && later;
}
