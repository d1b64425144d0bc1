import { act, configure, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Backend } from "../src/backend/backend";
import { fakeChanges } from "../src/backend/fake";
import { fakeTray } from "../src/backend/fake/tray";
import { fiveFiles, largeFile, nothingFiles, onlyListed } from "../src/backend/fake/trayFiles";
import type { TextPiece } from "../src/bindings/TextPiece";
import type { TrayFix } from "../src/bindings/TrayFix";
import type { TrayImport } from "../src/bindings/TrayImport";
import type { TraySearch } from "../src/bindings/TraySearch";
import { ImportTray } from "../src/domains/tray/ImportTray";
import { canRun, runCommand } from "../src/shared/commands";
import { useSession } from "../src/shared/session";
import { show } from "./render";

// A busy machine may take its time.
configure({ asyncUtilTimeout: 8000 });
vi.setConfig({ testTimeout: 30_000 });

// The virtual lists measure themselves and their rows by these.
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: {
    get(this: HTMLElement) {
      return this.matches(".tray-cards, .tray-raw-text") ? 1200 : 40;
    },
    configurable: true,
  },
  offsetWidth: { get: () => 480, configurable: true },
});

const bytes = (text: string) => new TextEncoder().encode(text).length;

async function open(
  files = fiveFiles(),
  language = "en-GB",
  other: Partial<Backend> = {},
  found?: TraySearch,
) {
  const { changed, part: changes } = fakeChanges();
  const tray = fakeTray(changed, files, found);
  const fixes: TrayFix[] = [];
  const imports: TrayImport[] = [];
  const part = {
    ...tray,
    trayFix: (fix: TrayFix) => {
      fixes.push(fix);
      return tray.trayFix?.(fix) ?? Promise.reject(new Error("no fake"));
    },
    trayImport: (how: TrayImport) => {
      imports.push(how);
      return Promise.resolve({
        references: 1,
        listed: 0,
        merged: 0,
        skipped: 0,
        ids: ["a", "b"],
        problems: [],
      });
    },
  };
  await show(<ImportTray />, {}, language, changes, { ...part, ...other });
  await screen.findByTestId("tray");
  // Its parts come one after another.
  await screen.findByTestId("tray-import");
  if (files.some(({ file }) => file.has_text)) await screen.findByTestId("tray-raw");
  return { fixes, imports, tray };
}

/** The whole text of the first file, as the program counts it. */
const wholeText = (files = fiveFiles()) => files[0]?.pieces.map(({ text }) => text).join("") ?? "";

/** Selects words in the raw text, as a mouse would have. */
async function select(words: string) {
  const runs = await waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>("[data-at]")].filter((run) =>
      run.textContent?.includes(words),
    );
    expect(found.length).toBeGreaterThan(0);
    return found;
  });
  const node = runs[0]?.firstChild;
  const from = node?.textContent?.indexOf(words) ?? 0;
  if (!node) throw new Error("no text");
  act(() => document.getSelection()?.setBaseAndExtent(node, from, node, from + words.length));
  return screen.findByTestId("fix-bar");
}

const raw = () => document.querySelector<HTMLElement>(".tray-raw-text") as HTMLElement;
const cards = () => screen.getByTestId("tray-cards");
const card = (file: number, record: number) =>
  document.querySelector<HTMLElement>(
    `[data-testid=tray-card][data-file="${file}"][data-record="${record}"]`,
  );
const current = () => document.querySelector("[role=row][aria-selected=true]");

beforeEach(() => {
  localStorage.clear();
  document.getSelection()?.removeAllRanges();
});

