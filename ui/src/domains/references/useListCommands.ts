/** Commands that act on the list and on what is selected in it. */
import { useComplain } from "../../backend/complain";
import { useBackend } from "../../backend/context";
import { useCommand } from "../../shared/commands";
import { useSession } from "../../shared/session";
import type { Rows } from "./useRows";
import type { Selecting } from "./useSelecting";

export function useListCommands(rows: Rows, { cursor }: Selecting): void {
  const backend = useBackend();
  const complain = useComplain();
  const inTrash = useSession((session) => session.place.kind === "trash");
  const chosen = useSession((session) => session.selection.length > 0);

  useCommand("select-all", () => {
    rows
      .allIds()
      .then((ids) => useSession.getState().select(ids))
      .catch(complain);
  });

  /** What comes after the first of these; at the end of the list, what came before them. */
  const besides = async (ids: string[]): Promise<string | undefined> => {
    // Asked of the library: what is known here may be of the time before the last deletion.
    const { request } = rows;
    const some = ids.slice(0, 50);
    const positions = await Promise.all(some.map((id) => backend.referencePosition(request, id)));
    const first = Math.min(...positions.map((position) => position ?? cursor));
    const gone = new Set(ids);
    const stays = (id: string) => !gone.has(id);
    const near = await backend.referenceList({ ...request, offset: first, limit: some.length + 1 });
    const next = near.rows.find(({ id }) => stays(id));
    if (next) return next.id;
    const all = await backend.referenceIds(request);
    return all.slice(first).find(stays) ?? all.findLast(stays);
  };

  useCommand(
    "reference-delete",
    () => {
      const { selection, select } = useSession.getState();
      const remove = async () => {
        // It is read first, so that the list has settled when the others leave it.
        const next = await besides(selection);
        select(next ? [next] : []);
        await backend.deleteReferences(selection);
      };
      remove().catch((error) => {
        select(selection);
        complain(error);
      });
    },
    chosen && !inTrash,
  );
}
