/** What is done with the selection as a whole: merge, export, copy as citations. Once per window. */
import { useState } from "react";
import { BackendError } from "../../backend/backend";
import { failureInWords } from "../../backend/complain";
import { useBackend } from "../../backend/context";
import type { ExportReport } from "../../bindings/ExportReport";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { useCommand } from "../../shared/commands";
import { Dialog } from "../../shared/Dialog";
import { say } from "../../shared/notices";
import { useSession } from "../../shared/session";
import { ExportDialog } from "./ExportDialog";

export function WorkCommands() {
  const { t } = useTranslation();
  const backend = useBackend();
  const chosen = useSession(({ selection }) => selection.length > 0);
  const several = useSession(({ selection }) => selection.length > 1);
  const [exporting, setExporting] = useState(false);
  const [report, setReport] = useState<ExportReport | null>(null);

  useCommand(
    "reference-merge",
    () => {
      const { selection, merge } = useSession.getState();
      merge([...selection]);
    },
    several,
  );
  useCommand("export", () => setExporting(true));
  useCommand(
    "copy-citation",
    async () => {
      try {
        const cited = await backend.cite(useSession.getState().selection);
        await backend.copyText(cited.map(({ text }) => text).join("\n"));
        say({ text: t("work.cited", { count: cited.length }) });
      } catch (thrown) {
        say({ text: `${t("work.citeFailed")} ${failureInWords(t, BackendError.from(thrown))}` });
      }
    },
    chosen,
  );

  return (
    <>
      <ExportDialog
        open={exporting}
        onClose={() => setExporting(false)}
        onDone={(done) => {
          const lost = done.losses.length;
          say({
            text: t("work.export.done", { count: done.count, path: done.path }),
            stays: lost > 0 ? 20_000 : undefined,
            action:
              lost > 0
                ? { label: t("work.export.losses", { count: lost }), act: () => setReport(done) }
                : undefined,
          });
        }}
      />
      <Dialog
        open={report !== null}
        onOpenChange={(open) => !open && setReport(null)}
        className="export-losses"
        title={t("work.export.lossesTitle")}
        description={report && t("work.export.lossesWords", { path: report.path })}
        actions={<Button onClick={() => setReport(null)}>{t("work.export.close")}</Button>}
      >
        <ul lang="en" data-testid="export-losses">
          {report?.losses.map((loss, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <li key={index}>{loss}</li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
