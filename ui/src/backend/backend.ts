/** What the interface may ask the program. The real one speaks to Rust; tests bring a fake. */
import type { AppInfo } from "../bindings/AppInfo";
import type { CommandFailure } from "../bindings/CommandFailure";
import type { ImportOutcome } from "../bindings/ImportOutcome";
import type { LibrarySummary } from "../bindings/LibrarySummary";
import type { ReferenceList } from "../bindings/ReferenceList";
import type { ReferenceListRequest } from "../bindings/ReferenceListRequest";

export interface Backend {
  /** The program's name and version. */
  appInfo(): Promise<AppInfo>;
  /** How much the open library holds. Rejects with a `BackendError`. */
  librarySummary(): Promise<LibrarySummary>;
  /** What the files that the program was started with brought; null when there were none. */
  startupImport(): Promise<ImportOutcome | null>;
  /** A part of the list of references. Rejects with a `BackendError`. */
  referenceList(request: ReferenceListRequest): Promise<ReferenceList>;
}

/** A command's failure, as the program reports it; the sentence for a person comes from `code` and `params`. */
export class BackendError extends Error {
  readonly code: string;
  readonly params: Record<string, string>;
  readonly hint: string | null;

  constructor(failure: CommandFailure) {
    super(failure.detail);
    this.name = "BackendError";
    this.code = failure.code;
    this.params = failure.params;
    this.hint = failure.hint;
  }

  /** Takes whatever was thrown and makes a `BackendError` of it. */
  static from(thrown: unknown): BackendError {
    if (thrown instanceof BackendError) return thrown;
    if (typeof thrown === "object" && thrown !== null && "code" in thrown && "detail" in thrown) {
      return new BackendError(thrown as CommandFailure);
    }
    return new BackendError({ code: "unknown", params: {}, hint: null, detail: String(thrown) });
  }
}
