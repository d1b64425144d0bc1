/** What the selected reference says: its header, its tabs, and the abstract in two languages. */
import { memo, type ReactNode, useDeferredValue, useRef } from "react";
import type { BackendError } from "../../backend/backend";
import { useAbstractView, useReferenceDetail } from "../../backend/queries";
import { useTranslation } from "../../i18n";
import { Later } from "../../shared/Later";
import { type PaneTab, useSession } from "../../shared/session";
import { TabPanel, Tabs } from "../../shared/Tabs";
import { useAtRest } from "../../shared/useAtRest";
import { CiteTab } from "../info/CiteTab";
import { InfoTab } from "../info/InfoTab";
import { SourceTab } from "../info/SourceTab";
import { AbstractTab } from "./AbstractTab";
import { shortCitation } from "./citation";
import { PaneHeader } from "./PaneHeader";
import { Several } from "./Several";
import { Tools } from "./Tools";
import { useCopy } from "./useCopy";
import { useGrid } from "./useGrid";
import { TWO_COLUMNS, useLayout, useWide } from "./useLayout";

const TABS: PaneTab[] = ["abstract", "info", "cite", "source"];

/** Longer than a held key takes to come again. */
const KEY_HELD_MS = 120;

/** `offer` stands under the header: what a lookup would change. */
export function ReadingPane({ offer }: { offer?: ReactNode }) {
  const { t } = useTranslation();
  // The list answers first, and while a key is held down the pane waits for its end.
  const selection = useAtRest(
    useSession((session) => session.selection),
    KEY_HELD_MS,
  );
  const focused = selection.at(-1) ?? null;
  return (
    <article className="pane" aria-label={t("reading.pane")} data-id={focused} data-testid="reading-pane">
      {selection.length > 1 ? (
        <Several ids={selection} />
      ) : focused === null ? (
        <p className="pane-nothing">{t("reading.nothing")}</p>
      ) : (
        <OneReference key={focused} id={focused} offer={offer} />
      )}
    </article>
  );
}

/** Stands as it is while others are selected in passing. */
const OneReference = memo(function OneReference({ id, offer }: { id: string; offer: ReactNode }) {
  const { t } = useTranslation();
  const { data: detail, error } = useReferenceDetail(id);
  const { data: aligned, error: failure } = useAbstractView(id);
  // The header and the tabs stand first, the text follows when nothing else waits.
  const view = useDeferredValue(aligned, undefined);
  const pane = useRef<HTMLDivElement>(null);
  const wide = useWide(pane, TWO_COLUMNS);
  const layout = useLayout(wide);
  const grid = useGrid(0);
  const copy = useCopy();
  if (error) return <Failure error={error} />;
  if (!detail) return <div ref={pane} className="pane-body" />;
  const pairs = view?.state === "pair";
  return (
    <div ref={pane} className="pane-body">
      <PaneHeader detail={detail} />
      {offer}
      <PaneTabs
        tools={
          view && view.state !== "none" && <Tools layout={layout} grid={pairs ? grid : null} wide={wide} />
        }
      >
        <TabPanel value="abstract" className="pane-scroll">
          {failure && <Failure error={failure} />}
          {view && (
            <AbstractTab
              detail={detail}
              view={view}
              standing={layout.standing}
              grid={grid}
              citation={shortCitation(t, detail)}
              onCopy={copy}
            />
          )}
        </TabPanel>
        <TabPanel value="info" className="pane-scroll">
          <InfoTab detail={detail} />
        </TabPanel>
        <TabPanel value="cite" className="pane-scroll">
          <CiteTab id={id} onCopy={copy} />
        </TabPanel>
        <TabPanel value="source" className="pane-scroll">
          <SourceTab id={id} detail={detail} />
        </TabPanel>
      </PaneTabs>
    </div>
  );
});

/** What stands in the tabs is not made anew when one goes from tab to tab. `tools` belong to the abstract. */
function PaneTabs({ tools, children }: { tools: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  const tab = useSession((session) => session.tab);
  const openTab = useSession((session) => session.openTab);
  return (
    <Tabs
      className="pane-tabs"
      label={t("reading.tabs.label")}
      value={tab}
      onChange={openTab}
      tabs={TABS.map((value) => ({ value, label: t(`reading.tabs.${value}`) }))}
      trailing={tab === "abstract" && tools && <Later>{tools}</Later>}
    >
      {children}
    </Tabs>
  );
}

export function Failure({ error }: { error: BackendError }) {
  const { t } = useTranslation();
  return (
    <div className="pane-failure" role="alert">
      <p>{t([`errors.${error.code}`, "errors.unknown"], error.params)}</p>
      <details>
        <summary>{t("errors.details")}</summary>
        <pre>{error.message}</pre>
      </details>
    </div>
  );
}
