/** Where one is in the grid of pairs: which pair is lit, pinned, covered, and which sentences are chosen to be linked. */
import { useState } from "react";
import { OTHER, type Side } from "./pairs";

/** The pair of titles, above the first pair of sentences. */
export const TITLES = -1;

export interface Chosen {
  left: number[];
  right: number[];
}

const NOTHING: Chosen = { left: [], right: [] };

export interface Grid {
  /** The pair that the keys move from. */
  active: number;
  side: Side;
  /** The one pair that is tinted. */
  lit: number | null;
  pinned: number | null;
  covered: Side | null;
  editing: boolean;
  chosen: Chosen;

  hover(pair: number | null): void;
  goTo(pair: number, side: Side, by: "key" | "pointer"): void;
  /** The keys are used elsewhere now. */
  leave(): void;
  pin(pair: number): void;
  unpin(): void;
  /** Covers this side, then the other, then none. */
  cover(first: Side): void;
  uncover(): void;
  edit(editing: boolean): void;
  choose(side: Side, sentence: number): void;
  chooseNothing(): void;
}

export function useGrid(first: number): Grid {
  const [place, setPlace] = useState<{ pair: number; side: Side }>({ pair: first, side: "left" });
  const [byKey, setByKey] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  const [pinned, setPinned] = useState<number | null>(null);
  const [covered, setCovered] = useState<Side | null>(null);
  const [editing, setEditing] = useState(false);
  const [chosen, setChosen] = useState(NOTHING);
  return {
    active: place.pair,
    side: place.side,
    lit: hovered ?? (byKey ? place.pair : pinned),
    pinned,
    covered,
    editing,
    chosen,

    hover: setHovered,
    goTo: (pair, side, by) => {
      setPlace({ pair, side });
      setByKey(by === "key");
      if (by === "key") setHovered(null);
    },
    leave: () => setByKey(false),
    pin: (pair) => setPinned((now) => (now === pair ? null : pair)),
    unpin: () => setPinned(null),
    cover: (first) => setCovered((now) => (now === null ? first : now === first ? OTHER[first] : null)),
    uncover: () => setCovered(null),
    edit: (now) => {
      setEditing(now);
      setChosen(NOTHING);
      setCovered(null);
    },
    choose: (side, sentence) =>
      setChosen((now) => ({
        ...now,
        [side]: now[side].includes(sentence)
          ? now[side].filter((other) => other !== sentence)
          : [...now[side], sentence].sort((a, b) => a - b),
      })),
    chooseNothing: () => setChosen(NOTHING),
  };
}