describe("the tray in numbers and cards", () => {
  it("sums up what was found", async () => {
    await open();
    expect(screen.getByTestId("tray-summary").textContent).toBe(
      "5 files · 17 found: 12 references, 5 listed on a page · 1 duplicate pair · 9 need metadata",
    );
    expect(screen.getByTestId("tray-import").textContent).toContain("Import 12");
  });

  it("says the same in Chinese", async () => {
    await open(fiveFiles(), "zh-CN");
    expect(screen.getByTestId("tray-summary").textContent).toBe(
      "5 个文件 · 找到 17 条：12 篇文献，5 篇页面所列 · 1 对重复 · 9 篇待补全",
    );
  });

  it("says what a duplicate is, and takes a choice", async () => {
    const { tray } = await open();
    const one = await waitFor(() => {
      const found = card(2, 0);
      if (!found) throw new Error("not yet");
      return found;
    });
    expect(one.textContent).toContain("same DOI");
    expect(one.textContent).toContain("as one in your library since 3 May");
    expect(one.textContent).toContain("yours lacks the Chinese title");
    expect(within(one).getByTestId<HTMLInputElement>("duplicate-merge").checked).toBe(true);
    fireEvent.click(within(one).getByTestId("duplicate-skip"));
    await waitFor(() =>
      expect(within(one).getByTestId<HTMLInputElement>("duplicate-skip").checked).toBe(true),
    );
    const [record] = (await tray.trayRecords?.({ file: 2, offset: 0, limit: 1, only_problems: false })) ?? [];
    expect(record?.choice).toBe("skip");
  });

  it("leaves listed works unticked until somebody asks for them", async () => {
    await open(onlyListed());
    await waitFor(() => expect(card(0, 0)).not.toBeNull());
    expect(screen.getByTestId<HTMLButtonElement>("tray-import").disabled).toBe(true);
    fireEvent.click(screen.getByTestId("tray-tick-listed"));
    await waitFor(() => expect(screen.getByTestId("tray-import").textContent).toContain("Import 5"));
  });

  it("says what to do with files in which nothing was found", async () => {
    await open(nothingFiles());
    expect(screen.getByTestId("tray-nothing")).toBeTruthy();
    const problems = await screen.findAllByTestId("tray-problem");
    expect(problems.map((problem) => problem.dataset.code)).toEqual([
      "pdf-scanned",
      "not-text",
      "nothing-recognised",
    ]);
    expect(problems[0]?.textContent).toContain("A scanned PDF");
    fireEvent.click(within(problems[0] as HTMLElement).getByTestId("tray-problem-remove"));
    await waitFor(() => expect(screen.getAllByTestId("tray-problem")).toHaveLength(2));
  });

  it("sums up a large file and shows the records with problems when asked", async () => {
    await open([largeFile(10_000)]);
    const show = await screen.findByTestId("tray-show-problems");
    expect(show.textContent).toBe("Show the 14 with problems");
    expect(screen.queryByTestId("tray-card")).toBeNull();
    expect(screen.queryByTestId("tray-raw")).toBeNull();
    fireEvent.click(show);
    await waitFor(() => expect(card(0, 7)).not.toBeNull());
    expect(card(0, 8)).toBeNull();
  });
});

