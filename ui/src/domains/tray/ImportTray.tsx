/**
 * The import tray: what was dropped or pasted, looked through and mended before anything of it is saved. A panel over the
 * body, not a modal: the toolbar stays alive, and a second drop appends.
 */
import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { BackendError } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import { useTray } from "../../backend/queries";
import type { TrayView } from "../../bindings/TrayView";
import { useTranslation } from "../../i18n";
import { useCommand } from "../../shared/commands";
import { isComposing } from "../../shared/composing";
import { useLater } from "../../shared/useLater";
import { useParts } from "../../shared/useParts";
import { useActs } from "./answers";
import { CardList } from "./CardList";
import { CloseQuestion } from "./CloseQuestion";
import { useDesk } from "./desk";
import { Footer } from "./Footer";
import { Header } from "./Header";
import { NothingFound } from "./NothingFound";
import { RawPane } from "./raw/RawPane";
import { useAtOnce } from "./useAtOnce";
import { useImport } from "./useImport";

/** Shorter readings are not announced. */
const PATIENCE_MS = 300;

/** Open while the tray holds anything, or is about to. */
export function ImportTray() {
  const view = useTray().data;
  const reading = useLater(view?.reading === true && view.files.length === 0, PATIENCE_MS);
  if (!view || (view.files.length === 0 && !reading)) return null;
  return <Tray view={view} />;
}

function Tray({ view }: { view: TrayView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const client = useQueryClient();
  const acts = useActs();
  const fixes = useDesk((desk) => desk.fixes);
  const { unfixed, reset, enterCards } = useDesk.getState();
  const panel = useRef<HTMLElement>(null);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const attempt = useCallback(
    (act: Promise<unknown>) => {
      setError(null);
      act.catch((thrown: unknown) => {
        const { code, message } = BackendError.from(thrown);
        setError(t([`tray.failed.${code}`, "tray.failed.unknown"], { detail: message }));
      });
    },
    [t],
  );

  const work = useImport(attempt);
  useAtOnce(view, work.start);
  const close = () => {
    setAsking(false);
    attempt(backend.trayClose().then((after) => client.setQueryData(["tray", "view"], after)));
  };
  const leave = () => (fixes.length > 0 ? setAsking(true) : close());

  // While something is mended, Undo takes that back rather than what was done to the library before.
  useCommand(
    "undo",
    () => {
      const latest = fixes.at(-1);
      if (!latest) return;
      unfixed(...latest);
      attempt(acts.undoFix(...latest));
    },
    fixes.length > 0,
  );

  // The focus comes in when the tray opens and goes back where it was.
  useEffect(() => {
    const before = document.activeElement;
    enterCards();
    return () => {
      reset();
      if (before instanceof HTMLElement && before !== document.body) before.focus();
    };
  }, [enterCards, reset]);

  // A raw text that makes room for another file's takes the focus with it.
  const file = useDesk((desk) => desk.file);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks after the focus whenever another file is shown
  useEffect(() => {
    if (document.activeElement === document.body) enterCards();
  }, [file, enterCards]);

  const canImport = view.ticked > 0 && !view.reading && work.progress === null;
  const pressed = (event: KeyboardEvent) => {
    if (isComposing(event) || event.defaultPrevented) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      event.stopPropagation();
      if (canImport) work.start();
    } else if (event.key === "Escape" && panel.current?.contains(event.target as Node)) {
      event.preventDefault();
      event.stopPropagation();
      if (work.progress === null) leave();
    }
  };

  // A short import changes nothing but the line of buttons.
  const working = useLater(work.progress !== null, PATIENCE_MS);
  const parts = useParts(4, view.files.length > 0);
  const hasRaw = view.files.some(({ has_text }) => has_text);
  return (
    <section
      ref={panel}
      className={hasRaw ? "tray" : "tray is-plain"}
      aria-label={t("tray.label")}
      onKeyDown={pressed}
      data-testid="tray"
    >
      <Header view={view} onClose={() => work.progress === null && leave()} />
      {view.files.length > 0 && (
        <div className="tray-body" inert={working}>
          <div className="tray-found">
            {!view.reading && view.found === 0 && <NothingFound />}
            {parts > 0 && <CardList view={view} whole={parts > 3} acts={acts} attempt={attempt} />}
          </div>
          {hasRaw && parts > 2 && <RawPane view={view} whole={parts > 3} acts={acts} attempt={attempt} />}
        </div>
      )}
      {view.files.length === 0 && <p className="tray-reading">{t("tray.reading")}</p>}
      {parts > 1 ? (
        <Footer view={view} work={work} canImport={canImport} error={error} onCancel={leave} />
      ) : (
        <div className="tray-foot" />
      )}
      <CloseQuestion open={asking} fixes={fixes.length} onKeep={() => setAsking(false)} onClose={close} />
    </section>
  );
}
