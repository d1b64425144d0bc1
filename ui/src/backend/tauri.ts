/** The real backend: each method is one command of the shell. */
import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { LibraryChanged } from "../bindings/LibraryChanged";
import type { LookupProgress } from "../bindings/LookupProgress";
import type { MenuCommand } from "../bindings/MenuCommand";
import type { TranslationProgress } from "../bindings/TranslationProgress";
import type { TrayProgress } from "../bindings/TrayProgress";
import { type Backend, BackendError, type DragPhase, type Stop } from "./backend";

async function call<Answer>(command: string, args?: Record<string, unknown>): Promise<Answer> {
  try {
    return await invoke<Answer>(command, args);
  } catch (thrown) {
    throw BackendError.from(thrown);
  }
}

/** Listens to an event of the shell; stopping works also before the shell has confirmed. */
function on<Payload>(event: string, listener: (payload: Payload) => void): Stop {
  const stopping = listen<Payload>(event, ({ payload }) => listener(payload));
  return () => {
    stopping.then((stop) => stop());
  };
}

export const tauriBackend: Backend = {
  appInfo: () => call("app_info"),
  setMenuLanguage: (language) => call("menu_language", { language }),
  onLibraryChanged: (listener) => on<LibraryChanged>("library-changed", listener),
  onMenuCommand: (listener) => on<MenuCommand>("menu-command", listener),
  onDrag: (listener) => on<DragPhase>("drag-phase", listener),
  openLink: (url) => call("link_open", { url }),
  copyText: (text) => call("clipboard_write", { text }),

  librarySummary: () => call("library_summary"),
  startupImport: () => call("startup_import"),
  referenceList: (request) => call("reference_list", { request }),
  referencePosition: (request, id) => call("reference_position", { request, id }),
  referenceIds: (request) => call("reference_ids", { request }),
  duplicateSets: () => call("duplicate_sets"),

  referenceDetail: (id) => call("reference_detail", { id }),
  abstractView: (id) => call("abstract_view", { id }),
  originalText: (id) => call("original_text", { id }),
  editField: (edit) => call("reference_edit_field", { edit }),
  addPeople: (people) => call("reference_add_people", { people }),
  linkSentences: (edit) => call("sentences_link", { edit }),
  unlinkSentences: (edit) => call("sentences_unlink", { edit }),
  resetLinks: (id) => call("sentences_reset", { id }),
  deleteReferences: (ids) => call("reference_delete", { ids }),
  restoreReferences: (ids) => call("reference_restore", { ids }),
  addListed: (ids) => call("reference_add_listed", { ids }),

  cutSentences: (cut) => call("sentences_cut", { cut }),
  attachPreview: (request) => call("attach_preview", { request }),
  attach: (request) => call("attach_apply", { request }),
  joinEditions: (request) => call("editions_join", { request }),
  splitEditions: (request) => call("editions_split", { request }),
  editionsOf: (id) => call("editions_of", { id }),
  exportBilingual: (request) => call("bilingual_export", { request }),
  importLinks: () => call("links_import"),
  glossary: () => call("glossary_view"),
  editGlossary: (edit) => call("glossary_edit", { edit }),
  abstractTerms: (id) => call("glossary_terms", { id }),

  translation: () => call("translation_view"),
  setTranslation: (setting) => call("translation_set", { setting }),
  estimateTranslation: (request) => call("translation_estimate", { request }),
  translate: (request, onProgress) => {
    const progress = new Channel<TranslationProgress>();
    progress.onmessage = onProgress;
    return call("translation_run", { request, progress });
  },
  cancelTranslation: (job) => call("translation_cancel", { job }),
  removeTranslations: (ids) => call("translation_remove", { ids }),

  trayView: () => call("tray_view"),
  trayOptions: () => call("tray_options"),
  trayRecords: (request) => call("tray_records", { request }),
  trayText: (file) => call("tray_text", { file }),
  trayPickFiles: () => call("tray_pick_files"),
  trayPickFolder: () => call("tray_pick_folder"),
  trayAddText: (text, html) => call("tray_add_text", { text, html }),
  trayAddClipboard: () => call("tray_add_clipboard"),
  trayAddSample: (name) => call("tray_add_sample", { name }),
  trayChoose: (choice) => call("tray_choose", { choice }),
  trayReread: (reread) => call("tray_reread", { reread }),
  trayRemove: (file) => call("tray_remove", { file }),
  trayFix: (fix) => call("tray_fix", { fix }),
  trayUndoFix: (file, record) => call("tray_undo_fix", { file, record }),
  trayImport: (how, onProgress) => {
    const progress = new Channel<TrayProgress>();
    progress.onmessage = onProgress;
    return call("tray_import", { how, progress });
  },
  trayCancelImport: () => call("tray_cancel_import"),
  trayClose: () => call("tray_close"),

  recognise: (text) => call("lookup_recognise", { text }),
  lookupAdd: (request) => call("lookup_add", { request }),
  lookupComplete: (request) => call("lookup_complete", { request }),
  lookupApply: (choice) => call("lookup_apply", { choice }),
  lookupAddMany: (request, onProgress) => {
    const progress = new Channel<LookupProgress>();
    progress.onmessage = onProgress;
    return call("lookup_add_many", { request, progress });
  },
  lookupCompleteMany: (request, onProgress) => {
    const progress = new Channel<LookupProgress>();
    progress.onmessage = onProgress;
    return call("lookup_complete_many", { request, progress });
  },
  lookupChoose: (token) => call("lookup_choose", { token }),
  lookupFreeCopy: (request) => call("lookup_free_copy", { request }),
  lookupWaitingRun: (job, onProgress) => {
    const progress = new Channel<LookupProgress>();
    progress.onmessage = onProgress;
    return call("lookup_waiting_run", { job, progress });
  },
  lookupWaitingForget: () => call("lookup_waiting_forget"),
  lookupCancel: (job) => call("lookup_cancel", { job }),

  network: () => call("network_view"),
  editNetwork: (setting) => call("network_edit", { setting }),
  editNetworkKey: (edit) => call("network_key", { edit }),

  operations: () => call("operation_latest"),
  undo: () => call("operation_undo"),
  redo: () => call("operation_redo"),

  mergePreview: (request) => call("merge_preview", { request }),
  merge: (request) => call("merge_apply", { request }),
  organisation: () => call("organisation_view"),
  editCollection: (edit) => call("collection_edit", { edit }),
  deleteCollection: (id) => call("collection_delete", { id }),
  setMembership: (edit) => call("collection_membership", { edit }),
  setTag: (edit) => call("tag_set", { edit }),
  cite: (ids) => call("reference_cite", { ids }),
  exportReferences: (request) => call("reference_export", { request }),
};
