/** Asks for the format of an export; the program then asks for the file. */
import { useEffect, useState } from "react";
import { BackendError } from "../../backend/backend";
import { failureInWords } from "../../backend/complain";
import { useBackend } from "../../backend/context";
import type { ExportReport } from "../../bindings/ExportReport";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";
import { useSession } from "../../shared/session";

const FORMATS = [
  { format: "ris", name: "RIS", ending: ".ris" },
  { format: "bibtex", name: "BibTeX", ending: ".bib" },
  { format: "csl-json", name: "CSL-JSON", ending: ".json" },
  { format: "tmx", name: "TMX 1.4b", ending: ".tmx" },
  { format: "jsonl", name: "JSON Lines", ending: ".jsonl" },
  { format: "html", name: "HTML", ending: ".html" },
] as const;

/** Abstracts in two languages, pair by pair. */
const BILINGUAL: readonly string[] = ["tmx", "jsonl", "html"];

interface ExportDialogProps {
  open: boolean;
  onClose: () => void;
  onDone: (report: ExportReport) => void;
}

export function ExportDialog({ open, onClose, onDone }: ExportDialogProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const { ids, all } = useWhat(open);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<BackendError | null>(null);

  const close = () => {
    setFailure(null);
    onClose();
  };
  const write = async (format: string) => {
    if (!ids) return;
    setBusy(true);
    setFailure(null);
    try {
      const report = BILINGUAL.includes(format)
        ? await backend.exportBilingual({ ids, format })
        : await backend.exportReferences({ ids, format });
      // Whoever closed the dialog for the file may want another format, or close this one, too.
      if (report) {
        onDone(report);
        close();
      }
    } catch (thrown) {
      setFailure(BackendError.from(thrown));
    } finally {
      setBusy(false);
    }
  };
  const nothing = ids?.length === 0;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      className="export"
      title={ids ? t("work.export.title", { count: ids.length }) : t("work.export.counting")}
      description={t(nothing ? "work.export.nothing" : all ? "work.export.list" : "work.export.selection")}
      actions={
        <Button look="quiet" onClick={close} data-testid="export-cancel">
          {t("work.export.cancel")}
        </Button>
      }
    >
      <div className="export-formats">
        {FORMATS.map(({ format, name, ending }) => (
          <button
            key={format}
            type="button"
            className="export-format"
            disabled={busy || !ids || nothing}
            onClick={() => write(format)}
            data-testid={`export-${format}`}
          >
            <b lang="en">
              {name}
              <small>{ending}</small>
            </b>
            <span>{t(`work.export.${format}`)}</span>
          </button>
        ))}
      </div>
      {failure && (
        <p className="export-failure" role="alert">
          {t("work.export.failed")} {failureInWords(t, failure)}
        </p>
      )}
    </Dialog>
  );
}

/** The selection, or the whole list when nothing is selected; `ids` is null while the list is being asked for. */
function useWhat(open: boolean): { ids: string[] | null; all: boolean } {
  const backend = useBackend();
  const [what, setWhat] = useState<{ ids: string[] | null; all: boolean }>({ ids: null, all: false });
  useEffect(() => {
    if (!open) return;
    const { selection, place, text, sort, descending } = useSession.getState();
    if (selection.length > 0 || place.kind === "duplicates") {
      setWhat({ ids: [...selection], all: false });
      return;
    }
    setWhat({ ids: null, all: true });
    let stale = false;
    backend
      .referenceIds({ scope: place, text, sort, descending, offset: 0, limit: 0 })
      .catch(() => [])
      .then((ids) => {
        if (!stale) setWhat({ ids, all: true });
      });
    return () => {
      stale = true;
    };
  }, [open, backend]);
  return what;
}
