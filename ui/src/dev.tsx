/**
 * Starts the interface on the fake backend, for looking at it in a browser. Never part of the program.
 *
 * Every function in backend/fake whose name begins with `fake` gives its answers, in the order of the files' names;
 * it is handed what to call when its library changes. The address may name `theme` (light, dark), `lang` (en, zh),
 * and `size`, how many references the library holds.
 */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Backend } from "./backend/backend";
import { type Changed, fakeBackend, fakeChanges } from "./backend/fake";
import { fakeLibrary } from "./backend/fake/library";
import { READING_ROWS } from "./backend/fake/reading";
import { sampleRow } from "./backend/fake/samples";
import { addTexts, startTranslation } from "./i18n";
import * as later from "./i18n/texts/later";
import { type Theme, usePreferences } from "./shared/preferences";
import { useSession } from "./shared/session";
import "./styles/index.css";
import { MainView } from "./views/MainView";
import { Providers } from "./views/Providers";

const modules = import.meta.glob<Record<string, unknown>>(
  ["./backend/fake/*.{ts,tsx}", "!./backend/fake/{index,library,organisation,samples}.ts"],
  { eager: true },
);
const { changed, part: changes } = fakeChanges();
const parts = Object.values(modules).flatMap((module) =>
  Object.entries(module)
    .filter(([name, value]) => name.startsWith("fake") && typeof value === "function")
    .map(([, make]) => (make as (changed: Changed) => Partial<Backend>)(changed)),
);

const wishes = new URLSearchParams(location.search);
const size = Number(wishes.get("size") ?? 60);
const samples = Array.from({ length: size }, (_, index) => sampleRow(index));
// The list begins with what was added last, and those have the most to read.
const rows = size === 0 ? [] : [...samples, ...[...READING_ROWS].reverse()];
const backend = fakeBackend(fakeLibrary(changed, { rows, organised: size > 0 }), ...parts, changes);

const language = wishes.get("lang") === "zh" ? "zh" : "en";
const theme = (wishes.get("theme") ?? "system") as Theme;
document.documentElement.dataset.theme = theme;
usePreferences.setState({ theme, language });
// For scripts that look at one state of the window.
Object.assign(window, { backend, session: useSession, preferences: usePreferences });

const root = document.getElementById("root");
if (root) {
  addTexts(later);
  await startTranslation([language]);
  createRoot(root).render(
    <StrictMode>
      <Providers backend={backend}>
        <MainView />
      </Providers>
    </StrictMode>,
  );
}
