/** What the selected reference says: its header, its tabs, and the abstract in two languages. */
import { Tabs } from "@base-ui/react/tabs";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { BackendError } from "../../backend/backend";
import { useAbstractView, useReferenceDetail } from "../../backend/queries";
import { type PaneTab, useFocused, useSession } from "../../shared/session";
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

export function ReadingPane() {
  const { t } = useTranslation();
  const focused = useFocused();
  const selection = useSession((session) => session.selection);
  return (
    <article className="pane" aria-label={t("reading.pane")} data-testid="reading-pane">
      {selection.length > 1 ? (
        <Several ids={selection} />
      ) : focused === null ? (
        <p className="pane-nothing">{t("reading.nothing")}</p>
      ) : (
        <OneReference key={focused} id={focused} />
      )}
    </article>
  );
}

function OneReference({ id }: { id: string }) {
  const { t } = useTranslation();
  const detail = useReferenceDetail(id);
  const view = useAbstractView(id);
  const tab = useSession((session) => session.tab);
  const openTab = useSession((session) => session.openTab);
  const pane = useRef<HTMLDivElement>(null);
  const wide = useWide(pane, TWO_COLUMNS);
  const layout = useLayout(wide);
  const grid = useGrid(0);
  const copied = useCopy();
  if (detail.error) return <Failure error={detail.error} />;
  if (!detail.data) return <div ref={pane} className="pane-body" />;
  const pairs = view.data?.state === "pair";
  return (
    <div ref={pane} className="pane-body">
      <PaneHeader detail={detail.data} />
      <Tabs.Root className="pane-tabs-root" value={tab} onValueChange={(next: PaneTab) => openTab(next)}>
        <div className="pane-tabs">
          <Tabs.List className="pane-tab-list" aria-label={t("reading.tabs.label")}>
            {TABS.map((name) => (
              <Tabs.Tab key={name} value={name} className="pane-tab" data-testid={`tab-${name}`}>
                {t(`reading.tabs.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <span className="copied" role="status">
            {copied.shown && t("reading.copied")}
          </span>
          {tab === "abstract" && view.data && view.data.state !== "none" && (
            <Tools layout={layout} grid={pairs ? grid : null} wide={wide} />
          )}
        </div>
        <Panel name="abstract">
          {view.error && <Failure error={view.error} />}
          {view.data && (
            <AbstractTab
              detail={detail.data}
              view={view.data}
              standing={layout.standing}
              grid={grid}
              citation={shortCitation(t, detail.data)}
              onCopy={copied.copy}
            />
          )}
        </Panel>
        <Panel name="info">
          <InfoTab detail={detail.data} />
        </Panel>
        <Panel name="cite">
          <CiteTab id={id} />
        </Panel>
        <Panel name="source">
          <SourceTab id={id} detail={detail.data} />
        </Panel>
      </Tabs.Root>
    </div>
  );
}

function Panel({ name, children }: { name: PaneTab; children: ReactNode }) {
  return (
    <Tabs.Panel value={name} className="pane-scroll" data-testid={`panel-${name}`}>
      {children}
    </Tabs.Panel>
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
