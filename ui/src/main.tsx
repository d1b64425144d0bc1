/** Starts the interface on the real program. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BackendProvider } from "./backend/context";
import { tauriBackend } from "./backend/tauri";
import { startTranslation } from "./i18n";
import "./styles/index.css";
import { MainView } from "./views/MainView";

const root = document.getElementById("root");
if (root) {
  const { languages } = await tauriBackend.appInfo();
  await startTranslation(languages);
  createRoot(root).render(
    <StrictMode>
      <BackendProvider backend={tauriBackend}>
        <MainView />
      </BackendProvider>
    </StrictMode>,
  );
}
