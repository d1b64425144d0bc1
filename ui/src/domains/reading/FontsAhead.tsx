/**
 * Sets some letters in each face and size that reading mode may need, out of sight and one face at a time, while the
 * window is idle: a face is looked for on the disk and its letters are measured when they are first set, and eight
 * faces at once are felt.
 */
import { useEffect, useState } from "react";
import { usePreferences } from "../../shared/preferences";
import { SIZES } from "./useFit";

/** What is opened first has been opened by then, and what it shows is set. */
const IDLE_MS = 2500;
const STEP_MS = 120;

const LETTERS = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz 0123456789 .,;:()%–-";
const LANGUAGES = [
  { lang: "en", side: "is-en", letters: LETTERS },
  { lang: "zh-Hans", side: "is-zh", letters: `的，。、；：（）${LETTERS}` },
];
const LINES = [
  { line: "pair-titles", cell: "cell", text: "cell-text" },
  { line: "pair", cell: "cell", text: "cell-text" },
];
const HEADINGS = { fit: "", line: "section-row", cell: "heading", text: "" };
const SPECIMENS = [
  ...["", ...SIZES.map(([size]) => size)].flatMap((fit) => LINES.map((line) => ({ fit, ...line }))),
  HEADINGS,
].flatMap((place) => LANGUAGES.map((language) => ({ ...place, ...language })));

export function FontsAhead() {
  const textStep = usePreferences((preferences) => preferences.textStep);
  const [next, setNext] = useState(-1);
  useEffect(() => {
    if (next >= SPECIMENS.length) return;
    const timer = setTimeout(() => setNext(next + 1), next < 0 ? IDLE_MS : STEP_MS);
    return () => clearTimeout(timer);
  }, [next]);
  const specimen = SPECIMENS[next];
  if (!specimen) return null;
  const { fit, line, cell, text, lang, side, letters } = specimen;
  return (
    <div className="reading fonts-ahead" aria-hidden="true">
      <div data-fit={fit}>
        <div className={`abstract step-${textStep}`}>
          <div className={line}>
            <div className={`${cell} ${side}`}>
              <div className={text} lang={lang}>
                {letters}
              </div>
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}
