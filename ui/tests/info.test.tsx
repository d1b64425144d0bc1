import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import i18next from "i18next";
import { describe, expect, it, vi } from "vitest";
import { fakeChanges } from "../src/backend/fake";
import { fakeInfo } from "../src/backend/fake/info";
import { fakeReading } from "../src/backend/fake/reading";
import { operationWords, sourceWords } from "../src/domains/info/sources";
import { ReadingPane } from "../src/domains/reading/ReadingPane";
import { startTranslation } from "../src/i18n";
import { type PaneTab, useSession } from "../src/shared/session";
import { showReading } from "./reading-show";
import { show } from "./render";

const open = (tab: PaneTab, id = "trial") => useSession.setState({ selection: [id], tab });

describe("fields", () => {
  it("are edited where they stand; an input method's Enter saves nothing", async () => {
    open("info");
    const editField = vi.fn(async () => {});
    await showReading(<ReadingPane />, { editField });
    const field = await screen.findByTestId("field-container-title");
    fireEvent.click(within(field).getAllByTestId("edit-value")[1] as HTMLElement);
    const input = within(field).getByRole("textbox");
    fireEvent.change(input, { target: { value: "学校饮食国际期刊" } });
    fireEvent.keyDown(input, { key: "Enter", keyCode: 229 });
    expect(editField).not.toHaveBeenCalled();
    fireEvent.keyDown(input, { key: "Enter" });
    await waitFor(() =>
      expect(editField).toHaveBeenCalledWith({
        id: "trial",
        key: "container-title",
        lang: "zh-Hans",
        index: 1,
        text: "学校饮食国际期刊",
      }),
    );
  });

  it("keep what was there when editing is left", async () => {
    open("info");
    const editField = vi.fn(async () => {});
    await showReading(<ReadingPane />, { editField });
    const field = await screen.findByTestId("field-volume");
    fireEvent.click(within(field).getByTestId("edit-value"));
    fireEvent.change(within(field).getByRole("textbox"), { target: { value: "10" } });
    fireEvent.keyDown(within(field).getByRole("textbox"), { key: "Escape" });
    expect(field.textContent).toContain("9");
    expect(editField).not.toHaveBeenCalled();
  });
});

/** The pane on a library that says what has changed. */
const showChanging = () => {
  const { changed, part } = fakeChanges();
  return showReading(<ReadingPane />, { ...fakeInfo(changed), ...part });
};

describe("what is missing", () => {
  it("comes first, is one press away, and the next missing part follows", async () => {
    open("info", "nothing");
    const { backend } = await showChanging();
    const needed = await screen.findByTestId("needed");
    expect(needed.parentElement?.firstElementChild).toBe(needed);
    expect(within(needed).getAllByRole("button")).toHaveLength(2);
    fireEvent.click(within(needed).getByRole("button", { name: "Add title" }));
    const input = screen.getByTestId("value-input");
    expect(document.activeElement).toBe(input);
    fireEvent.change(input, { target: { value: "Ledgers of a small harbour" } });
    fireEvent.keyDown(input, { key: "Enter" });
    await screen.findByText("Ledgers of a small harbour");
    await waitFor(() => expect(screen.queryByTestId("add-title")).toBeNull());
    expect(document.activeElement).toBe(screen.getByTestId("add-container-title"));
    const { fields } = await backend.referenceDetail("nothing");
    expect(fields.find(({ key }) => key === "title")?.values[0]?.text).toBe("Ledgers of a small harbour");
  });

  it("is left with Escape, where one came from", async () => {
    open("info", "nothing");
    const editField = vi.fn(async () => {});
    await showReading(<ReadingPane />, { editField });
    fireEvent.click(await screen.findByTestId("add-container-title"));
    fireEvent.keyDown(screen.getByTestId("value-input"), { key: "Escape" });
    expect(document.activeElement).toBe(screen.getByTestId("add-container-title"));
    expect(editField).not.toHaveBeenCalled();
  });
});

