/** What the whole window needs around it: the backend, its cache, and what floating parts rely on. */
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import type { Backend } from "../backend/backend";
import { BackendProvider } from "../backend/context";
import { forget, queryClient } from "../backend/queries";
import { Foundations } from "../shared/Layer";

interface ProvidersProps {
  backend: Backend;
  /** A cache that has something in it already and is told what is stale; a new one otherwise. */
  client?: QueryClient;
  children: ReactNode;
}

export function Providers({ backend, client, children }: ProvidersProps) {
  const [cache] = useState(() => client ?? queryClient());
  useEffect(() => {
    if (!client) return backend.onLibraryChanged((change) => forget(cache, change));
  }, [backend, client, cache]);
  return (
    <QueryClientProvider client={cache}>
      <BackendProvider backend={backend}>
        <Foundations>{children}</Foundations>
      </BackendProvider>
    </QueryClientProvider>
  );
}
