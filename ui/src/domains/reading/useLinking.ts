/** What a person may say about the links between the chosen sentences. */

import type { BackendError } from "../../backend/backend";
import { useDo } from "../../backend/queries";
import type { LinkEdit } from "../../bindings/LinkEdit";
import type { Grid } from "./useGrid";

export interface Linking {
  canLink: boolean;
  canUnlink: boolean;
  canStandAlone: boolean;
  link(): void;
  unlink(): void;
  /** The chosen sentences of one side have no counterpart. */
  alone(): void;
  reset(): void;
  failure: BackendError | null;
}

export function useLinking(reference: string, { chosen, chooseNothing }: Grid): Linking {
  const act = useDo<{ how: "link" | "unlink" | "reset"; edit: LinkEdit }, void>((backend, { how, edit }) => {
    if (how === "link") return backend.linkSentences(edit);
    return how === "unlink" ? backend.unlinkSentences(edit) : backend.resetLinks(edit.id);
  });
  const run = (how: "link" | "unlink" | "reset", allowed: boolean) => () => {
    if (!allowed || act.isPending) return;
    act.mutate({ how, edit: { id: reference, ...chosen } }, { onSuccess: chooseNothing });
  };
  const [left, right] = [chosen.left.length > 0, chosen.right.length > 0];
  return {
    canLink: left && right,
    canUnlink: left || right,
    canStandAlone: left !== right,
    link: run("link", left && right),
    unlink: run("unlink", left || right),
    alone: run("link", left !== right),
    reset: run("reset", true),
    failure: act.error,
  };
}
