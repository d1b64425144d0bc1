/** The window: toolbar, sidebar, list, pane and status line, and what lies over them. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackendError } from "../backend/backend";
import { useStaleAnswers, useSummary } from "../backend/queries";
import { LookupPanel } from "../domains/lookup/LookupPanel";
import { DuplicateList } from "../domains/merge/DuplicateList";
import { MergeView } from "../domains/merge/MergeView";
import { Picker } from "../domains/organise/Picker";
import { Sidebar } from "../domains/organise/Sidebar";
import { ReadingMode } from "../domains/reading/ReadingMode";
import { ReadingPane } from "../domains/reading/ReadingPane";
import { FirstStart } from "../domains/references/FirstStart";
import { ReferenceList } from "../domains/references/ReferenceList";
import { ImportTray } from "../domains/tray/ImportTray";
import { classes } from "../shared/classes";
import { usePreferences } from "../shared/preferences";
import { useSession } from "../shared/session";
import { UndoBar } from "../shared/UndoBar";
import { DropHint } from "./DropHint";
import { Shortcuts } from "./Shortcuts";
import { StartupRemarks } from "./StartupRemarks";
import { StatusLine } from "./StatusLine";
import { Toolbar } from "./Toolbar";
import { useAppearance } from "./useAppearance";
import { useCommandSources } from "./useCommandSources";
import { useOperationNotices } from "./useOperationNotices";
import { usePaste } from "./usePaste";
import { useWindowCommands } from "./useWindowCommands";

export function MainView() {
  useStaleAnswers();
  useAppearance();
  useCommandSources();
  const summary = useSummary();
  return summary.error ? <OpeningFailed error={summary.error} /> : <Window />;
}

function Window() {
  const [shortcuts, setShortcuts] = useState(false);
  useWindowCommands({ openShortcuts: () => setShortcuts(true) });
  useOperationNotices();
  usePaste();
  const reading = useSession((session) => session.reading);
  return (
    <div className="window">
      {/* Kept under the reading mode, so that the list stands where it stood. */}
      <div className="frame" inert={reading}>
        <Toolbar />
        <Body />
        <StatusLine />
      </div>
      {reading && <ReadingMode />}
      <DropHint />
      <Picker />
      <Shortcuts open={shortcuts} onOpenChange={setShortcuts} />
      <StartupRemarks />
      <UndoBar />
    </div>
  );
}

function Body() {
  const { t } = useTranslation();
  const sidebar = usePreferences((preferences) => preferences.sidebar);
  const place = useSession((session) => session.place);
  const merging = useSession((session) => session.merging);
  const reading = useSession((session) => session.reading);
  const first = useFirstStart();
  return (
    <main className={classes("body", !sidebar && "is-wide")} aria-label={t("common.library")}>
      {sidebar && <Sidebar />}
      {first ? (
        <FirstStart />
      ) : (
        <>
          {place.kind === "duplicates" ? <DuplicateList /> : <ReferenceList />}
          <div className="pane-column">
            <LookupPanel />
            {merging ? <MergeView /> : !reading && <ReadingPane />}
          </div>
        </>
      )}
      <ImportTray />
    </main>
  );
}

/** Whether the library holds nothing at all, and the window shows it as a whole. */
function useFirstStart(): boolean {
  const place = useSession((session) => session.place);
  const { data } = useSummary();
  return place.kind === "all" && data !== undefined && data.references + data.listed + data.trash === 0;
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
