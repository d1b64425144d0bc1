/** How many records of each large file need a look. The program tells no such number, so it is found once per file. */
import { useQueries } from "@tanstack/react-query";
import { type Backend, BackendError } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import type { TrayFile } from "../../bindings/TrayFile";
import { isLarge, recordsOf } from "./items";

export function useProblemCounts(files: readonly TrayFile[]): Record<number, number> {
  const backend = useBackend();
  const large = files.filter(isLarge);
  return useQueries({
    queries: large.map((file) => ({
      queryKey: ["tray", "problems", file.id],
      queryFn: () => countProblems(backend, file),
    })),
    combine: (results) => {
      const known: Record<number, number> = {};
      for (const [place, file] of large.entries()) {
        const count = results[place]?.data;
        if (count !== undefined) known[file.id] = count;
      }
      return known;
    },
  });
}

/** Halves the range until the last record with a problem is found; asks for a dozen records of ten thousand. */
async function countProblems(backend: Backend, file: TrayFile): Promise<number> {
  let low = 0;
  let high = recordsOf(file);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const request = { file: file.id, offset: middle, limit: 1, only_problems: true };
    const there = await backend
      .trayRecords(request)
      .catch((thrown) => Promise.reject(BackendError.from(thrown)));
    if (there.length > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
