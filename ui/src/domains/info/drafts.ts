/** What was typed for a value and not saved yet: it is there again when the same value is typed anew. */
const drafts = new Map<string, string>();

export interface Draft {
  initial: string;
  keep(text: string): void;
  drop(): void;
}

/** The draft of a value that stands as `text` now. */
export function draftOf(place: readonly unknown[], text: string): Draft {
  const key = place.join("\n");
  return {
    initial: drafts.get(key) ?? text,
    keep: (typed) => {
      if (typed === text) drafts.delete(key);
      else drafts.set(key, typed);
    },
    drop: () => void drafts.delete(key),
  };
}
