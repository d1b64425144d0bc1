/**
 * A tray as it would be after somebody pasted a PubMed page and dropped four files. It starts empty; asking for files
 * fills it. In the development page `?tray=` fills it at once: `five`, `large`, `reading`, `nothing`, `listed`.
 */
import type { FixTarget } from "../../bindings/FixTarget";
import type { LibraryChanged } from "../../bindings/LibraryChanged";
import type { TextPiece } from "../../bindings/TextPiece";
import type { TrayFile } from "../../bindings/TrayFile";
import type { TrayRecord } from "../../bindings/TrayRecord";
import type { TraySearch } from "../../bindings/TraySearch";
import type { TrayView } from "../../bindings/TrayView";
import { type Backend, BackendError } from "../backend";
import { fiveFiles, largeFile, nothingFiles, onlyListed } from "./trayFiles";

/** A file of the fake: its own view, its text in pieces, its records, and what can be taken back. */
export interface FakeFile {
  file: Omit<TrayFile, "id">;
  pieces: TextPiece[];
  records: TrayRecord[];
}

interface Held extends FakeFile {
  id: number;
  before: { pieces: TextPiece[]; record: TrayRecord }[];
}

const fail = (code: string) =>
  Promise.reject(new BackendError({ code, params: {}, hint: null, detail: `a fake failure: ${code}` }));

const FILLED: Record<string, () => FakeFile[]> = {
  five: fiveFiles,
  large: () => [largeFile(10_000)],
  nothing: nothingFiles,
  listed: onlyListed,
  reading: () => [],
};

