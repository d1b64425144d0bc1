/** Writes the selected references to a file of the person's choice. */
import { useTranslation } from "react-i18next";
import { useComplain } from "../../backend/complain";
import { useBackend } from "../../backend/context";
import { say } from "../../shared/notices";
import { useSession } from "../../shared/session";

/** Formats by the names that people know them by. */
export const FORMATS = [
  { format: "ris", name: "RIS" },
  { format: "bibtex", name: "BibTeX" },
  { format: "csl-json", name: "CSL-JSON" },
] as const;

export function useExport(): (format: string) => void {
  const { t } = useTranslation();
  const backend = useBackend();
  const complain = useComplain();
  return (format) => {
    const { selection } = useSession.getState();
    const run = async () => {
      const report = await backend.exportReferences({ ids: selection, format });
      // Somebody who cancelled knows that.
      if (!report) return;
      const parts = { references: t("counts.references", { count: report.count }), path: report.path };
      const losses = report.losses.length;
      say({
        text: t("list.exported", parts),
        action:
          losses > 0
            ? {
                label: t("list.losses", { count: losses }),
                act: () => say({ text: report.losses.join(" ") }),
              }
            : undefined,
      });
    };
    run().catch(complain);
  };
}
