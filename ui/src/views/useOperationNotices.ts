/** Says what has just been done, with the way back. What was done before the window opened is not news. */
import { useEffect, useRef } from "react";
import { useOperations } from "../backend/queries";
import type { OperationView } from "../bindings/OperationView";
import { useTranslation } from "../i18n";
import { runCommand } from "../shared/commands";
import { say } from "../shared/notices";
import { operationInWords } from "./operations";

export function useOperationNotices(): void {
  const { t } = useTranslation();
  const { data } = useOperations();
  const seen = useRef<{ latest: string; ids: Set<string> } | null>(null);
  useEffect(() => {
    if (!data) return;
    const { undo, redo } = data;
    const known = seen.current;
    seen.current ??= { latest: "", ids: new Set() };
    const isNews = known !== null && undo !== null && !known.ids.has(undo.id) && undo.when >= known.latest;
    for (const operation of [undo, redo]) if (operation) remember(seen.current, operation);
    if (isNews) say({ text: operationInWords(t, undo), undo: () => runCommand("undo") });
  }, [data, t]);
}

/** An older operation that undo uncovers is no news either, so the latest time counts, too. */
function remember(seen: { latest: string; ids: Set<string> }, { id, when }: OperationView) {
  seen.ids.add(id);
  if (when > seen.latest) seen.latest = when;
}
