import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import i18next from "i18next";
import { describe, expect, it, vi } from "vitest";
import type { DuplicateSet } from "../src/bindings/DuplicateSet";
import { DuplicateList } from "../src/domains/merge/DuplicateList";
import { MergeView, toFront } from "../src/domains/merge/MergeView";
import { WorkCommands } from "../src/domains/merge/WorkCommands";
import { whyInWords } from "../src/domains/merge/why";
import { canRun, runCommand } from "../src/shared/commands";
import { useNotices } from "../src/shared/notices";
import { useSession } from "../src/shared/session";
import { show } from "./lookup-render";
import { row } from "./render";

const IDS = ["lanterns-a", "lanterns-b"];

async function violations(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { region: { enabled: false } } });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

describe("merging", () => {
  it("begins with two selected references, and not with one", async () => {
    await show(<WorkCommands />);
    act(() => useSession.getState().select(["lanterns-a"]));
    expect(canRun("reference-merge")).toBe(false);
    act(() => useSession.getState().select(IDS));
    act(() => void runCommand("reference-merge"));
    expect(useSession.getState().merging).toEqual(IDS);
  });

  it("shows what contradicts, follows the choice, and selects what is left", async () => {
    useSession.getState().merge(IDS);
    const merged = vi.fn(async () => "lanterns-a");
    await show(<MergeView />, "en-GB", { merge: merged });
    const year = await screen.findByTestId("merge-field-issued");
    expect(year.className).toBe("is-conflict");
    expect(screen.getByTestId("merge-field-volume").className).toBe("is-equal");
    expect(screen.getByTestId("merge-field-author").className).toBe("is-differs");
    expect(screen.getByTestId("merge").textContent).toContain("1 conflict to decide");
    expect(screen.getByTestId("merge-result-issued").textContent).toBe("2022-03");
    expect(await violations()).toEqual([]);

    fireEvent.click(screen.getByTestId("merge-choose-issued-1"));
    await waitFor(() => expect(screen.getByTestId("merge-result-issued").textContent).toBe("2021"));
    expect(screen.getByTestId("merge").textContent).toContain("No conflicts");
    fireEvent.keyDown(window, { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(useSession.getState().merging).toBeNull());
    expect(merged).toHaveBeenCalledWith({ ids: IDS, choices: { issued: 1 } });
    expect(useSession.getState().selection).toEqual(["lanterns-a"]);
  });

  it("lets another one stay, and its choices go with it", async () => {
    useSession.getState().merge(IDS);
    await show(<MergeView />);
    fireEvent.click(await screen.findByTestId("merge-choose-issued-1"));
    await waitFor(() => expect(screen.getByTestId("merge-result-issued").textContent).toBe("2021"));
    fireEvent.click(screen.getByTestId("merge-swap"));
    await waitFor(() => expect(screen.getByTestId("merge-side-0").textContent).toContain("纤道上的灯笼"));
    expect(screen.getByTestId("merge-result-issued").textContent).toBe("2021");
    expect(toFront({ ids: ["a", "b", "c"], choices: { x: 0, y: 2 } }, 2)).toEqual({
      ids: ["c", "a", "b"],
      choices: { x: 1, y: 0 },
    });
  });

  it("can hide what agrees, and is left with Escape", async () => {
    useSession.getState().merge(IDS);
    await show(<MergeView />);
    await screen.findByTestId("merge-field-volume");
    fireEvent.click(screen.getByTestId("merge-only-differences"));
    expect(screen.queryByTestId("merge-field-volume")).toBeNull();
    expect(screen.getByTestId("merge-field-issued")).toBeTruthy();
    fireEvent.keyDown(window, { key: "Escape" });
    expect(useSession.getState().merging).toBeNull();
  });

  it("says when it failed and stays", async () => {
    useSession.getState().merge(IDS);
    const { failing } = await import("../src/backend/fake");
    await show(<MergeView />, "en-GB", { merge: failing("disk-full") });
    await screen.findByTestId("merge-field-issued");
    fireEvent.click(screen.getByTestId("merge-apply"));
    expect((await screen.findByRole("alert")).textContent).toContain("The merge failed. The disk is full");
    expect(useSession.getState().merging).toEqual(IDS);
  });
});

describe("duplicates", () => {
  it("come in groups with the reasons in words, by keyboard", async () => {
    await show(<DuplicateList />, "zh-CN");
    const sets = await screen.findAllByTestId("duplicate-set");
    expect(sets).toHaveLength(2);
    expect(sets[0]?.textContent).toContain("DOI 相同（10.5555/ue.2022.0412）");
    expect(sets[1]?.textContent).toContain("可能是同一篇");
    expect(await violations()).toEqual([]);
    const works = screen.getAllByTestId("duplicate-work");
    expect(works.filter((work) => work.tabIndex === 0)).toHaveLength(1);
    fireEvent.keyDown(works[0] as HTMLElement, { key: "End" });
    expect(useSession.getState().selection).toEqual(["reeds-c"]);
    expect(document.activeElement).toBe(works[4]);
    fireEvent.keyDown(works[4] as HTMLElement, { key: "ArrowUp" });
    expect(useSession.getState().selection).toEqual(["reeds-b"]);
    fireEvent.keyDown(works[3] as HTMLElement, { key: "Enter" });
    expect(useSession.getState().merging).toEqual(["reeds-a", "reeds-b", "reeds-c"]);
  });

  it("are rendered as far as they are in view, and where the focus is", async () => {
    const sets: DuplicateSet[] = Array.from({ length: 300 }, (_, at) => ({
      members: [row({ id: `${at}-a` }), row({ id: `${at}-b` })],
      verdict: "likely",
      why: [],
    }));
    await show(<DuplicateList />, "en-GB", { duplicateSets: async () => sets });
    const shown = (await screen.findAllByTestId("duplicate-set")).length;
    expect(shown).toBeGreaterThan(2);
    expect(shown).toBeLessThan(30);
    act(() => useSession.getState().select(["299-b"]));
    const works = screen.getAllByTestId("duplicate-work");
    expect(works.at(-1)?.dataset.work).toBe("299-b");
    expect(works.at(-1)?.tabIndex).toBe(0);
  });

  it("are gone once they are merged, and then teach what would stand there", async () => {
    const shown = await show(<DuplicateList />, "en-GB", {
      duplicateSets: async () => [],
    });
    expect(shown.copied).toEqual([]);
    expect((await screen.findByText("No duplicates")).tagName).toBe("H2");
  });

  it("translate the program's reasons and keep what nobody knows", async () => {
    await show(null);
    expect(whyInWords(i18next.t, "same DOI 10.1/x: y")).toBe("same DOI 10.1/x: y");
    await show(null, "zh-CN");
    const words = (why: string) => whyInWords(i18next.t, why);
    expect(words("same abstract (93% of words)")).toBe("摘要相同（93% 的词）");
    expect(words("years differ (2009, 2010)")).toBe("年份不同（2009、2010）");
    expect(words("same first page 118")).toBe("起始页相同（118）");
    expect(words("as many authors, in another script")).toBe("作者人数相同，文字不同");
    expect(words("same moon")).toBe("same moon");
  });
});

describe("the selection as a whole", () => {
  it("is copied as formatted references, and says so", async () => {
    const shown = await show(<WorkCommands />);
    act(() => useSession.getState().select(IDS));
    act(() => void runCommand("copy-citation"));
    await waitFor(() =>
      expect(useNotices.getState().current?.text).toBe("Copied 2 references in GB/T 7714-2015"),
    );
    expect(shown.copied[0]?.split("\n")).toHaveLength(2);
  });

  it("is exported, and what the format could not carry is told", async () => {
    await show(<WorkCommands />);
    act(() => useSession.getState().select(IDS));
    act(() => void runCommand("export"));
    const dialog = await screen.findByTestId("dialog");
    expect(dialog.textContent).toContain("Export 2 references");
    fireEvent.click(within(dialog).getByTestId("export-ris"));
    await waitFor(() =>
      expect(useNotices.getState().current?.text).toBe("2 references written to /home/ann/references.ris"),
    );
    act(() => useNotices.getState().current?.action?.act());
    expect((await screen.findByTestId("export-losses")).children).toHaveLength(2);
  });

  it("is the whole list when nothing is selected, and stays open when no file was chosen", async () => {
    const asked = vi.fn(async () => null);
    await show(<WorkCommands />, "en-GB", {
      referenceIds: async () => ["a", "b", "c"],
      exportReferences: asked,
    });
    act(() => void runCommand("export"));
    const dialog = await screen.findByTestId("dialog");
    await waitFor(() => expect(dialog.textContent).toContain("Export 3 references"));
    fireEvent.click(within(dialog).getByTestId("export-csl-json"));
    await waitFor(() => expect(asked).toHaveBeenCalledWith({ ids: ["a", "b", "c"], format: "csl-json" }));
    expect(screen.getByTestId("dialog")).toBeTruthy();
    expect(useNotices.getState().current).toBeNull();
  });
});
