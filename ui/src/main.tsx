/** Starts the interface on the real program. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { tauriBackend } from "./backend/tauri";
import { startTranslation } from "./i18n";
import { usePreferences } from "./shared/preferences";
import "./styles/index.css";
import { MainView } from "./views/MainView";
import { Providers } from "./views/Providers";

const root = document.getElementById("root");
if (root) {
  const { theme, language } = usePreferences.getState();
  // Before the first paint, so that a dark window never flashes.
  document.documentElement.dataset.theme = theme;
  const { languages } = await tauriBackend.appInfo();
  await startTranslation(languages, language);
  createRoot(root).render(
    <StrictMode>
      <Providers backend={tauriBackend}>
        <MainView />
      </Providers>
    </StrictMode>,
  );
}
