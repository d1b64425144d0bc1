/** What the whole window needs around it: the backend, its cache, and what floating parts rely on. */
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Backend } from "../backend/backend";
import { BackendProvider } from "../backend/context";
import { queryClient } from "../backend/queries";
import { Foundations } from "../shared/Layer";

export function Providers({ backend, children }: { backend: Backend; children: ReactNode }) {
  const [client] = useState(queryClient);
  return (
    <QueryClientProvider client={client}>
      <BackendProvider backend={backend}>
        <Foundations>{children}</Foundations>
      </BackendProvider>
    </QueryClientProvider>
  );
}
