/** The window: a header with the counts, the references or the empty state, and the status line. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { BackendError } from "../backend/backend";
import { useBackend } from "../backend/context";
import { useQuery } from "../backend/useQuery";
import type { LibrarySummary } from "../bindings/LibrarySummary";
import { EmptyLibrary } from "../domains/references/EmptyLibrary";
import { ReferenceList } from "../domains/references/ReferenceList";
import { Mark } from "../shared/Mark";

/** As many rows as the plain list shows; a virtual list takes its place. */
const ROWS_SHOWN = 500;

export function MainView() {
  const { t } = useTranslation();
  const backend = useBackend();
  const library = useQuery(
    useCallback(
      async () => ({
        summary: await backend.librarySummary(),
        list: await backend.referenceList({ offset: 0, limit: ROWS_SHOWN }),
      }),
      [backend],
    ),
  );
  return (
    <div className="window">
      <header className="toolbar">
        <Mark />
        <h1>Diglot</h1>
        {library.status === "answered" && <Counts summary={library.answer.summary} />}
      </header>
      <main className="paper">
        {library.status === "failed" && <OpeningFailed error={library.error} />}
        {library.status === "answered" &&
          (library.answer.list.total === 0 ? (
            <EmptyLibrary />
          ) : (
            <ReferenceList rows={library.answer.list.rows} />
          ))}
      </main>
      <footer className="status">
        <span>{t("status.private")}</span>
        {library.status === "answered" && <span className="status-end">{library.answer.summary.folder}</span>}
      </footer>
    </div>
  );
}

function Counts({ summary }: { summary: LibrarySummary }) {
  const { t } = useTranslation();
  return (
    <p className="counts" data-testid="counts">
      <span>{t("counts.references", { count: summary.references })}</span>
      {summary.listed > 0 && <span>{t("counts.listed", { count: summary.listed })}</span>}
    </p>
  );
}

function OpeningFailed({ error }: { error: BackendError }) {
  const { t } = useTranslation();
  return (
    <section className="failure" role="alert">
      <h2>{t("errors.title")}</h2>
      <p>{t([`errors.${error.code}`, "errors.unknown"], error.params)}</p>
      <details>
        <summary>{t("errors.details")}</summary>
        <pre>{error.message}</pre>
      </details>
    </section>
  );
}
