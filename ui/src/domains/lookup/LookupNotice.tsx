/**
 * What lookups are doing and how they ended, in a bar that takes its own room and covers nothing. Once per window,
 * between the body and the status line. It also owns the command that completes the selection.
 */
import { type RefObject, useEffect, useRef, useState } from "react";
import { useBackend } from "../../backend/context";
import { useReferenceDetail } from "../../backend/queries";
import type { LookupOutcome } from "../../bindings/LookupOutcome";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { useCommand } from "../../shared/commands";
import { IconButton } from "../../shared/IconButton";
import { CheckIcon, CloseIcon, WarnIcon } from "../../shared/icons";
import { Localized } from "../../shared/Localized";
import { say } from "../../shared/notices";
import { ProgressRing } from "../../shared/Progress";
import { useSession } from "../../shared/session";
import { useCountdown } from "../../shared/useCountdown";
import { isMeant } from "./isMeant";
import { type Ended, type Job, useLookups } from "./lookups";
import { detailsOf, type NextStep, wordsOf } from "./outcomes";
import { PasteText } from "./PasteText";
import { ReportDialog } from "./ReportDialog";
import { useShow } from "./useShow";

/** What ends so is offered in the pane of its reference. */
const OFFERED: ReadonlySet<LookupOutcome> = new Set(["proposed", "uncertain"]);

/** As long as the line that offers to undo. */
const STAYS_MS = 8000;

export function LookupNotice() {
  const { t } = useTranslation();
  const { jobs, ended, complete, completeAll, cancel, dismiss } = useLookups();
  const chosen = useSession(({ selection }) => selection.length > 0);
  const merging = useSession((session) => session.merging !== null);
  const reading = useSession((session) => session.reading);
  const bar = useRef<HTMLElement>(null);
  useCommand("reference-complete", () => complete(useSession.getState().selection), chosen);
  useCommand("complete-all", completeAll);

  const slow = jobs.filter((job) => job.slow);
  // What is offered to the reference in the pane stands there already.
  const offered = (reference: string) =>
    ended.some(({ answer }) => answer && OFFERED.has(answer.outcome) && answer.reference === reference);
  const inPane = useSession(({ selection: [one, ...others] }) =>
    one !== undefined && others.length === 0 && !merging && !reading && offered(one) ? one : null,
  );
  const lines = ended.filter(
    ({ answer }) => !(answer && OFFERED.has(answer.outcome) && answer.reference === inPane),
  );
  const shown = slow.length > 0 || lines.length > 0;

  useRoom(bar, shown);
  useEffect(() => {
    if (!shown) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !isMeant(event, bar.current)) return;
      // Reading and merging are left with the same key, and the bar stands below them.
      const inside = event.target instanceof Node && bar.current?.contains(event.target);
      if ((reading || merging) && !inside) return;
      event.preventDefault();
      if (slow.length > 0) cancel();
      else dismiss();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });

  return (
    <section
      ref={bar}
      className={shown ? "lookup-bar" : "lookup-bar is-empty"}
      aria-label={t("lookup.notices")}
      data-testid={shown ? "lookup-notice" : undefined}
    >
      {/* The region stands before its first words, or screen readers would not hear those. */}
      <div className="lookup-lines" role="status" aria-live="polite">
        {slow.length > 0 && <Asking jobs={slow} onCancel={cancel} />}
        {lines.map((one) => (
          <Line key={one.job.job} ended={one} />
        ))}
      </div>
      {lines.length > 1 && (
        <Button look="quiet" size="small" onClick={() => dismiss()}>
          {t("lookup.closeAll")}
        </Button>
      )}
    </section>
  );
}

/** Tells the style sheet how high the bar is, so that what floats over the window's end stays above it. */
function useRoom(bar: RefObject<HTMLElement | null>, shown: boolean): void {
  useEffect(() => {
    const { style } = document.documentElement;
    if (!shown || !bar.current || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => {
      style.setProperty("--h-lookup", `${entry?.borderBoxSize[0]?.blockSize ?? 0}px`);
    });
    observer.observe(bar.current);
    return () => {
      observer.disconnect();
      style.removeProperty("--h-lookup");
    };
  }, [bar, shown]);
}

