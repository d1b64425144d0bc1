/** What came with the files of the command line, and, on demand, what is to be said about them. */
import { useEffect, useRef, useState } from "react";
import { useStartupImport } from "../backend/queries";
import type { ImportOutcome } from "../bindings/ImportOutcome";
import { useTranslation } from "../i18n";
import { runCommand } from "../shared/commands";
import { Dialog } from "../shared/Dialog";
import { say } from "../shared/notices";
import { useSession } from "../shared/session";

/** Long enough to be read by somebody who still looks at the list. */
const STAYS_MS = 30_000;

export function StartupRemarks() {
  const { t } = useTranslation();
  const { data: outcome } = useStartupImport();
  const show = useSession((session) => session.show);
  const [open, setOpen] = useState(false);
  const told = useRef<ImportOutcome | null>(null);
  useEffect(() => {
    if (!outcome || told.current === outcome) return;
    told.current = outcome;
    const { references, listed, problems } = outcome;
    const came = references + listed > 0;
    const parts = {
      references: t("counts.references", { count: references }),
      listed: t("counts.listed", { count: listed }),
    };
    say({
      text: t(came ? (listed > 0 ? "imported.doneWithListed" : "imported.done") : "imported.nothing", parts),
      undo: came ? () => runCommand("undo") : undefined,
      action:
        problems.length > 0
          ? { label: t("imported.problems", { count: problems.length }), act: () => setOpen(true) }
          : undefined,
      stays: STAYS_MS,
    });
    show(outcome.ids.slice(0, 1));
  }, [outcome, t, show]);
  if (!outcome) return null;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("imported.problems", { count: outcome.problems.length })}
      className="remarks"
    >
      <ul data-testid="imported">
        {outcome.problems.map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={index}>
            {!problem.message.includes(problem.file) && <b>{problem.file} </b>}
            {problem.message}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
