/** What the tray asks the program, in parts, and what it tells it to do. */
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Backend, BackendError } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import { useAsk } from "../../backend/queries";
import type { FixTarget } from "../../bindings/FixTarget";
import type { TrayChoice } from "../../bindings/TrayChoice";
import type { TrayFile } from "../../bindings/TrayFile";
import type { TrayRecord } from "../../bindings/TrayRecord";
import type { TrayReread } from "../../bindings/TrayReread";
import type { TrayView } from "../../bindings/TrayView";

/** Records are asked for in parts of this size. */
export const PAGE = 50;

export interface PageKey {
  file: number;
  /** In parts of `PAGE`. */
  page: number;
  problems: boolean;
}

const recordsKey = ({ file, page, problems }: PageKey) => ["tray", "records", file, problems, page] as const;

/** The records of the given parts; a part that has not come yet is left out. */
export function useRecords(
  keys: readonly PageKey[],
): (key: PageKey, index: number) => TrayRecord | undefined {
  const backend = useBackend();
  const answers = useQueries({
    queries: keys.map((key) => ({
      queryKey: recordsKey(key),
      queryFn: () =>
        backend.trayRecords({
          file: key.file,
          offset: key.page * PAGE,
          limit: PAGE,
          only_problems: key.problems,
        }),
    })),
    combine: (results) => results.map((result) => result.data),
  });
  return useMemo(() => {
    const pages = new Map(keys.map((key, place) => [recordsKey(key).join(" "), answers[place]]));
    return (key, index) => pages.get(recordsKey(key).join(" "))?.[index % PAGE];
  }, [keys, answers]);
}

export const useOptions = () => useAsk("tray", ["options"], (backend) => backend.trayOptions());

export const useText = (file: number | null, enabled: boolean) =>
  useAsk("tray", ["text", file], (backend) => backend.trayText(file ?? 0), {
    enabled: enabled && file !== null,
  });

export interface Acts {
  choose(choice: TrayChoice): Promise<void>;
  reread(reread: TrayReread): Promise<void>;
  remove(file: number): Promise<void>;
  fix(file: number, record: number, span: [number, number], what: FixTarget): Promise<void>;
  undoFix(file: number, record: number): Promise<void>;
  /** Ticks all works that a page lists; when they all are, takes the ticks away. */
  tickListed(file: TrayFile): Promise<void>;
}

/** Everything that changes the tray. Each rejects with a `BackendError`; choices show before the program has answered. */
export function useActs(): Acts {
  const backend = useBackend();
  const client = useQueryClient();
  return useMemo(() => {
    const taken = async (answer: Promise<TrayView>) => {
      try {
        client.setQueryData(["tray", "view"], await answer);
      } catch (thrown) {
        throw BackendError.from(thrown);
      } finally {
        // Not waited for: what was done is done before the cards show it.
        void client.invalidateQueries({
          predicate: ({ queryKey }) => queryKey[0] === "tray" && queryKey[1] !== "view",
        });
      }
    };
    return {
      choose: (choice) => {
        client.setQueriesData<TrayRecord[]>({ queryKey: ["tray", "records", choice.file] }, (records) =>
          records?.map((record) => (record.record === choice.record ? chosen(record, choice) : record)),
        );
        return taken(backend.trayChoose(choice));
      },
      reread: (reread) => taken(backend.trayReread(reread)),
      remove: (file) => taken(backend.trayRemove(file)),
      fix: (file, record, [start, end], what) => taken(backend.trayFix({ file, record, start, end, what })),
      undoFix: (file, record) => taken(backend.trayUndoFix(file, record)),
      tickListed: (file) => taken(tickListed(backend, file)),
    };
  }, [backend, client]);
}

async function tickListed(backend: Backend, { id, references, listed }: TrayFile): Promise<TrayView> {
  const request = { file: id, offset: 0, limit: references + listed, only_problems: false };
  const works = (await backend.trayRecords(request)).filter(({ listed_on }) => listed_on !== null);
  const ticked = works.some((work) => !work.ticked);
  for (const { record } of works.filter((work) => work.ticked !== ticked)) {
    await backend.trayChoose({ file: id, record, ticked, duplicate: null });
  }
  return backend.trayView();
}

const chosen = (record: TrayRecord, choice: TrayChoice): TrayRecord => ({
  ...record,
  ticked: choice.ticked ?? record.ticked,
  choice: choice.duplicate ?? record.choice,
});
