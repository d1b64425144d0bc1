/** What stands in the list of cards: each file's head, remarks and records, one below the other. */
import type { ImportProblem } from "../../bindings/ImportProblem";
import type { TrayFile } from "../../bindings/TrayFile";

/** With more records than this a file is summed up. */
export const MANY = 200;

export type Item =
  | { kind: "file"; key: string; file: TrayFile }
  | { kind: "remark"; key: string; file: TrayFile; problem: ImportProblem }
  | { kind: "summary"; key: string; file: TrayFile }
  | { kind: "card"; key: string; file: TrayFile; index: number; problems: boolean };

export type CardItem = Extract<Item, { kind: "card" }>;

export const recordsOf = (file: TrayFile): number => file.references + file.listed;
export const isLarge = (file: TrayFile): boolean => recordsOf(file) > MANY;

/** `counts` tells how many records with problems a large file has, as far as that is known. */
export function itemsOf(
  files: readonly TrayFile[],
  shows: Record<number, "problems" | "all">,
  counts: Record<number, number>,
): Item[] {
  return files.flatMap((file): Item[] => {
    const head: Item[] = [{ kind: "file", key: `f${file.id}`, file }];
    const cards = (count: number, problems: boolean): Item[] =>
      Array.from({ length: count }, (_, index) => ({
        kind: "card",
        key: `${problems ? "p" : "c"}${file.id}.${index}`,
        file,
        index,
        problems,
      }));
    if (!isLarge(file)) {
      const remarks = file.problems
        .filter(({ record }) => record === null)
        .map((problem, index): Item => ({ kind: "remark", key: `r${file.id}.${index}`, file, problem }));
      return [...head, ...remarks, ...cards(recordsOf(file), false)];
    }
    const shown = shows[file.id];
    const summary: Item = { kind: "summary", key: `s${file.id}`, file };
    if (shown === "problems") return [...head, summary, ...cards(counts[file.id] ?? 0, true)];
    if (shown === "all") return [...head, summary, ...cards(recordsOf(file), false)];
    return [...head, summary];
  });
}

/** How often each remark is made, the most frequent first. */
export function byCode(problems: readonly ImportProblem[]): { problem: ImportProblem; count: number }[] {
  const found = new Map<string, { problem: ImportProblem; count: number }>();
  for (const problem of problems) {
    const entry = found.get(problem.code) ?? { problem, count: 0 };
    entry.count += 1;
    found.set(problem.code, entry);
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}
