/** The real backend: each method is one command of the shell. */
import { invoke } from "@tauri-apps/api/core";
import { type Backend, BackendError } from "./backend";

async function call<Answer>(command: string, args?: Record<string, unknown>): Promise<Answer> {
  try {
    return await invoke<Answer>(command, args);
  } catch (thrown) {
    throw BackendError.from(thrown);
  }
}

export const tauriBackend: Backend = {
  appInfo: () => call("app_info"),
  librarySummary: () => call("library_summary"),
  startupImport: () => call("startup_import"),
  referenceList: (request) => call("reference_list", { request }),
};
