import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Backend } from "../src/backend/backend";
import { selectedText } from "../src/domains/reading/copying";
import { cutAt, cutAtTerms } from "../src/domains/reading/figures";
import { marksOf } from "../src/domains/reading/pairs";
import { ReadingMode } from "../src/domains/reading/ReadingMode";
import { ReadingPane } from "../src/domains/reading/ReadingPane";
import { useSession } from "../src/shared/session";
import { showReading } from "./reading-show";

const open = (id: string) =>
  useSession.setState({ selection: id.split(","), tab: "abstract", reading: false });

async function showTrial(more: Partial<Backend> = {}, language?: string) {
  open("trial");
  const shown = await showReading(<ReadingPane />, more, language);
  await screen.findByTestId("aligned-grid");
  return shown;
}

const pair = (number: number) => document.querySelector(`[data-pair="${number}"]`) as HTMLElement;
const cell = (number: number, side: string) =>
  pair(number).querySelector(`[role="gridcell"][data-side="${side}"]`) as HTMLElement;
const lit = () => [...document.querySelectorAll<HTMLElement>(".is-lit")].map(({ dataset }) => dataset.pair);

describe("the pairs", () => {
  it("are lit one at a time, by pointer or by key, and pinned by a click", async () => {
    await showTrial();
    fireEvent.mouseMove(pair(2), { screenX: 300, screenY: 200 });
    expect(lit()).toEqual(["2"]);
    fireEvent.mouseDown(cell(2, "left"));
    fireEvent.click(cell(2, "left"));
    expect(pair(2).className).toContain("is-pinned");
    fireEvent.keyDown(cell(2, "left"), { key: "ArrowDown" });
    expect(lit()).toEqual(["3"]);
    expect(document.activeElement).toBe(cell(3, "left"));
    fireEvent.keyDown(cell(3, "left"), { key: "ArrowRight" });
    expect(document.activeElement).toBe(cell(3, "right"));
    fireEvent.keyDown(cell(3, "right"), { key: "Escape" });
    expect(document.querySelector(".is-pinned")).toBeNull();
  });

  it("stay lit by key when the page scrolls under a pointer that rests", async () => {
    await showTrial();
    fireEvent.mouseMove(pair(2), { screenX: 300, screenY: 200 });
    fireEvent.keyDown(cell(2, "left"), { key: "End" });
    fireEvent.mouseLeave(pair(2));
    fireEvent.mouseMove(pair(6), { screenX: 300, screenY: 200 });
    expect(lit()).toEqual(["9"]);
    fireEvent.mouseMove(pair(6), { screenX: 301, screenY: 200 });
    expect(lit()).toEqual(["6"]);
  });

  it("are named to readers who hear them, with what is unusual", async () => {
    await showTrial();
    const said = (number: number) =>
      document.getElementById(cell(number, "left").getAttribute("aria-describedby") ?? "")?.textContent;
    expect(said(0)).toBe("Pair 1 of 10");
    expect(said(3)).toBe("Pair 4 of 10. Numbers differ: 1,248 ≠ 1284");
    expect(said(4)).toBe("Pair 5 of 10. 1 to 2 sentences");
    expect(said(8)).toBe("Pair 9 of 10. Only in English");
  });

  it("leave letters alone while an input method composes", async () => {
    await showTrial();
    fireEvent.keyDown(cell(0, "left"), { key: "e", isComposing: true });
    fireEvent.keyDown(cell(0, "left"), { key: "e", keyCode: 229 });
    expect(screen.queryByTestId("link-editor")).toBeNull();
    fireEvent.keyDown(cell(0, "left"), { key: "e" });
    expect(screen.getByTestId("link-editor")).toBeTruthy();
  });

  it("are covered on one side for those who test themselves", async () => {
    await showTrial();
    fireEvent.keyDown(cell(0, "left"), { key: "c" });
    expect(document.querySelectorAll(".is-covered[data-side=right]")).toHaveLength(10);
    expect(cell(1, "right").querySelector("[aria-hidden=true]")?.textContent).toContain("屋顶温室");
    fireEvent.keyDown(cell(0, "left"), { key: "ArrowRight" });
    expect(cell(0, "right").querySelector(":scope > .cell-text > [aria-hidden=true]")).toBeNull();
  });
});

