/** The import itself: how it is to be done, how far it is, and what the window shows afterwards. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { BackendError } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import type { TrayImport } from "../../bindings/TrayImport";
import type { TrayProgress } from "../../bindings/TrayProgress";
import type { TrayView } from "../../bindings/TrayView";
import { useTranslation } from "../../i18n";
import { afterPaint } from "../../shared/afterPaint";
import { useSession } from "../../shared/session";
import { useDesk } from "./desk";
import { remember, remembered, type WhereFrom } from "./whereFrom";

export interface ImportWork {
  collection: string | null;
  setCollection: (id: string | null) => void;
  tags: string[];
  setTags: (tags: string[]) => void;
  from: WhereFrom;
  setFrom: (from: WhereFrom) => void;
  /** Null while nothing is imported; "starting" until the first news. */
  progress: TrayProgress | "starting" | null;
  /** Whether the last import was stopped. */
  stopped: boolean;
  start: () => void;
  stop: () => void;
}

const orNull = (text: string): string | null => text.trim() || null;

/** Until the list that is asked for has come and is shown; a search for duplicates, which may take long, is not waited for. */
async function listShown(client: QueryClient): Promise<void> {
  const shown = () => new Promise<void>((go) => afterPaint(go));
  await shown();
  const asked = client.getQueryCache().findAll({ queryKey: ["references", "list"], fetchStatus: "fetching" });
  await Promise.allSettled(asked.map(({ promise }) => promise));
  await shown();
}

export function useImport(attempt: (act: Promise<unknown>) => void): ImportWork {
  const { i18n } = useTranslation();
  const backend = useBackend();
  const client = useQueryClient();
  const [collection, setCollection] = useState<string | null>(null);
  const [tags, setTags] = useState<string[]>([]);
  const [from, setFrom] = useState(remembered);
  const [progress, setProgress] = useState<ImportWork["progress"]>(null);
  const [stopped, setStopped] = useState(false);

  const goOn = () => {
    useDesk.getState().enterCards();
    setProgress(null);
  };
  const run = async () => {
    setStopped(false);
    setProgress("starting");
    const how: TrayImport = {
      collection,
      tags,
      database: orNull(from.database),
      searched: orNull(from.searched),
      query: orNull(from.query),
    };
    try {
      const outcome = await backend.trayImport(how, setProgress);
      remember(from);
      // One after another: the new list, what is read of it, and then the tray goes.
      await listShown(client);
      const session = useSession.getState();
      if (outcome.ids[0]) session.show([outcome.ids[0]]);
      else session.goTo({ kind: "all" });
      await listShown(client);
      // The tray is empty now: what stood on it is not asked for again.
      await client.invalidateQueries({ queryKey: ["tray"], refetchType: "none" });
      await client.refetchQueries({ queryKey: ["tray", "view"] });
      // Otherwise the tray goes as it is.
      if (client.getQueryData<TrayView>(["tray", "view"])?.files.length !== 0) goOn();
    } catch (thrown) {
      const failure = BackendError.from(thrown);
      goOn();
      if (failure.code !== "cancelled") throw failure;
      setStopped(true);
    }
  };
  return {
    collection,
    setCollection,
    tags: [...tags].sort(new Intl.Collator(i18n.language).compare),
    setTags,
    from,
    setFrom,
    progress,
    stopped,
    start: () => attempt(run()),
    stop: () => attempt(backend.trayCancelImport()),
  };
}