function Asking({ jobs, onCancel }: { jobs: Job[]; onCancel: () => void }) {
  const { t } = useTranslation();
  const [first] = jobs;
  const done = jobs.reduce((sum, { several }) => sum + (several?.done ?? 0), 0);
  const total = jobs.reduce((sum, { several }) => sum + (several?.total ?? 1), 0);
  const one = jobs.length === 1 && !first?.several;
  const words = !one
    ? total > 0
      ? t("lookup.askingSeveral", { done, count: total })
      : t("lookup.askingAll")
    : first?.kind === "add"
      ? t("lookup.asking", { what: first.whats[0] })
      : t("lookup.askingReference");
  return (
    <div className="lookup-line" data-testid="lookup-asking">
      <ProgressRing label={words} value={one || total === 0 ? null : done / total} />
      <span className="lookup-said">{words}</span>
      <Button look="link" onClick={onCancel} data-testid="lookup-cancel">
        {t("lookup.cancel")}
      </Button>
    </div>
  );
}

function Line({ ended }: { ended: Ended }) {
  const { t, i18n } = useTranslation();
  const backend = useBackend();
  const lookups = useLookups();
  const show = useShow();
  const [pasting, setPasting] = useState(false);
  const [reporting, setReporting] = useState(false);
  const words = wordsOf(t, i18n.language, ended);
  const { answer } = ended;
  // What needs nothing from anybody goes by itself.
  const passes =
    words.calm && (answer === null || answer.outcome === "added" || answer.outcome === "cancelled");
  const [held, setHeld] = useState(false);
  const reference =
    answer?.reference ?? (ended.job.kind === "complete" && !ended.report ? ended.job.whats[0] : null);
  const close = () => lookups.close(ended);
  useCountdown(ended, STAYS_MS, !passes || held || reporting, close);

  const act: Record<NextStep, () => void> = {
    show: () => {
      if (!reference) return;
      show(reference).catch(() => {});
      close();
    },
    complete: () => {
      if (!reference) return;
      show(reference).catch(() => {});
      close();
      lookups.complete(reference);
    },
    page: () => {
      if (answer?.landing_url) backend.openLink(answer.landing_url).catch(() => {});
    },
    paste: () => setPasting(true),
    info: () => {
      if (!reference) return;
      show(reference).catch(() => {});
      useSession.getState().openTab("info");
    },
    again: () => {
      lookups.again(ended);
    },
    report: () => setReporting(true),
  };
  const names: Record<NextStep, string> = {
    show: "lookup.show",
    complete: "lookup.complete",
    page: "lookup.openPage",
    paste: "lookup.pasteText",
    info: "lookup.openInfo",
    again: "lookup.tryAgain",
    report: "lookup.report.open",
  };
  const copy = () =>
    backend.copyText(detailsOf(ended)).then(
      () => say({ text: t("lookup.copied") }),
      () => {},
    );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only stops the clock
    <div
      className={words.calm ? "lookup-answer" : "lookup-answer is-open"}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={(event) => setHeld(event.currentTarget.contains(event.relatedTarget))}
      data-outcome={answer?.outcome ?? "failed"}
    >
      <div className="lookup-line">
        {words.calm ? <CheckIcon /> : <WarnIcon />}
        <p className="lookup-said">
          {words.said}
          {words.about && (
            <>
              {" "}
              <Title id={words.about} />
            </>
          )}
          {words.next && <span className="lookup-next"> {words.next}</span>}
        </p>
        {words.steps.map((step) => (
          <Button key={step} look="link" onClick={act[step]} data-testid={`lookup-${step}`}>
            {t(names[step])}
          </Button>
        ))}
        {!words.calm && (
          <Button look="link" className="lookup-details" onClick={copy} data-testid="lookup-copy-details">
            {t("lookup.copyDetails")}
          </Button>
        )}
        <IconButton
          label={t("lookup.close")}
          icon={<CloseIcon />}
          size="small"
          shortcut="Escape"
          side="top"
          onClick={close}
          data-testid="lookup-close"
        />
      </div>
      {ended.report && <ReportDialog ended={ended} open={reporting} onOpenChange={setReporting} />}
      {pasting && (
        <PasteText
          onCancel={() => setPasting(false)}
          onRead={async (text, html) => {
            await backend.trayAddText(text, html);
            close();
          }}
        />
      )}
    </div>
  );
}

/** The reference's title, in its language. */
function Title({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useReferenceDetail(id);
  if (!data) return null;
  const title = data.row.title ?? data.row.other_title;
  return <b className="lookup-title">{title ? <Localized value={title} /> : t("lookup.untitled")}</b>;
}
