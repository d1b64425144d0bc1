/** The window: toolbar, sidebar, list, pane and status line, and what lies over them. */
import { startTransition, useDeferredValue, useEffect, useLayoutEffect, useState } from "react";
import type { BackendError } from "../backend/backend";
import { useHoldsNothing, useSummary, useTrayOpen } from "../backend/queries";
import { useOffer } from "../domains/field/offer";
import { LookupNotice } from "../domains/lookup/LookupNotice";
import { LookupPanel } from "../domains/lookup/LookupPanel";
import { useOutsideDrops } from "../domains/lookup/outsideDrops";
import { DuplicateList } from "../domains/merge/DuplicateList";
import { MergeView } from "../domains/merge/MergeView";
import { WorkCommands } from "../domains/merge/WorkCommands";
import { Picker } from "../domains/organise/Picker";
import { Sidebar } from "../domains/organise/Sidebar";
import { FontsAhead } from "../domains/reading/FontsAhead";
import { ReadingMode } from "../domains/reading/ReadingMode";
import { ReadingPane } from "../domains/reading/ReadingPane";
import { FirstStart } from "../domains/references/FirstStart";
import { ReferenceList } from "../domains/references/ReferenceList";
import { SettingsDialog } from "../domains/settings/SettingsDialog";
import { TranslateDialog } from "../domains/translation/TranslateDialog";
import { ImportTray } from "../domains/tray/ImportTray";
import { useTranslation } from "../i18n";
import { afterPaint } from "../shared/afterPaint";
import { classes } from "../shared/classes";
import { isTyping } from "../shared/commands";
import { isComposing } from "../shared/composing";
import { MenuAhead } from "../shared/MenuAhead";
import { usePreferences } from "../shared/preferences";
import { useSession } from "../shared/session";
import { UndoBar } from "../shared/UndoBar";
import { DropHint } from "./DropHint";
import { Shortcuts } from "./Shortcuts";
import { useNarrow } from "./SidebarDrawer";
import { StartupRemarks } from "./StartupRemarks";
import { StatusLine } from "./StatusLine";
import { Toolbar } from "./Toolbar";
import { useAppearance } from "./useAppearance";
import { isAbove, useCommandSources } from "./useCommandSources";
import { useOperationNotices } from "./useOperationNotices";
import { usePaste } from "./usePaste";
import { useWindowCommands } from "./useWindowCommands";

/* Elements that depend on nothing around them are made once, so that one part of the window changes without the others. */
const BODY = <Body />;
const SIDEBAR = <Sidebar />;
const REFERENCES = <ReferenceList />;
const DUPLICATES = <DuplicateList />;
const PANE = <ReadingPane offer={<LookupPanel />} />;
const TRAY = <ImportTray />;
const TOOLBAR = <Toolbar />;
const FOOT = (
  <>
    <LookupNotice />
    <StatusLine />
  </>
);
const LAYERS = (
  <>
    <DropHint />
    <Picker />
    <WorkCommands />
    <SettingsDialog />
    <TranslateDialog />
    <StartupRemarks />
    <UndoBar />
    <FontsAhead />
    <MenuAhead />
  </>
);

export function MainView() {
  useAppearance();
  const summary = useSummary();
  return summary.error ? <OpeningFailed error={summary.error} /> : <Window />;
}

function Window() {
  const [shortcuts, setShortcuts] = useState(false);
  useWindowCommands({ openShortcuts: () => setShortcuts(true) });
  useCommandSources();
  useOperationNotices();
  usePaste();
  useOutsideDrops(useOffer((state) => state.offer));
  const reading = useSession((session) => session.reading);
  useFocusAfter(reading);
  useEscapeFrom(reading);
  const readingStands = useDeferredValue(reading) && reading;
  const trayed = useTrayOpen();
  useFocusAfter(trayed);
  const sidebar = usePreferences((preferences) => preferences.sidebar);
  const listed = !useFirstStart() && !reading && !trayed;
  return (
    <div className={classes("window", listed && "has-list", !sidebar && "is-wide")}>
      {/* Kept under the reading mode, so that the list stands where it stood. */}
      <div className="frame" inert={reading}>
        {TOOLBAR}
        {BODY}
        {FOOT}
      </div>
      {readingStands && <ReadingMode />}
      {LAYERS}
      <Shortcuts open={shortcuts} onOpenChange={setShortcuts} />
    </div>
  );
}

/** Escape leaves the reading mode from the moment that it was asked for, which is before it stands. */
function useEscapeFrom(reading: boolean) {
  useLayoutEffect(() => {
    if (!reading) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
      if (isTyping(event.target) || isAbove(event.target)) return;
      useSession.getState().setReading(false);
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [reading]);
}

/** Whoever leaves what lay over the window goes on where they were, unless something else took the focus. */
function useFocusAfter(covered: boolean) {
  useLayoutEffect(() => {
    if (!covered) return;
    const before = document.activeElement;
    return () => {
      setTimeout(() => goOn(before));
    };
  }, [covered]);
}

function goOn(before: Element | null) {
  if (document.activeElement !== document.body) return;
  if (before instanceof HTMLElement && before.isConnected) before.focus();
  if (document.activeElement === document.body) document.getElementById("reference-list")?.focus();
}

function Body() {
  const { t } = useTranslation();
  const sidebar = usePreferences((preferences) => preferences.sidebar);
  const narrow = useNarrow();
  const place = useSession((session) => session.place);
  const merging = useSession((session) => session.merging);
  const reading = useSession((session) => session.reading);
  // The list stands again before its pane is made.
  const read = useDeferredValue(reading);
  const first = useFirstStart();
  const trayed = useTrayOpen();
  return (
    <main className={classes("body", !sidebar && "is-wide")} aria-label={t("frame.library")}>
      {/* The tray lies over the body, which stands where it stood. */}
      <div className="body-under" inert={trayed}>
        {sidebar && !narrow && SIDEBAR}
        {first ? (
          <FirstStart />
        ) : (
          <>
            {/* And the merge lies over the list. */}
            <div className="list-place" inert={merging !== null}>
              <List duplicates={place.kind === "duplicates"} />
            </div>
            <div className="pane-column">{merging ? <MergeView /> : !reading && !read && PANE}</div>
          </>
        )}
      </div>
      {TRAY}
    </main>
  );
}

/** One list gives way to the other before that one is made. */
function List({ duplicates }: { duplicates: boolean }) {
  const [made, setMade] = useState(duplicates);
  useEffect(() => {
    if (made !== duplicates) return afterPaint(() => startTransition(() => setMade(duplicates)));
  }, [made, duplicates]);
  if (made !== duplicates) return null;
  return duplicates ? DUPLICATES : REFERENCES;
}

/** Whether the library holds nothing at all, and the window shows it as a whole. */
function useFirstStart(): boolean {
  const place = useSession((session) => session.place);
  const nothing = useHoldsNothing();
  return place.kind === "all" && nothing;
}

function OpeningFailed({ error }: { error: BackendError }) {
  const { t } = useTranslation();
  return (
    <section className="failure" role="alert" data-testid="failure">
      <h2>{t("errors.title")}</h2>
      <p>{t([`errors.${error.code}`, "errors.unknown"], error.params)}</p>
      {error.hint && <p className="failure-next">{t(`hints.${error.hint}`, "")}</p>}
      <details>
        <summary>{t("errors.details")}</summary>
        <pre>{error.message}</pre>
      </details>
    </section>
  );
}