describe("adding a field", () => {
  const choose = async (words: string) => {
    fireEvent.click(await screen.findByTestId("add-field"));
    const filter = await screen.findByTestId("add-field-filter");
    fireEvent.change(filter, { target: { value: words } });
    fireEvent.keyDown(filter, { key: "Enter" });
  };

  it("is found by its name in either language, and put in the other language", async () => {
    open("info", "english");
    const editField = vi.fn(async () => {});
    await showReading(<ReadingPane />, { editField });
    await choose("中文题名");
    const row = await screen.findByTestId("new-title");
    expect(row.textContent).toContain("Title in Chinese");
    const input = within(row).getByTestId("value-input");
    expect(input.lang).toBe("zh-Hans");
    fireEvent.change(input, { target: { value: "雨伞失物簿" } });
    fireEvent.keyDown(input, { key: "Enter", keyCode: 229 });
    expect(editField).not.toHaveBeenCalled();
    fireEvent.keyDown(input, { key: "Enter" });
    await waitFor(() =>
      expect(editField).toHaveBeenCalledWith({
        id: "english",
        key: "title",
        lang: "zh-Hans",
        index: 1,
        text: "雨伞失物簿",
      }),
    );
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("add-field")));
  });

  it("says what is wrong, and keeps what was typed, also for the next time", async () => {
    open("info", "english");
    await showChanging();
    await choose("issn");
    const input = await screen.findByTestId<HTMLTextAreaElement>("value-input");
    fireEvent.change(input, { target: { value: "1234-5670" } });
    fireEvent.keyDown(input, { key: "Enter" });
    const problem = await screen.findByTestId("value-problem");
    expect(problem.textContent).toContain("check digit of this ISSN");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(input.getAttribute("aria-describedby")).toBe(problem.id);
    expect(input.value).toBe("1234-5670");
    open("abstract", "english");
    await waitFor(() => expect(screen.queryByTestId("value-input")).toBeNull());
    open("info", "english");
    await choose("issn");
    const again = await screen.findByTestId<HTMLTextAreaElement>("value-input");
    expect(again.value).toBe("1234-5670");
    fireEvent.change(again, { target: { value: "1234-5679" } });
    fireEvent.keyDown(again, { key: "Enter" });
    await screen.findByText("1234-5679");
  });

  it("adds a person in both scripts, and an organisation whole", async () => {
    open("info", "english");
    const addPeople = vi.fn(async () => {});
    await showReading(<ReadingPane />, { addPeople });
    await choose("author");
    const names = await screen.findByTestId("new-names");
    fireEvent.change(names, { target: { value: "段小禾" } });
    const other = screen.getByLabelText("In Latin letters");
    fireEvent.change(other, { target: { value: "Duan, Xiaohe" } });
    fireEvent.keyDown(other, { key: "Enter" });
    const person = { id: "english", role: "author", names: "段小禾", other_names: "Duan, Xiaohe" };
    await waitFor(() => expect(addPeople).toHaveBeenCalledWith({ ...person, organisation: false }));
    await choose("editor");
    fireEvent.click(await screen.findByLabelText("Organisation"));
    fireEvent.change(screen.getByTestId("new-names"), { target: { value: "Lantern Makers" } });
    fireEvent.click(screen.getByTestId("value-save"));
    const makers = { id: "english", role: "editor", names: "Lantern Makers", other_names: "" };
    await waitFor(() => expect(addPeople).toHaveBeenCalledWith({ ...makers, organisation: true }));
  });

  it("takes lines of an abstract as they are", async () => {
    open("info", "english");
    const editField = vi.fn(async () => {});
    await showReading(<ReadingPane />, { editField });
    await choose("abstract");
    const input = await screen.findByTestId("value-input");
    fireEvent.change(input, { target: { value: "One.\nTwo." } });
    fireEvent.keyDown(input, { key: "Enter" });
    expect(editField).not.toHaveBeenCalled();
    fireEvent.keyDown(input, { key: "Enter", ctrlKey: true });
    await waitFor(() =>
      expect(editField).toHaveBeenCalledWith(expect.objectContaining({ text: "One.\nTwo." })),
    );
  });

  it("is not offered of what is in the trash", async () => {
    open("info", "english");
    const { backend } = await show(<i />, {}, "en-GB", fakeReading(), fakeInfo());
    const detail = await backend.referenceDetail("english");
    cleanup();
    const referenceDetail = async () => ({ ...detail, standing: "deleted" as const });
    await showReading(<ReadingPane />, { referenceDetail });
    await screen.findByTestId("field-title");
    expect(screen.queryByTestId("add-field")).toBeNull();
    expect(screen.queryByTestId("edit-value")).toBeNull();
  });
});