describe("the tray by keyboard", () => {
  it("moves, ticks and chooses", async () => {
    await open();
    await waitFor(() => expect(document.activeElement).toBe(cards()));
    await waitFor(() => expect(current()).not.toBeNull());
    const press = (key: string) => fireEvent.keyDown(cards(), { key });
    press(" ");
    await waitFor(() => expect(screen.getByTestId("tray-import").textContent).toContain("Import 11"));
    press("ArrowDown");
    press("ArrowDown");
    expect((current() as HTMLElement).dataset).toMatchObject({ file: "2", record: "0" });
    press("k");
    await waitFor(() =>
      expect(within(current() as HTMLElement).getByTestId<HTMLInputElement>("duplicate-keep").checked).toBe(
        true,
      ),
    );
    press("End");
    await waitFor(() => expect((current() as HTMLElement | null)?.dataset.file).toBe("4"));
  });

  it("does nothing while an input method is composing", async () => {
    await open();
    await waitFor(() => expect(current()).not.toBeNull());
    fireEvent.keyDown(cards(), { key: " ", isComposing: true });
    fireEvent.keyDown(cards(), { key: " ", keyCode: 229 });
    fireEvent.keyDown(cards(), { key: "Enter", ctrlKey: true, keyCode: 229 });
    await act(() => new Promise((go) => setTimeout(go, 20)));
    expect(screen.getByTestId("tray-import").textContent).toContain("Import 12");
  });

  it("imports with Ctrl+Enter and shows what came", async () => {
    const { imports } = await open();
    localStorage.clear();
    fireEvent.keyDown(cards(), { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(imports).toHaveLength(1));
    expect(imports[0]).toEqual({ collection: null, tags: [], database: null, searched: null, query: null });
    await waitFor(() => expect(useSession.getState().selection).toEqual(["a"]));
    expect(useSession.getState().place).toEqual({ kind: "all" });
  });

  it("closes with Escape, and asks first when something was mended", async () => {
    await open();
    await select("ChiCTR0000000000");
    fireEvent.keyDown(raw(), { key: "r" });
    await waitFor(() => expect(card(0, 0)?.textContent).toContain("1 fix"));
    fireEvent.keyDown(cards(), { key: "Escape" });
    const question = await screen.findByTestId("dialog");
    expect(question.textContent).toContain("1 fix would be lost");
    fireEvent.click(within(question).getByTestId("tray-keep"));
    expect(screen.getByTestId("tray")).toBeTruthy();
    fireEvent.click(within(card(0, 0) as HTMLElement).getByTestId("undo-fix"));
    await waitFor(() => expect(card(0, 0)?.textContent).not.toContain("1 fix"));
    fireEvent.keyDown(cards(), { key: "Escape" });
    await waitFor(() => expect(screen.queryByTestId("tray")).toBeNull());
  });
});

describe("fixing in place", () => {
  it("counts bytes behind Han characters and an emoji", async () => {
    const { fixes } = await open();
    const words = "为期八周";
    await select(words);
    fireEvent.click(screen.getByTestId("fix-keywords"));
    await waitFor(() => expect(fixes).toHaveLength(1));
    const text = wholeText();
    const start = bytes(text.slice(0, text.indexOf(words)));
    expect(text.indexOf("🌙")).toBeLessThan(text.indexOf(words));
    expect(fixes[0]).toEqual({ file: 0, record: 0, start, end: start + bytes(words), what: "keywords" });
  });

  it("offers what the text looks like first, and Enter takes it", async () => {
    const { fixes } = await open();
    const bar = await select("ChiCTR0000000000");
    expect(within(bar).getAllByRole("button")[0]?.dataset.what).toBe("registration");
    fireEvent.keyDown(raw(), { key: "Enter" });
    await waitFor(() => expect(fixes[0]?.what).toBe("registration"));
    await waitFor(() => expect(screen.queryByTestId("fix-bar")).toBeNull());
  });

  it("takes letters, but never those of an input method", async () => {
    const { fixes } = await open();
    await select("Study registration");
    fireEvent.keyDown(raw(), { key: "T", shiftKey: true, keyCode: 229 });
    fireEvent.keyDown(raw(), { key: "t", isComposing: true });
    fireEvent.keyDown(raw(), { key: "t", ctrlKey: true });
    expect(fixes).toEqual([]);
    fireEvent.keyDown(raw(), { key: "T", shiftKey: true });
    await waitFor(() => expect(fixes[0]?.what).toBe("title-zh"));
    await waitFor(() => expect(card(0, 0)?.textContent).toContain("Study registration"));
  });

  it("says why a text cannot be what was said, and keeps the selection", async () => {
    await open();
    await select("Study registration");
    fireEvent.keyDown(raw(), { key: "d" });
    const alert = await within(screen.getByTestId("fix-bar")).findByRole("alert");
    expect(alert.textContent).toContain("The selected text cannot be read as: DOI.");
  });

  it("goes from a card to its text with F2 and selects there with arrows", async () => {
    const { fixes } = await open();
    await waitFor(() => expect(current()).not.toBeNull());
    await waitFor(() => expect(document.querySelector("[data-at]")).not.toBeNull());
    fireEvent.keyDown(cards(), { key: "F2" });
    await waitFor(() => expect(document.activeElement).toBe(raw()));
    fireEvent.keyDown(raw(), { key: "ArrowRight", shiftKey: true });
    fireEvent.keyDown(raw(), { key: "ArrowRight", shiftKey: true });
    await screen.findByTestId("fix-bar");
    fireEvent.keyDown(raw(), { key: "a" });
    await waitFor(() =>
      expect(fixes[0]).toMatchObject({ start: 0, end: bytes("Lin Yuqing"), what: "authors" }),
    );
    fireEvent.keyDown(raw(), { key: "Escape" });
    await waitFor(() => expect(document.activeElement).toBe(cards()));
  });

  it("goes to a text that had not come when F2 was pressed", async () => {
    let come: (pieces: TextPiece[]) => void = () => {};
    const text = new Promise<TextPiece[]>((resolve) => {
      come = resolve;
    });
    const files = fiveFiles();
    await open(files, "en-GB", { trayText: () => text });
    await waitFor(() => expect(current()).not.toBeNull());
    fireEvent.keyDown(cards(), { key: "F2" });
    expect(raw()).toBeNull();
    come(files[0]?.pieces ?? []);
    await waitFor(() => expect(document.activeElement).toBe(raw()));
  });

  it("makes the record under the selection the current card", async () => {
    await open();
    await waitFor(() => expect(current()).not.toBeNull());
    fireEvent.click(screen.getByTestId("tray-next"));
    fireEvent.click(screen.getByTestId("tray-next"));
    await waitFor(() =>
      expect(screen.getByTestId("tray-raw").textContent).toContain("ageing-and-literacy.html"),
    );
    await select("The half-life of footnotes");
    await waitFor(() =>
      expect((current() as HTMLElement | null)?.dataset).toMatchObject({ file: "2", record: "1" }),
    );
  });
});

it("remembers where records came from for the next import", async () => {
  const { imports } = await open();
  fireEvent.click(screen.getByTestId("tray-from"));
  fireEvent.change(await screen.findByLabelText("Database"), { target: { value: "CNKI" } });
  fireEvent.keyDown(screen.getByLabelText("Database"), { key: "Enter", ctrlKey: true });
  await waitFor(() => expect(imports[0]?.database).toBe("CNKI"));
  await waitFor(() => expect(localStorage.getItem("diglot-where-from")).toContain("CNKI"));
});

it("shows the search that the files tell of, and keeps what is typed instead", async () => {
  const found = { database: "Embase", searched: "2024-03-01", query: "exp gardens/ and oxygen" };
  const { imports } = await open(fiveFiles(), "zh-CN", {}, found);
  const button = screen.getByTestId("tray-from");
  expect(button.textContent).toBe("Embase · 2024-03-01 · exp gardens/ and oxygen");
  fireEvent.click(button);
  const told = await screen.findByTestId("tray-from-told");
  expect(told.textContent).toContain("文件中写明：Embase · 2024-03-01 · exp gardens/ and oxygen");
  expect(screen.getByLabelText<HTMLInputElement>("数据库").placeholder).toBe("Embase");
  fireEvent.change(screen.getByLabelText("检索日期"), { target: { value: "2024-02" } });
  expect(button.textContent).toBe("Embase · 2024-02 · exp gardens/ and oxygen");
  // A search of another database says nothing about this one.
  fireEvent.change(screen.getByLabelText("数据库"), { target: { value: "CNKI" } });
  expect(button.textContent).toBe("CNKI · 2024-02");
  fireEvent.keyDown(screen.getByLabelText("数据库"), { key: "Enter", ctrlKey: true });
  // What nobody typed is the program's to fill in.
  await waitFor(() =>
    expect(imports[0]).toMatchObject({ database: "CNKI", searched: "2024-02", query: null }),
  );
});

it("takes the last fix back with the window's undo, and follows what is added", async () => {
  const { tray } = await open(fiveFiles().slice(0, 1));
  await select("ChiCTR0000000000");
  fireEvent.keyDown(raw(), { key: "r" });
  await waitFor(() => expect(card(0, 0)?.textContent).toContain("1 fix"));
  expect(canRun("undo")).toBe(true);
  act(() => void runCommand("undo"));
  await waitFor(() => expect(card(0, 0)?.textContent).not.toContain("1 fix"));
  expect(canRun("undo")).toBe(false);
  await act(async () => void (await tray.trayAddText?.("买灯泡 💡", null)));
  await waitFor(() => expect(screen.getByTestId("tray-raw").textContent).toContain("2 of 2"));
});
