/**
 * Sets some letters in each face and size that reading mode may need, out of sight and one face at a time, while the
 * window is idle: a face is looked for on the disk and its letters are measured when they are first set, and eight
 * faces at once are felt.
 */
import { usePreferences } from "../../shared/preferences";
import { useIdleSteps } from "../../shared/useIdleSteps";
import { SIZES } from "./useFit";

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
  const specimen = SPECIMENS[useIdleSteps(SPECIMENS.length)];
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
