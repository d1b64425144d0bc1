/** The window: a header with the counts, the references or the empty state, and the status line. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { BackendError } from "../backend/backend";
import { useBackend } from "../backend/context";
import { useQuery } from "../backend/useQuery";
import type { ImportOutcome } from "../bindings/ImportOutcome";
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
        imported: await backend.startupImport(),
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
        {library.status === "answered" && library.answer.imported && (
          <Imported outcome={library.answer.imported} />
        )}
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

/** What came with the files of the command line, and what is to be said about them. */
function Imported({ outcome }: { outcome: ImportOutcome }) {
  const { t } = useTranslation();
  const references = t("counts.references", { count: outcome.references });
  const listed = t("counts.listed", { count: outcome.listed });
  const sentence =
    outcome.references + outcome.listed === 0
      ? t("imported.nothing")
      : t(outcome.listed > 0 ? "imported.doneWithListed" : "imported.done", { references, listed });
  return (
    <section className="imported" role="status" data-testid="imported">
      <p>{sentence}</p>
      {outcome.problems.length > 0 && (
        <details>
          <summary>{t("imported.problems", { count: outcome.problems.length })}</summary>
          <ul>
            {outcome.problems.map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={index}>
                {!problem.message.includes(problem.file) && <b>{problem.file} </b>}
                {problem.message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function OpeningFailed({ error }: { error: BackendError }) {
  const { t } = useTranslation();
  return (
    <section className="failure" role="alert" data-testid="failure">
      <h2>{t("errors.title")}</h2>
      <p>
        {t([`errors.${error.code}`, "errors.unknown"], error.params)}
        {error.hint && ` ${t(`hints.${error.hint}`, "")}`}
      </p>
      <details>
        <summary>{t("errors.details")}</summary>
        <pre>{error.message}</pre>
      </details>
    </section>
  );
}
