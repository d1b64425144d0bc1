/** Commands that act on the list and on what is selected in it. */
import { useComplain } from "../../backend/complain";
import { useBackend } from "../../backend/context";
import { useCommand } from "../../shared/commands";
import { useSession } from "../../shared/session";
import type { Rows } from "./useRows";
import type { Selecting } from "./useSelecting";

export function useListCommands(rows: Rows, { cursor, setCursor }: Selecting): void {
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

  useCommand(
    "reference-delete",
    () => {
      const remove = async () => {
        const { request } = rows;
        const { selection } = useSession.getState();
        const positions = await Promise.all(
          selection.slice(0, 50).map((id) => backend.referencePosition(request, id)),
        );
        const first = Math.min(...positions.map((position) => position ?? cursor));
        await backend.deleteReferences(selection);
        // What came after the deleted ones is next; at the end of the list, what came before them.
        const left = await backend.referenceList({ ...request, offset: Math.max(first - 1, 0), limit: 2 });
        const next = Math.max(Math.min(first, left.total - 1), 0);
        const row = left.rows[next - Math.max(first - 1, 0)];
        setCursor(next);
        useSession.getState().select(row ? [row.id] : []);
      };
      remove().catch(complain);
    },
    chosen && !inTrash,
  );
}