describe("copying", () => {
  it("takes one language in paragraphs, without marks", async () => {
    await showTrial();
    const range = document.createRange();
    range.setStart(cell(1, "left").querySelector("[data-sentence]")?.firstChild as Node, 3);
    range.setEnd(cell(4, "right").querySelectorAll("[data-sentence]")[1]?.firstChild as Node, 4);
    const selection = getSelection() as Selection;
    selection.removeAllRanges();
    selection.addRange(range);
    const root = screen.getByTestId("aligned-grid");
    const english = selectedText(root, selection, "left").split("\n\n");
    expect(english).toHaveLength(2);
    expect(english[0]).toMatch(/^asked whether a greenhouse/);
    expect(english[1]).toMatch(
      /^Eighteen .* weeks\. We weighed .*1,248 pupils.* period\. The primary outcome/,
    );
    const chinese = selectedText(root, selection, "right");
    expect(chinese).toMatch(/菜单。次要结局$/);
    expect(chinese).not.toMatch(/[a-z]{4}|数字不一致/);
  });

  it("takes a pair with a short citation when nothing is selected", async () => {
    const copyText = vi.fn(async () => {});
    await showTrial({ copyText });
    getSelection()?.removeAllRanges();
    fireEvent.keyDown(cell(0, "left"), { key: "ArrowDown" });
    fireEvent.keyDown(cell(1, "left"), { key: "c", ctrlKey: true });
    expect(copyText).toHaveBeenCalledWith(
      expect.stringMatching(
        /^We asked .*\n我们研究了.*\nMarlowe … 2023, Int J Sch Food, doi:10\.5555\/ijsf\.2023\.0114$/,
      ),
    );
  });
});

describe("links", () => {
  it("are made of the chosen sentences, by key", async () => {
    const linkSentences = vi.fn(async () => {});
    await showTrial({ linkSentences });
    fireEvent.keyDown(cell(0, "left"), { key: "e" });
    const choices = within(screen.getByTestId("aligned-grid")).getAllByRole("checkbox");
    const choice = (side: string, sentence: string) =>
      choices.find(({ dataset }) => dataset.side === side && dataset.sentence === sentence) as HTMLElement;
    expect(screen.getByTestId("links-link")).toHaveProperty("disabled", true);
    fireEvent.click(choice("left", "3"));
    fireEvent.click(choice("right", "4"));
    fireEvent.keyDown(choice("right", "4"), { key: "l" });
    await waitFor(() => expect(linkSentences).toHaveBeenCalledWith({ id: "trial", left: [3], right: [4] }));
  });
});

describe("what there is to read", () => {
  it("is one column and what could face it, or what is known: never an empty half", async () => {
    open("english");
    const shown = await showReading(<ReadingPane />);
    expect(await screen.findByText("No Chinese abstract here")).toBeTruthy();
    expect(screen.getByTestId("text-left").querySelectorAll("p")).toHaveLength(3);
    shown.unmount();
    open("nothing");
    await showReading(<ReadingPane />);
    expect((await screen.findByTestId("no-abstract")).textContent).toContain("41:118–126");
    expect(screen.getByTestId("complete").title).toBe("Complete: title, journal missing");
  });

  it("is not linked where the texts are no translations", async () => {
    open("unrelated");
    await showReading(<ReadingPane />, {}, "zh-CN");
    expect((await screen.findByTestId("unrelated")).textContent).toContain("没有逐句对应");
    expect(screen.queryByRole("grid")).toBeNull();
    expect(screen.getByTestId("text-right").lang).toBe("zh-Hans");
  });

  it("says whose text it is", async () => {
    await showTrial();
    expect(screen.getByText(/PubMed, looked up 2026-08-01/)).toBeTruthy();
    expect(screen.getByText(/Page captured 2026-07-12 · translator unknown/)).toBeTruthy();
  });

  it("has the titles as its first pair in reading mode", async () => {
    open("trial");
    useSession.setState({ reading: true });
    await showReading(<ReadingMode />);
    expect((await screen.findAllByTestId("pair"))[0]?.textContent).toContain("屋顶温室与小学生的午餐");
  });

  it("counts several references and exports them", async () => {
    open("trial,english");
    const exportReferences = vi.fn(async () => ({ path: "/tmp/two.ris", count: 2, losses: ["tags"] }));
    await showReading(<ReadingPane />, { exportReferences });
    fireEvent.click(screen.getByTestId("export-ris"));
    expect(await screen.findByText("Written to /tmp/two.ris.")).toBeTruthy();
    expect(exportReferences).toHaveBeenCalledWith({ ids: ["trial", "english"], format: "ris" });
  });
});

