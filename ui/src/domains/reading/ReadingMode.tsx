/** The whole window for one reference: two columns, centred, and nothing else. */
import { useEffect, useRef } from "react";
import { useAbstractView, useReferenceDetail } from "../../backend/queries";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { isTyping } from "../../shared/commands";
import { isComposing } from "../../shared/composing";
import { IconButton } from "../../shared/IconButton";
import { ChevronLeftIcon, ChevronRightIcon } from "../../shared/icons";
import { useFocused, useSession } from "../../shared/session";
import { useParts } from "../../shared/useParts";
import { AbstractTab } from "./AbstractTab";
import { Authors } from "./Authors";
import { shortCitation } from "./citation";
import { DoiLink, Place } from "./PaneHeader";
import { Tools } from "./Tools";
import { useCopy } from "./useCopy";
import { useFit } from "./useFit";
import { TITLES, useGrid } from "./useGrid";
import { TWO_COLUMNS, useLayout, useWide } from "./useLayout";
import { type Neighbours, useNeighbours } from "./useNeighbours";

export function ReadingMode() {
  const { t } = useTranslation();
  const focused = useFocused();
  const neighbours = useNeighbours(focused);
  const page = useRef<HTMLDivElement>(null);
  // The bar and the keys stand first, the text follows when nothing else waits; with the next reference both stand.
  const framed = useParts(1) > 0;
  useEffect(() => page.current?.focus(), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isComposing(event) || isTyping(event.target) || event.defaultPrevented) return;
      if (event.altKey && event.key === "ArrowDown") neighbours.next?.();
      else if (event.altKey && event.key === "ArrowUp") neighbours.previous?.();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [neighbours]);
  return (
    <main
      ref={page}
      tabIndex={-1}
      className="reading"
      aria-label={t("reading.mode.label")}
      data-testid="reading-mode"
    >
      {focused === null ? (
        <p className="pane-nothing">{t("reading.nothing")}</p>
      ) : (
        <Page key={focused} id={focused} neighbours={neighbours} framed={framed} />
      )}
    </main>
  );
}

interface PageProps {
  id: string;
  neighbours: Neighbours;
  /** Whether what stands around the text is there. */
  framed: boolean;
}

function Page({ id, neighbours, framed }: PageProps) {
  const { t } = useTranslation();
  const leave = useSession((session) => session.setReading);
  const detail = useReferenceDetail(id);
  const aligned = useAbstractView(id);
  const view = aligned.data;
  const root = useRef<HTMLDivElement>(null);
  const wide = useWide(root, TWO_COLUMNS);
  const layout = useLayout(wide);
  const grid = useGrid(TITLES);
  const copy = useCopy();
  const scroll = useFit(
    `${id} ${framed && view !== undefined} ${layout.standing} ${grid.editing} ${aligned.dataUpdatedAt} ${detail.dataUpdatedAt}`,
  );
  const pairs = view?.state === "pair";
  return (
    <div ref={root} className="reading-page">
      <div className="reading-bar">
        <Button
          look="quiet"
          className="bar-leave"
          icon={<ChevronLeftIcon />}
          shortcut="Escape"
          onClick={() => leave(false)}
          data-testid="leave-reading"
        >
          {t("reading.mode.leave")}
        </Button>
        <nav className="bar-place">
          <span>
            {neighbours.total > 0 &&
              t("reading.mode.place", { position: neighbours.position + 1, total: neighbours.total })}
          </span>
          <Turn name="previous" act={neighbours.previous} />
          <Turn name="next" act={neighbours.next} />
        </nav>
        <span className="bar-tools">
          {view && <Tools layout={layout} grid={pairs ? grid : null} wide={wide} />}
        </span>
      </div>
      <div ref={scroll} className="reading-scroll">
        {framed && detail.data && view && (
          <AbstractTab
            detail={detail.data}
            view={view}
            standing={layout.standing}
            grid={grid}
            citation={shortCitation(t, detail.data)}
            titles={{ under: <Byline detail={detail.data} /> }}
            onCopy={copy}
          />
        )}
      </div>
      <footer className="reading-keys" aria-hidden="true">
        {pairs && <Keys editing={grid.editing} />}
      </footer>
    </div>
  );
}

function Byline({ detail }: { detail: ReferenceDetail }) {
  const { row, doi } = detail;
  return (
    <>
      <span className="byline-people">
        <Authors detail={detail} />
      </span>
      <i aria-hidden="true" />
      <span className="byline-place">
        <span lang={row.container?.lang ?? "und"}>
          <Place container={row.container} year={row.year} place={row.place} />
        </span>
        {doi && <DoiLink doi={doi} />}
      </span>
    </>
  );
}

function Turn({ name, act }: { name: "previous" | "next"; act: (() => void) | null }) {
  const { t } = useTranslation();
  return (
    <IconButton
      label={t(`reading.mode.${name}`)}
      icon={name === "next" ? <ChevronRightIcon /> : <ChevronLeftIcon />}
      shortcut={name === "next" ? "Alt+ArrowDown" : "Alt+ArrowUp"}
      disabled={!act}
      onClick={() => act?.()}
      data-testid={`turn-${name}`}
    />
  );
}

function Keys({ editing }: { editing: boolean }) {
  const { t } = useTranslation();
  const keys: [string, string][] = editing
    ? [
        ["↑ ↓ ← →", "pair"],
        ["Space", "choose"],
      ]
    : [
        ["↑ ↓", "pair"],
        ["← →", "side"],
        ["Enter", "pin"],
        ["C", "cover"],
        ["V", "layout"],
        ["E", "edit"],
        ["Alt ↓", "next"],
      ];
  return keys.map(([key, name]) => (
    <span key={name}>
      <kbd className="ui-kbd">{key}</kbd>
      {t(`reading.keys.${name}`)}
    </span>
  ));
}
