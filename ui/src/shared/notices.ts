/** What has just been done, in one line, with the way back. One line at a time: the latest. */
import { create } from "zustand";

export interface Notice {
  /** A whole sentence without its full stop: "12 references imported". */
  text: string;
  /** Takes it back. */
  undo?: (() => void) | undefined;
  /** Something else to do about it, such as showing it. */
  action?: { label: string; act: () => void } | undefined;
  /** How long it stays, in milliseconds; it waits while it is hovered or has the focus. */
  stays?: number | undefined;
}

interface Notices {
  /** The line that stands there, with a number that tells one from the next. */
  current: (Notice & { id: number }) | null;
  say: (notice: Notice) => void;
  /** Takes a line away, unless another has taken its place. */
  dismiss: (id: number) => void;
}

export const useNotices = create<Notices>()((set) => ({
  current: null,
  say: (notice) => set(({ current }) => ({ current: { ...notice, id: (current?.id ?? 0) + 1 } })),
  dismiss: (id) => set(({ current }) => (current?.id === id ? { current: null } : {})),
}));

/** Says something from anywhere. */
export function say(notice: Notice): void {
  useNotices.getState().say(notice);
}