describe("marks and figures", () => {
  const row = {
    left: [],
    right: [],
    starts_paragraph: false,
    confidence: 1,
    locked: false,
    differs: [],
    marks: [],
  };
  const one = [{ index: 0, text: "a" }];
  const two = [...one, { index: 1, text: "b" }];

  it("are silent for a confident 1:1", () => {
    expect(marksOf({ ...row, left: one, right: one })).toEqual([]);
    expect(marksOf({ ...row, left: one, right: one, confidence: 0.2 })).toEqual([{ kind: "unsure" }]);
    expect(marksOf({ ...row, left: one, right: two, differs: ["7"] }).map(({ kind }) => kind)).toEqual([
      "differs",
      "ratio",
    ]);
    expect(marksOf({ ...row, right: one })).toEqual([{ kind: "alone", side: "right" }]);
  });

  it("find a number only where it stands whole", () => {
    const found = cutAt("18 of 180 and 18.", ["18"]).filter(({ differs }) => differs);
    expect(found).toHaveLength(2);
    expect(
      cutAt("18 of 180", ["18"])
        .map(({ text }) => text)
        .join(""),
    ).toBe("18 of 180");
  });

  it("find terms as whole words, the longest first, and leave figures alone", () => {
    const terms = (text: string, wanted: string[], lang: string, differs: string[] = []) =>
      cutAtTerms(cutAt(text, differs), wanted, lang)
        .filter(({ term }) => term)
        .map(({ text }) => text);
    expect(terms("Aging in gardens; a garden (IPS+).", ["garden", "age", "IPS+"], "en")).toEqual([
      "gardens",
      "garden",
      "IPS+",
    ]);
    expect(terms("整群随机对照试验与随机对照试验", ["随机对照试验", "整群随机对照试验"], "zh-Hans")).toEqual([
      "整群随机对照试验",
      "随机对照试验",
    ]);
    expect(terms("COVID-19 in 19 homes", ["COVID-19"], "en", ["19"])).toEqual([]);
    const all = cutAtTerms(cutAt("a garden, gardens", []), ["garden"], "en");
    expect(all.map(({ text }) => text).join("")).toBe("a garden, gardens");
  });

  it("stand in both texts while terms are asked for, and not where links are corrected", async () => {
    const term = { zh: "温室", en: "greenhouse", count: 1, source: "keyword" } as const;
    await showTrial({
      abstractTerms: async () => [{ left: "greenhouse", right: "温室", term }],
    });
    const found = (side: string) =>
      [...document.querySelectorAll(`[data-side="${side}"] .term`)].map(({ textContent }) => textContent);
    expect(found("left")).toEqual([]);
    // A press in one column says that the other one is not to be selected.
    fireEvent.mouseDown(cell(1, "left"));
    fireEvent.click(screen.getByTestId("tool-terms"));
    await waitFor(() => expect(found("left").length).toBeGreaterThan(0));
    expect(found("right").length).toBeGreaterThan(0);
    expect(found("right").every((text) => text === "温室")).toBe(true);
    fireEvent.click(screen.getByTestId("tool-edit"));
    expect(found("left")).toEqual([]);
    fireEvent.click(screen.getByTestId("tool-terms"));
  });
});
