/** What the interface may ask the program. The real one speaks to Rust; tests bring a fake. */
import type { AbstractTerm } from "../bindings/AbstractTerm";
import type { AbstractView } from "../bindings/AbstractView";
import type { AppInfo } from "../bindings/AppInfo";
import type { AttachPreview } from "../bindings/AttachPreview";
import type { AttachRequest } from "../bindings/AttachRequest";
import type { BilingualExport } from "../bindings/BilingualExport";
import type { CitedReference } from "../bindings/CitedReference";
import type { CollectionEdit } from "../bindings/CollectionEdit";
import type { CommandFailure } from "../bindings/CommandFailure";
import type { DuplicateSet } from "../bindings/DuplicateSet";
import type { EditionsRequest } from "../bindings/EditionsRequest";
import type { EditionView } from "../bindings/EditionView";
import type { ExportReport } from "../bindings/ExportReport";
import type { ExportRequest } from "../bindings/ExportRequest";
import type { FieldEdit } from "../bindings/FieldEdit";
import type { FreeCopy } from "../bindings/FreeCopy";
import type { GlossaryEdit } from "../bindings/GlossaryEdit";
import type { GlossaryView } from "../bindings/GlossaryView";
import type { ImportOutcome } from "../bindings/ImportOutcome";
import type { LibraryChanged } from "../bindings/LibraryChanged";
import type { LibrarySummary } from "../bindings/LibrarySummary";
import type { LinkEdit } from "../bindings/LinkEdit";
import type { LinksImport } from "../bindings/LinksImport";
import type { LookupAdd } from "../bindings/LookupAdd";
import type { LookupAddMany } from "../bindings/LookupAddMany";
import type { LookupAnswer } from "../bindings/LookupAnswer";
import type { LookupComplete } from "../bindings/LookupComplete";
import type { LookupCompleteMany } from "../bindings/LookupCompleteMany";
import type { LookupProgress } from "../bindings/LookupProgress";
import type { LookupReport } from "../bindings/LookupReport";
import type { MembershipEdit } from "../bindings/MembershipEdit";
import type { MenuCommand } from "../bindings/MenuCommand";
import type { MergeRequest } from "../bindings/MergeRequest";
import type { MergeView } from "../bindings/MergeView";
import type { NetworkKeyEdit } from "../bindings/NetworkKeyEdit";
import type { NetworkSetting } from "../bindings/NetworkSetting";
import type { NetworkView } from "../bindings/NetworkView";
import type { OperationsView } from "../bindings/OperationsView";
import type { OperationView } from "../bindings/OperationView";
import type { Organisation } from "../bindings/Organisation";
import type { OriginalText } from "../bindings/OriginalText";
import type { PeopleEdit } from "../bindings/PeopleEdit";
import type { ProposalChoice } from "../bindings/ProposalChoice";
import type { Recognised } from "../bindings/Recognised";
import type { ReferenceDetail } from "../bindings/ReferenceDetail";
import type { ReferenceList } from "../bindings/ReferenceList";
import type { ReferenceListRequest } from "../bindings/ReferenceListRequest";
import type { SentenceCut } from "../bindings/SentenceCut";
import type { TagEdit } from "../bindings/TagEdit";
import type { TextPiece } from "../bindings/TextPiece";
import type { TranslationEstimate } from "../bindings/TranslationEstimate";
import type { TranslationProgress } from "../bindings/TranslationProgress";
import type { TranslationReport } from "../bindings/TranslationReport";
import type { TranslationRequest } from "../bindings/TranslationRequest";
import type { TranslationSetting } from "../bindings/TranslationSetting";
import type { TranslationView } from "../bindings/TranslationView";
import type { TrayChoice } from "../bindings/TrayChoice";
import type { TrayFix } from "../bindings/TrayFix";
import type { TrayImport } from "../bindings/TrayImport";
import type { TrayOptions } from "../bindings/TrayOptions";
import type { TrayProgress } from "../bindings/TrayProgress";
import type { TrayRecord } from "../bindings/TrayRecord";
import type { TrayRecordsRequest } from "../bindings/TrayRecordsRequest";
import type { TrayReread } from "../bindings/TrayReread";
import type { TrayView } from "../bindings/TrayView";

/** Stops what `on…` started. */
export type Stop = () => void;

/** Where a drag from outside is. Files that are dropped go to the tray by themselves; a link is the page's business. */
export type DragPhase = { phase: "over" } | { phase: "left" } | { phase: "dropped"; link: string | null };

