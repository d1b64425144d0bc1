import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { BackendError } from "../src/backend/backend";
import { failing } from "../src/backend/fake";
import { usePreferences } from "../src/shared/preferences";
import { useSession } from "../src/shared/session";
import { MainView } from "../src/views/MainView";
import { row, show } from "./render";

const bilingual = row({
  id: "1",
  title: { lang: "en", text: "Tidal wetlands as carbon stores" },
  other_title: { lang: "zh-Hans", text: "潮汐湿地的碳储存" },
  authors: ["Nakagawa", "Ito"],
  container: { lang: "en", text: "Estuar Rev" },
  year: "2018",
  languages: "both",
});
const TRAY = {
  files: [],
  found: 0,
  references: 0,
  listed: 0,
  duplicate_pairs: 0,
  search: { database: null, searched: null, query: null },
  needs_metadata: 0,
  ticked: 0,
  reading: false,
};
const trayView = async () => TRAY;

describe("the window", () => {
  it("shows the first page in both languages when the library holds nothing", async () => {
    await show(<MainView />);
    const empty = await screen.findByTestId("empty");
    expect(empty.textContent).toContain("Drop files, or paste");
    expect(empty.textContent).toContain("拖入文件，或粘贴");
    expect(screen.getByTestId("counts").textContent).toBe("0 references");
  });

  it("lists references with both titles, each marked with its language", async () => {
    await show(<MainView />, { rows: [bilingual, row({ id: "2" })], listed: 1 });
    const item = await screen.findByTestId("reference");
    expect(within(item).getByText("Tidal wetlands as carbon stores").lang).toBe("en");
    expect(within(item).getByText("潮汐湿地的碳储存").lang).toBe("zh-Hans");
    expect(item.textContent).toContain("Nakagawa, Ito 2018 · Estuar Rev");
    expect(within(item).getByRole("img").getAttribute("aria-label")).toContain("translator unknown");
    expect(screen.getByTestId("counts").textContent).toBe("1 reference · 1 in both languages");
    expect(screen.getByTestId("place-listed").textContent).toContain("1");
  });

  it("speaks Chinese where the system does, and English when somebody says so", async () => {
    await show(<MainView />, { rows: [bilingual] }, "zh-CN");
    await screen.findByTestId("reference");
    expect(screen.getByTestId("counts").textContent).toBe("1 篇文献 · 1 篇有中英文");
    expect(document.documentElement.lang).toBe("zh-Hans");
    act(() => usePreferences.getState().set({ language: "en" }));
    await waitFor(() => expect(document.documentElement.lang).toBe("en"));
    expect(screen.getByTestId("counts").textContent).toBe("1 reference · 1 in both languages");
  });

  it("tells what the files of the command line brought, and the remarks on demand", async () => {
    const problem = { file: "b.pdf", code: "pdf", record: null, message: "“b.pdf” was not imported." };
    const imported = { references: 1, listed: 45, merged: 0, skipped: 0, ids: ["1"], problems: [problem] };
    await show(<MainView />, { rows: [bilingual], imported });
    const said = await screen.findByTestId("undo-bar");
    expect(said.textContent).toContain("Imported 1 reference, and 45 works listed on pages");
    fireEvent.click(within(said).getByText("1 remark"));
    expect((await screen.findByTestId("imported")).textContent).toContain("“b.pdf” was not imported.");
  });

  it("says what to do when it knows", async () => {
    const librarySummary = failing("library-newer", {}, "update");
    await show(<MainView />, {}, "en-GB", { librarySummary });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toMatch(/A newer version of Diglot wrote the library\.\s*Update Diglot\./);
  });

  it("says what is wrong when the library cannot be opened", async () => {
    await show(<MainView />, {}, "en-GB", { librarySummary: failing("something-new") });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The library could not be opened");
    expect(alert.textContent).toContain("a fake failure");
  });
});

describe("undo", () => {
  it("is offered after a deletion, takes it back, and says so", async () => {
    await show(<MainView />, { rows: [bilingual, row({ id: "2" })] });
    await waitFor(() => expect(screen.getAllByTestId("reference")).toHaveLength(2));
    await waitFor(() => expect(useSession.getState().selection).toHaveLength(1));
    fireEvent.keyDown(screen.getByTestId("reference-list"), { key: "Delete" });
    const bar = await screen.findByTestId("undo-bar");
    expect(bar.textContent).toContain("Moved 1 reference to the trash");
    await waitFor(() => expect(screen.getAllByTestId("reference")).toHaveLength(1));
    fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
    await waitFor(() => expect(screen.getAllByTestId("reference")).toHaveLength(2));
    expect(screen.getByTestId("undo-bar").textContent).toContain("Undone: Moved 1 reference to the trash");
  });

  it("belongs to the text while somebody types", async () => {
    const undo = vi.fn();
    await show(<MainView />, { rows: [bilingual] }, "en-GB", { undo });
    fireEvent.keyDown(await screen.findByTestId("field"), { key: "z", ctrlKey: true });
    expect(undo).not.toHaveBeenCalled();
  });

  it("says in words when there is nothing to undo", async () => {
    await show(<MainView />, { rows: [bilingual] });
    await screen.findByTestId("reference");
    fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
    expect((await screen.findByTestId("undo-bar")).textContent).toContain("There is nothing to undo.");
  });
});

