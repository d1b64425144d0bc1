/** The import itself: how it is to be done, how far it is, and what the window shows afterwards. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BackendError } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import type { TrayImport } from "../../bindings/TrayImport";
import type { TrayProgress } from "../../bindings/TrayProgress";
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

export function useImport(attempt: (act: Promise<unknown>) => void): ImportWork {
  const { i18n } = useTranslation();
  const backend = useBackend();
  const client = useQueryClient();
  const [collection, setCollection] = useState<string | null>(null);
  const [tags, setTags] = useState<string[]>([]);
  const [from, setFrom] = useState(remembered);
  const [progress, setProgress] = useState<ImportWork["progress"]>(null);
  const [stopped, setStopped] = useState(false);

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
      const session = useSession.getState();
      if (outcome.ids[0]) session.show([outcome.ids[0]]);
      else session.goTo({ kind: "all" });
      await client.invalidateQueries({ queryKey: ["tray"] });
    } catch (thrown) {
      const failure = BackendError.from(thrown);
      if (failure.code !== "cancelled") throw failure;
      setStopped(true);
    } finally {
      useDesk.getState().enterCards();
      setProgress(null);
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