/** Every method rejects with a `BackendError`. Mutations are one step to undo, unless they say otherwise. */
export interface Backend {
  // The program
  /** The program's name and version. */
  appInfo(): Promise<AppInfo>;
  /** The language of the native menu: `en` or `zh`. */
  setMenuLanguage(language: string): Promise<void>;
  /** The library is not what it was: answers with these tags are stale. */
  onLibraryChanged(listener: (change: LibraryChanged) => void): Stop;
  /** Somebody chose a command of the native menu. */
  onMenuCommand(listener: (command: MenuCommand) => void): Stop;
  /** Something is dragged over the window from outside. Dropped files go to the tray by themselves. */
  onDrag(listener: (phase: DragPhase) => void): Stop;
  /** Opens the page of a DOI, or an https address of a reference, in the browser. */
  openLink(url: string): Promise<void>;
  /** Puts a text on the clipboard. */
  copyText(text: string): Promise<void>;

  // The library and its lists
  /** How much the open library holds. */
  librarySummary(): Promise<LibrarySummary>;
  /** What the files that the program was started with brought; null when there were none. */
  startupImport(): Promise<ImportOutcome | null>;
  /** A part of a list. */
  referenceList(request: ReferenceListRequest): Promise<ReferenceList>;
  /** The place of a reference in the list that a request describes, from 0; null when it is not in it. */
  referencePosition(request: ReferenceListRequest, id: string): Promise<number | null>;
  /** The ids of a whole list in its order, to select them all. */
  referenceIds(request: ReferenceListRequest): Promise<string[]>;
  /** The groups of works that are the same or may be. */
  duplicateSets(): Promise<DuplicateSet[]>;

  // One reference
  referenceDetail(id: string): Promise<ReferenceDetail>;
  abstractView(id: string): Promise<AbstractView>;
  /** The text that a reference was read from. */
  originalText(id: string): Promise<OriginalText>;
  /** Sets, adds or removes a value. Rejects with `not-a-value` when it cannot be one. */
  editField(edit: FieldEdit): Promise<void>;
  /** Adds people to a reference. Rejects with `not-a-value` when the names do not fit each other. */
  addPeople(people: PeopleEdit): Promise<void>;
  linkSentences(edit: LinkEdit): Promise<void>;
  /** Takes the links of these sentences apart. */
  unlinkSentences(edit: LinkEdit): Promise<void>;
  /** Forgets all links that a person made for a reference. */
  resetLinks(id: string): Promise<void>;
  /** Moves references to the trash. */
  deleteReferences(ids: string[]): Promise<void>;
  /** Takes references out of the trash. */
  restoreReferences(ids: string[]): Promise<void>;
  /** Makes references of listed works. */
  addListed(ids: string[]): Promise<void>;

  // The other language of a reference
  /** Splits a sentence, or makes it one with the next. */
  cutSentences(cut: SentenceCut): Promise<void>;
  /** What a pasted text would bring to a reference; changes nothing. Rejects with `not-attachable`. */
  attachPreview(request: AttachRequest): Promise<AttachPreview>;
  /** Puts a pasted text beside that of a reference. Rejects with `not-a-translation` unless `anyway`. */
  attach(request: AttachRequest): Promise<void>;
  /** Joins two records of one work in two languages; `keep` stands for both. */
  joinEditions(request: EditionsRequest): Promise<void>;
  /** Brings both back. */
  splitEditions(request: EditionsRequest): Promise<void>;
  /** The records that are joined with a reference. */
  editionsOf(id: string): Promise<EditionView[]>;
  /** Asks where to write texts in two languages, and writes them; null when the user cancelled. */
  exportBilingual(request: BilingualExport): Promise<ExportReport | null>;
  /** Asks for TMX files with corrected alignments and takes their links over; null when the user cancelled. */
  importLinks(): Promise<LinksImport | null>;
  /** The glossary of the library; reads every reference, so that it may take a second. */
  glossary(): Promise<GlossaryView>;
  editGlossary(edit: GlossaryEdit): Promise<GlossaryView>;
  /** The terms of the glossary that stand in the abstracts of a reference. */
  abstractTerms(id: string): Promise<AbstractTerm[]>;

  // Translation by a provider that the user set up
  translation(): Promise<TranslationView>;
  setTranslation(setting: TranslationSetting): Promise<TranslationView>;
  /** What a translation would take; sends nothing. Rejects with `translation-off`. */
  estimateTranslation(request: TranslationRequest): Promise<TranslationEstimate>;
  /** Translates; each reference is one step to undo. */
  translate(
    request: TranslationRequest,
    onProgress: (progress: TranslationProgress) => void,
  ): Promise<TranslationReport>;
  cancelTranslation(job: string): Promise<void>;
  /** Takes away what machines translated of references. */
  removeTranslations(ids: string[]): Promise<void>;

