/** The whole window, in place of its first picture. */
import { StrictMode } from "react";
import type { Root } from "react-dom/client";
import type { Backend } from "./backend/backend";
import type { Opening } from "./backend/opening";
import { forget, queryClient } from "./backend/queries";
import { addTexts } from "./i18n";
import * as later from "./i18n/texts/later";
import { MainView } from "./views/MainView";
import { Providers } from "./views/Providers";

addTexts(later);

/** Shows the window; what has been asked before is not asked again. */
export async function start(root: Root, backend: Backend, { kept, onChange }: Opening) {
  const client = queryClient();
  const known = kept.map(([queryKey, answer]) => client.prefetchQuery({ queryKey, queryFn: () => answer }));
  // Those that are there already are taken up within this turn; nobody waits for the others.
  await Promise.race([Promise.all(known), new Promise((later) => setTimeout(later))]);
  onChange((change) => forget(client, change));
  root.render(
    <StrictMode>
      <Providers backend={backend} client={client}>
        <MainView />
      </Providers>
    </StrictMode>,
  );
}