export function fakeTray(
  changed: (change: LibraryChanged) => void = () => {},
  filled?: FakeFile[],
  search: TraySearch = { database: null, searched: null, query: null },
): Partial<Backend> {
  const wish = new URLSearchParams(globalThis.location?.search ?? "").get("tray") ?? "";
  let next = 0;
  let files: Held[] = [];
  let stopped = false;
  const add = (more: FakeFile[]) => {
    for (const one of more) {
      const id = next;
      next += 1;
      const records = one.records.map((record) => ({ ...record, file: id }));
      files.push({ ...one, id, records, before: [] });
    }
  };
  add(filled ?? FILLED[wish]?.() ?? []);

  const view = (): TrayView => {
    const records = files.flatMap((file) => file.records);
    const own = records.filter(({ listed_on }) => listed_on === null);
    return {
      files: files.map((held) => {
        const listed = held.records.filter(({ listed_on }) => listed_on !== null).length;
        return { ...held.file, id: held.id, listed, references: held.records.length - listed };
      }),
      found: records.length,
      references: own.length,
      listed: records.length - own.length,
      duplicate_pairs: records.filter(({ duplicates }) => duplicates.length > 0).length,
      search,
      needs_metadata: own.filter(({ row }) => row.missing.length > 0).length,
      ticked: records.filter(({ ticked }) => ticked).length,
      reading: wish === "reading",
    };
  };
  const told = async (): Promise<TrayView> => {
    setTimeout(() => changed({ stale: ["tray"] }));
    return view();
  };
  const held = (id: number) => files.find((file) => file.id === id);

  return {
    trayView: async () => view(),
    trayOptions: async () => ({
      encodings: ["utf-8", "gb18030", "big5", "utf-16le", "windows-1252"],
      formats: ["ris", "csl-json", "wos-mirror-page", "listing", "page"],
    }),
    trayRecords: async ({ file, offset, limit, only_problems }) => {
      const records = held(file)?.records ?? [];
      const wanted = only_problems
        ? records.filter(({ duplicates, row }) => duplicates.length > 0 || row.missing.length > 0)
        : records;
      return wanted.slice(offset, offset + limit);
    },
    trayText: async (file) => held(file)?.pieces ?? [],
    trayPickFiles: () => {
      add(fiveFiles());
      return told();
    },
    trayPickFolder: () => {
      add(fiveFiles());
      return told();
    },
    trayAddText: (text) => {
      add([plain(text)]);
      return told();
    },
    trayAddSample: () => {
      add(fiveFiles().slice(0, 1));
      return told();
    },
    trayChoose: ({ file, record, ticked, duplicate }) => {
      const one = held(file);
      if (!one) return fail("tray-unknown-file");
      one.records = one.records.map((own) =>
        own.record === record
          ? { ...own, ticked: ticked ?? own.ticked, choice: duplicate ?? own.choice }
          : own,
      );
      return told();
    },
    trayReread: ({ file, encoding, format }) => {
      const one = held(file);
      if (!one) return fail("tray-unknown-file");
      one.file = { ...one.file, encoding: encoding ?? "utf-8", format };
      return told();
    },
    trayRemove: (file) => {
      files = files.filter(({ id }) => id !== file);
      return told();
    },
    trayFix: ({ file, record, start, end, what }) => {
      const one = held(file);
      const before = one?.records.find((own) => own.record === record);
      if (!one || !before) return fail("tray-unknown-record");
      const words = textBetween(one.pieces, start, end);
      if (what === "doi" && !/10\.\d{4,}\//.test(words)) return fail("fix-unreadable");
      one.before.push({ pieces: one.pieces, record: before });
      one.pieces = cutOut(one.pieces, start, end, record, what);
      one.records = one.records.map((own) => (own.record === record ? mended(own, words, what) : own));
      return told();
    },
    trayUndoFix: (file, record) => {
      const one = held(file);
      const at = one?.before.findLastIndex((fix) => fix.record.record === record) ?? -1;
      const fix = one?.before[at];
      if (!one || !fix) return fail("tray-no-fix");
      one.before.splice(at, 1);
      one.pieces = fix.pieces;
      one.records = one.records.map((own) => (own.record === record ? fix.record : own));
      return told();
    },
    trayImport: async (_how, onProgress) => {
      stopped = false;
      const now = view();
      if (now.ticked === 0) return fail("tray-nothing-chosen");
      const total = now.ticked;
      for (let part = 1; part <= 10; part += 1) {
        await new Promise((go) => setTimeout(go, 60));
        if (stopped) return fail("cancelled");
        onProgress({ stage: part < 8 ? "writing" : "indexing", done: Math.ceil((total * part) / 10), total });
      }
      files = [];
      setTimeout(() => changed({ stale: ["tray", "references", "operations"] }));
      return { references: total, listed: now.listed, merged: 0, skipped: 0, ids: ["trial"], problems: [] };
    },
    trayCancelImport: async () => {
      stopped = true;
    },
    trayClose: () => {
      files = [];
      return told();
    },
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A paste of which nothing is known. */
function plain(text: string): FakeFile {
  return {
    file: {
      name: null,
      encoding: "utf-8",
      format: "page",
      references: 0,
      listed: 0,
      has_text: true,
      problems: [],
    },
    pieces: [{ start: 0, text, record: null, field: null, lang: null }],
    records: [],
  };
}

function textBetween(pieces: TextPiece[], start: number, end: number): string {
  const first = pieces[0]?.start ?? 0;
  const bytes = encoder.encode(pieces.map(({ text }) => text).join(""));
  return decoder.decode(bytes.slice(start - first, end - first));
}

const FIELDS: Record<FixTarget, [string | null, string | null]> = {
  "title-en": ["title", "en"],
  "title-zh": ["title", "zh-Hans"],
  authors: ["author", null],
  "abstract-en": ["abstract", "en"],
  "abstract-zh": ["abstract", "zh-Hans"],
  container: ["container-title", null],
  date: ["issued", null],
  volume: ["volume", null],
  issue: ["issue", null],
  pages: ["page", null],
  doi: ["DOI", null],
  pmid: ["PMID", null],
  keywords: ["keyword", null],
  affiliation: ["affiliation", null],
  registration: ["registration", null],
  "not-part-of-it": [null, null],
};

/** The pieces with the given bytes as one of their own. */
function cutOut(
  pieces: TextPiece[],
  start: number,
  end: number,
  record: number,
  what: FixTarget,
): TextPiece[] {
  const [field, lang] = FIELDS[what];
  const cut: TextPiece[] = [];
  let done = false;
  for (const piece of pieces) {
    const bytes = encoder.encode(piece.text);
    const from = Math.max(0, start - piece.start);
    const to = Math.min(bytes.length, end - piece.start);
    if (from >= to) {
      cut.push(piece);
      continue;
    }
    if (from > 0) cut.push({ ...piece, text: decoder.decode(bytes.slice(0, from)) });
    if (!done) cut.push({ start, text: textBetween(pieces, start, end), record, field, lang });
    done = true;
    if (to < bytes.length)
      cut.push({ ...piece, start: piece.start + to, text: decoder.decode(bytes.slice(to)) });
  }
  return cut;
}

function mended(record: TrayRecord, words: string, what: FixTarget): TrayRecord {
  const row = { ...record.row };
  const has = (part: (typeof row.missing)[number]) => {
    row.missing = row.missing.filter((missing) => missing !== part);
  };
  if (what === "title-en" || what === "title-zh") {
    const title = { lang: what === "title-en" ? "en" : "zh-Hans", text: words };
    if (row.title && row.title.lang !== title.lang) row.other_title = title;
    else row.title = title;
    has("title");
  } else if (what === "authors") {
    row.authors = words.split(/[,;、]\s*/).map((name) => name.split(" ")[0] ?? name);
    has("authors");
  } else if (what === "container") {
    row.container = { lang: "en", text: words };
    has("container");
  } else if (what === "date") {
    row.year = /\d{4}/.exec(words)?.[0] ?? row.year;
    has("issued");
  }
  return { ...record, row, fixes: record.fixes + 1, has_doi: record.has_doi || what === "doi" };
}
