/** Starts the interface on the real program. */
import type { QueryClient } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./backend/queries";
import { tauriBackend } from "./backend/tauri";
import { firstRows } from "./domains/references/useRows";
import { startTranslation } from "./i18n";
import { usePreferences } from "./shared/preferences";
import { listRequest, useSession } from "./shared/session";
import "./styles/index.css";
import { MainView } from "./views/MainView";
import { Providers } from "./views/Providers";

const root = document.getElementById("root");
if (root) {
  const { theme, language } = usePreferences.getState();
  // Before the first paint, so that a dark window never flashes.
  document.documentElement.dataset.theme = theme;
  const client = queryClient();
  askAhead(client);
  const [{ languages }] = await Promise.all([tauriBackend.appInfo(), faces()]);
  await startTranslation(languages, language);
  createRoot(root).render(
    <StrictMode>
      <Providers backend={tauriBackend} client={client}>
        <MainView />
      </Providers>
    </StrictMode>,
  );
}

/** Asks for what the first screen shows before there is a page to show it. */
function askAhead(client: QueryClient) {
  const wanted = listRequest(useSession.getState());
  if (wanted) client.prefetchQuery(firstRows(tauriBackend, wanted));
}

/** Text that is set before its faces have come is set in others first, and again in its own. */
async function faces() {
  const patience = new Promise((later) => setTimeout(later, 300));
  const needed = ['13px "Inter D"', '13px "Inter in Han"', '18px "Serif D"', '18px "Serif in Han"'];
  await Promise.race([patience, Promise.all(needed.map((face) => document.fonts.load(face)))]);
}
