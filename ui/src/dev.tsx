/**
 * Starts the interface on the fake backend, for looking at it in a browser. Never part of the program.
 *
 * Every function in backend/fake whose name begins with `fake` gives its answers, in the order of the files' names.
 * The address may name `theme` (light, dark) and `lang` (en, zh).
 */
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Backend } from "./backend/backend";
import { BackendProvider } from "./backend/context";
import { fakeBackend } from "./backend/fake";
import { queryClient } from "./backend/queries";
import { startTranslation } from "./i18n";
import { type Theme, usePreferences } from "./shared/preferences";
import "./styles/index.css";
import { MainView } from "./views/MainView";

const modules = import.meta.glob<Record<string, unknown>>(
  ["./backend/fake/*.{ts,tsx}", "!./backend/fake/index.ts"],
  {
    eager: true,
  },
);
const parts = Object.values(modules).flatMap((module) =>
  Object.entries(module)
    .filter(([name, value]) => name.startsWith("fake") && typeof value === "function")
    .map(([, make]) => (make as () => Partial<Backend>)()),
);

const wishes = new URLSearchParams(location.search);
const language = wishes.get("lang") === "zh" ? "zh" : "en";
const theme = (wishes.get("theme") ?? "system") as Theme;
document.documentElement.dataset.theme = theme;
usePreferences.setState({ theme, language });

const root = document.getElementById("root");
if (root) {
  await startTranslation([language]);
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient()}>
        <BackendProvider backend={fakeBackend(...parts)}>
          <MainView />
        </BackendProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
