/**
 * Every component in every state, for tests and for the eye. Never part of the program.
 *
 * The address may name `lang` (en, zh) and `theme` (light, dark); without a theme both stand side by side.
 */
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { addTexts, startTranslation } from "../i18n";
import * as later from "../i18n/texts/later";
import { Foundations, Layer } from "../shared/Layer";
import { UndoBar } from "../shared/UndoBar";
import "../styles/index.css";
import "./gallery.css";
import { Controls } from "./Controls";
import { Floating } from "./Floating";
import { Signs } from "./Signs";
import type { Words } from "./words";
import { WORDS } from "./words";

const wishes = new URLSearchParams(location.search);
const language = wishes.get("lang") === "zh" ? "zh" : "en";
const theme = wishes.get("theme");

function Panel({ theme, words }: { theme: string; words: Words }) {
  const [layer, setLayer] = useState<HTMLElement | null>(null);
  return (
    <section className="gallery-panel" data-theme={theme} aria-label={theme} ref={setLayer}>
      <Layer element={layer}>
        <div className="gallery-column">
          <Controls words={words} />
        </div>
        <div className="gallery-column">
          <Signs words={words} />
          <Floating words={words} />
        </div>
      </Layer>
    </section>
  );
}

const root = document.getElementById("root");
if (root) {
  const words = WORDS[language];
  if (theme) document.documentElement.dataset.theme = theme;
  addTexts(later);
  await startTranslation([language]);
  createRoot(root).render(
    <StrictMode>
      <Foundations>
        <main className="gallery">
          <h1 className="unseen">Diglot</h1>
          {theme ? (
            <Panel theme={theme} words={words} />
          ) : (
            <>
              <Panel theme="light" words={words} />
              <Panel theme="dark" words={words} />
            </>
          )}
        </main>
        <UndoBar />
      </Foundations>
    </StrictMode>,
  );
}