  // The import tray
  trayView(): Promise<TrayView>;
  trayOptions(): Promise<TrayOptions>;
  trayRecords(request: TrayRecordsRequest): Promise<TrayRecord[]>;
  /** The raw text of a file, in pieces. */
  trayText(file: number): Promise<TextPiece[]>;
  /** Opens the system's dialog for files; resolves when it is closed. */
  trayPickFiles(): Promise<TrayView>;
  /** The same for a folder. */
  trayPickFolder(): Promise<TrayView>;
  /** Adds what was pasted or dropped as text. */
  trayAddText(text: string, html: string | null): Promise<TrayView>;
  /** Adds the text of the clipboard, which the page cannot read. Rejects with `clipboard-empty`. */
  trayAddClipboard(): Promise<TrayView>;
  /** Adds one of the samples: `mirror-page`, `pubmed-text`, `listing`. */
  trayAddSample(name: string): Promise<TrayView>;
  trayChoose(choice: TrayChoice): Promise<TrayView>;
  trayReread(reread: TrayReread): Promise<TrayView>;
  trayRemove(file: number): Promise<TrayView>;
  trayFix(fix: TrayFix): Promise<TrayView>;
  /** Takes the latest fix back. */
  trayUndoFix(file: number, record: number): Promise<TrayView>;
  /** Imports what is ticked, as one step to undo, and empties the tray. */
  trayImport(how: TrayImport, onProgress: (progress: TrayProgress) => void): Promise<ImportOutcome>;
  /** Stops an import that is running; nothing of it stays. */
  trayCancelImport(): Promise<void>;
  /** Empties the tray and forgets what was in it. */
  trayClose(): Promise<TrayView>;

  // Lookup
  /** What a text in the field is. Asks nobody. */
  recognise(text: string): Promise<Recognised>;
  /** Asks the services and adds the work, unless the library has it. */
  lookupAdd(request: LookupAdd): Promise<LookupAnswer>;
  /** Asks the services what a reference lacks; changes nothing. */
  lookupComplete(request: LookupComplete): Promise<LookupAnswer>;
  lookupApply(choice: ProposalChoice): Promise<void>;
  /** Looks up every identifier of a text; what is found and new is added as one step to undo. */
  lookupAddMany(
    request: LookupAddMany,
    onProgress: (progress: LookupProgress) => void,
  ): Promise<LookupReport>;
  /** Completes references, or all that need metadata: gaps are filled as one step to undo, differences are proposed. */
  lookupCompleteMany(
    request: LookupCompleteMany,
    onProgress: (progress: LookupProgress) => void,
  ): Promise<LookupReport>;
  /** What a candidate would change in the reference that it was found for; changes nothing. */
  lookupChoose(token: string): Promise<LookupAnswer>;
  /** Where a free copy of a reference is. */
  lookupFreeCopy(request: LookupComplete): Promise<FreeCopy>;
  /** Asks what waited for a network. */
  lookupWaitingRun(job: string, onProgress: (progress: LookupProgress) => void): Promise<LookupReport>;
  /** Forgets what waits for a network. */
  lookupWaitingForget(): Promise<void>;
  lookupCancel(job: string): Promise<void>;

  // The network
  /** How the network is used, who may be asked, and what waits. */
  network(): Promise<NetworkView>;
  /** Rejects with `network-setting` when the address or the proxy cannot be one. */
  editNetwork(setting: NetworkSetting): Promise<NetworkView>;
  /** Keeps a key in the system's store of passwords, or forgets it. Rejects with `no-keyring`. */
  editNetworkKey(edit: NetworkKeyEdit): Promise<NetworkView>;

  // Undo
  operations(): Promise<OperationsView>;
  /** Takes back the latest operation and says which it was. */
  undo(): Promise<OperationView>;
  redo(): Promise<OperationView>;

  // Merge, organise, cite, export
  mergePreview(request: MergeRequest): Promise<MergeView>;
  /** Resolves with the id of the reference that is left. */
  merge(request: MergeRequest): Promise<string>;
  organisation(): Promise<Organisation>;
  /** Makes, renames or moves a collection and resolves with its id. */
  editCollection(edit: CollectionEdit): Promise<string>;
  /** Deletes a collection with those in it; its references stay in the library. */
  deleteCollection(id: string): Promise<void>;
  setMembership(edit: MembershipEdit): Promise<void>;
  setTag(edit: TagEdit): Promise<void>;
  /** Formatted references in the bundled style, in the given order. */
  cite(ids: string[]): Promise<CitedReference[]>;
  /** Asks where to write, and writes; null when the user cancelled. */
  exportReferences(request: ExportRequest): Promise<ExportReport | null>;
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