describe("a merge over the list", () => {
  it("keeps keys from what is selected under it", async () => {
    const deleteReferences = vi.fn(async () => {});
    await show(<MainView />, { rows: [bilingual, row({ id: "2" })] }, "en-GB", { deleteReferences });
    await waitFor(() => expect(useSession.getState().selection).toHaveLength(1));
    act(() => useSession.getState().merge(["1", "2"]));
    fireEvent.keyDown(document.body, { key: "Delete" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(deleteReferences).not.toHaveBeenCalled();
    act(() => useSession.getState().merge(null));
    fireEvent.keyDown(document.body, { key: "Delete" });
    await waitFor(() => expect(deleteReferences).toHaveBeenCalledOnce());
  });
});

describe("a paste outside of inputs", () => {
  const paste = (text: string, html = "") =>
    fireEvent.paste(document.body, {
      clipboardData: { getData: (type: string) => (type === "text/html" ? html : text) },
    });

  it("goes to the tray with its markup", async () => {
    const trayAddText = vi.fn(trayView);
    const recognise = async () => ({ identifiers: [], records: 1 });
    await show(<MainView />, { rows: [bilingual] }, "en-GB", { trayAddText, recognise });
    await screen.findByTestId("reference");
    paste("TY  - JOUR\nER  -", "<p>TY</p>");
    await waitFor(() => expect(trayAddText).toHaveBeenCalledWith("TY  - JOUR\nER  -", "<p>TY</p>"));
  });

  it("of a list of identifiers is offered as one line", async () => {
    const trayAddText = vi.fn(trayView);
    const value = (at: number) => ({ scheme: "DOI", value: `10.5555/${at}` });
    const recognise = async () => ({ identifiers: [value(1), value(2)], records: 0 });
    await show(<MainView />, { rows: [bilingual] }, "en-GB", { trayAddText, recognise });
    await screen.findByTestId("reference");
    paste("10.5555/1\r\n10.5555/2", "<p>10.5555/1</p>");
    await screen.findByTestId("field-look-up");
    expect(screen.getByTestId<HTMLInputElement>("field").value).toBe("10.5555/1 10.5555/2");
    expect(trayAddText).not.toHaveBeenCalled();
  });

  it("of an identifier is offered to be looked up, and asks nobody yet", async () => {
    const recognise = async () => ({ identifiers: [{ scheme: "DOI", value: "10.5555/x.1" }], records: 0 });
    const lookupAdd = vi.fn(() =>
      Promise.reject(new BackendError({ code: "offline", params: {}, hint: null, detail: "" })),
    );
    await show(<MainView />, { rows: [bilingual] }, "en-GB", { recognise, lookupAdd });
    await screen.findByTestId("reference");
    paste("https://doi.org/10.5555/x.1");
    expect((await screen.findByTestId("field-look-up")).textContent).toContain("Look up 10.5555/x.1");
    expect(lookupAdd).not.toHaveBeenCalled();
  });
});

describe("reading mode", () => {
  it("is left again with Escape even before it stands", async () => {
    await show(<MainView />, { rows: [bilingual] });
    await waitFor(() => expect(useSession.getState().selection).toHaveLength(1));
    // Without `act`, which would wait until it stands.
    const press = (key: string) =>
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    press("F11");
    await Promise.resolve();
    expect(useSession.getState().reading).toBe(true);
    expect(screen.queryByTestId("reading-mode")).toBeNull();
    press("Escape");
    expect(useSession.getState().reading).toBe(false);
  });

  it("stays where Escape closes what lies above it", async () => {
    await show(<MainView />, { rows: [bilingual] });
    await waitFor(() => expect(useSession.getState().selection).toHaveLength(1));
    fireEvent.keyDown(document.body, { key: "F11" });
    await screen.findByTestId("reading-mode");
    fireEvent.keyDown(document.body, { key: "F1" });
    fireEvent.keyDown(await screen.findByTestId("shortcuts"), { key: "Escape" });
    await waitFor(() => expect(screen.queryByTestId("shortcuts")).toBeNull());
    expect(useSession.getState().reading).toBe(true);
    fireEvent.keyDown(document.body, { key: "Escape" });
    await waitFor(() => expect(screen.queryByTestId("reading-mode")).toBeNull());
  });
});
