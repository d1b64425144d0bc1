import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import i18next from "i18next";
import { describe, expect, it, vi } from "vitest";
import { operationWords, sourceWords } from "../src/domains/info/sources";
import { ReadingPane } from "../src/domains/reading/ReadingPane";
import { startTranslation } from "../src/i18n";
import { type PaneTab, useSession } from "../src/shared/session";
import { showReading } from "./reading-show";

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
    expect(said("complete", { count: "1", service: "crossref" })).toBe("Completed from Crossref");
    expect(said("something-new", {})).toBe("Changed");
    await startTranslation(["zh"]);
    expect(said("edit", { count: "1" })).toBe("已编辑");
    expect(said("tag", { count: "3", name: "待读" })).toBe("为 3 篇文献加上标签“待读”");
  });
});