describe("a value", () => {
  it("is taken away, and the focus stays among the fields", async () => {
    open("info");
    await showChanging();
    const field = await screen.findByTestId("field-volume");
    fireEvent.click(within(field).getByTestId("edit-value"));
    fireEvent.click(within(field).getByTestId("value-remove"));
    await waitFor(() => expect(screen.queryByTestId("field-volume")).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("add-field")));
  });

  it("has the focus again when its form is left", async () => {
    open("info");
    await showReading(<ReadingPane />);
    const field = await screen.findByTestId("field-keyword");
    fireEvent.click(within(field).getAllByTestId("edit-value")[1] as HTMLElement);
    fireEvent.keyDown(within(field).getByRole("textbox"), { key: "Escape" });
    expect(document.activeElement).toBe(within(field).getAllByTestId("edit-value")[1]);
  });
});

describe("people", () => {
  it("have numbers of affiliations only where the source maps them", async () => {
    open("info");
    const { unmount } = await showReading(<ReadingPane />);
    const names = await screen.findByText("Peter Kettering");
    expect(names.nextSibling?.textContent).toBe("1,3");
    unmount();
    open("info", "english");
    await showReading(<ReadingPane />);
    await screen.findByTestId("field-title");
    expect(document.querySelector(".info sup")).toBeNull();
  });
});

describe("the text a reference was read from", () => {
  it("is shown whole, with what was read from where", async () => {
    open("source");
    await showReading(<ReadingPane />);
    const text = await screen.findByTestId("original");
    expect(text.textContent).toMatch(/^题名：屋顶温室.*返回列表 \| 打印 \| 收藏\n$/s);
    const titles = [...text.querySelectorAll<HTMLElement>('[data-field="title"]')];
    expect(titles.map(({ lang }) => lang)).toEqual(["zh-Hans", "en"]);
    fireEvent.click(screen.getByRole("button", { name: "Title" }));
    expect(titles.every(({ className }) => className.includes("is-shown"))).toBe(true);
  });

  it("says so when none was kept", async () => {
    open("source", "english");
    await showReading(<ReadingPane />);
    expect(await screen.findByText(/is not kept/)).toBeTruthy();
  });
});

describe("words for sources and operations", () => {
  const when = "2026-07-12T12:00:00Z";

  it("say where a value came from", async () => {
    await startTranslation(["en"]);
    const t = i18next.t;
    const capture = { kind: "capture", file: null, site: null, notice: null, when } as const;
    expect(sourceWords(t, { ...capture, format: "page" })).toBe("Page captured 2026-07-12");
    expect(sourceWords(t, { ...capture, format: "ris", file: "a.ris" })).toBe("a.ris, 2026-07-12");
    expect(sourceWords(t, { ...capture, format: "ris" })).toBe("Pasted 2026-07-12");
    expect(sourceWords(t, { kind: "edit", when: null })).toBe("Typed by hand");
  });

  it("say what was done, to how many, in both languages", async () => {
    await startTranslation(["en"]);
    const said = (code: string, params: Record<string, string>) =>
      operationWords(i18next.t, { id: "o", code, params, when, undone: false });
    expect(said("import", { count: "12", file: "" })).toBe("Imported 12 references from pasted text");
    expect(said("edit", { count: "1" })).toBe("Edited");
    expect(said("edit", { count: "1", fields: "issued,title" })).toBe("You edited: Published, Title");
    expect(said("edit", { count: "1", fields: "type" })).toBe("You edited: Type");
    expect(said("complete", { count: "1", service: "crossref" })).toBe("Completed from Crossref");
    expect(said("something-new", {})).toBe("Changed");
    await startTranslation(["zh"]);
    expect(said("edit", { count: "1" })).toBe("已编辑");
    expect(said("tag", { count: "3", name: "待读" })).toBe("为 3 篇文献加上标签“待读”");
  });
});
