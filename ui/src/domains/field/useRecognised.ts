/** What stands in the field: asked a moment after the last letter, and never while a word is being composed. */
import { useEffect, useState } from "react";
import { useBackend } from "../../backend/context";
import type { Recognised } from "../../bindings/Recognised";

const NOTHING: Recognised = { identifiers: [], records: 0 };

/** Short enough to feel immediate, long enough that a fast typist asks once a word. */
const PATIENCE_MS = 90;

export interface Understood {
  /** The text that this is about, without space around it. */
  text: string;
  recognised: Recognised;
}

/** What the latest text is, and what was understood last: the same, or of the text before. Null until it is known. */
export function useRecognised(
  text: string,
  composing: boolean,
): { understood: Understood | null; last: Understood | null } {
  const backend = useBackend();
  const [understood, setUnderstood] = useState<Understood | null>(null);
  const asked = text.trim();
  useEffect(() => {
    if (composing) return;
    if (asked === "") {
      setUnderstood({ text: "", recognised: NOTHING });
      return;
    }
    let stale = false;
    const timer = setTimeout(async () => {
      // A text that cannot be judged can still be searched for.
      const recognised = await backend.recognise(asked).catch(() => NOTHING);
      if (!stale) setUnderstood({ text: asked, recognised });
    }, PATIENCE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked, composing, backend]);
  return { understood: understood?.text === asked ? understood : null, last: understood };
}
