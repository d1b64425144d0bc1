import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Backend } from "../src/backend/backend";
import { failing } from "../src/backend/fake";
import { fakeLanguages } from "../src/backend/fake/languages";
import type { AttachRequest } from "../src/bindings/AttachRequest";
import type { SentenceCut } from "../src/bindings/SentenceCut";
import { ReadingPane } from "../src/domains/reading/ReadingPane";
import { useSettings } from "../src/domains/settings/open";
import { SettingsDialog } from "../src/domains/settings/SettingsDialog";
import { TranslateDialog } from "../src/domains/translation/TranslateDialog";
import { runCommand } from "../src/shared/commands";
import { useSession } from "../src/shared/session";
import { showReading } from "./reading-show";

const languages = (more: Partial<Backend> = {}): Partial<Backend> => ({ ...fakeLanguages(), ...more });
const open = (...ids: string[]) => useSession.setState({ selection: ids, tab: "abstract", reading: false });
const type = (element: HTMLElement, value: string) => fireEvent.change(element, { target: { value } });
const disabled = (id: string) => (screen.getByTestId(id) as HTMLButtonElement).disabled;

describe("a text in one language", () => {
  const begin = async (more: Partial<Backend>) => {
    open("english");
    await showReading(<ReadingPane />, more);
    fireEvent.click(await screen.findByTestId("attach-open"));
    return screen.getByTestId("attach-text");
  };

  it("takes what is pasted beside it, once it has said what that is", async () => {
    const sent: AttachRequest[] = [];
    const text = await begin(languages({ attach: async (request) => void sent.push(request) }));
    expect(disabled("attach-apply")).toBe(true);
    type(text, "背景：社区菜园。方法：访谈。结果：好。");
    expect((await screen.findByText(/It matches this abstract/)).textContent).toContain(
      "Chinese, 3 sentences",
    );
    await act(async () => fireEvent.keyDown(text, { key: "Enter", ctrlKey: true }));
    expect(sent).toEqual([{ id: "english", text: "背景：社区菜园。方法：访谈。结果：好。", anyway: false }]);
    expect(screen.queryByTestId("attach")).toBeNull();
  });

  it("takes what is no translation only when a person insists", async () => {
    const sent: AttachRequest[] = [];
    const text = await begin(languages({ attach: async (request) => void sent.push(request) }));
    type(text, "这是另一篇文献的摘要 unrelated。");
    await screen.findByText(/does not look like a translation/);
    const apply = screen.getByTestId("attach-apply");
    expect(apply.textContent).toBe("Put it there anyway");
    await act(async () => fireEvent.click(apply));
    expect(sent.map(({ anyway }) => anyway)).toEqual([true]);
  });

  it("says why nothing can be put beside it", async () => {
    const text = await begin(languages());
    type(text, "短");
    expect((await screen.findByText(/Nothing in it can be attached/)).textContent).toContain("too short");
    expect(disabled("attach-apply")).toBe(true);
  });
});

describe("where sentences end", () => {
  const begin = async () => {
    const cuts: SentenceCut[] = [];
    open("trial");
    await showReading(<ReadingPane />, languages({ cutSentences: async (cut) => void cuts.push(cut) }));
    const grid = await screen.findByTestId("aligned-grid");
    fireEvent.click(await screen.findByTestId("tool-edit"));
    const [first] = grid.querySelectorAll<HTMLElement>('[role="checkbox"][data-side="left"]');
    fireEvent.click(first as HTMLElement);
    return { cuts, text: screen.getByTestId<HTMLTextAreaElement>("cut-text") };
  };

  it("is said by the caret, and by nothing that is typed", async () => {
    const { cuts, text } = await begin();
    const before = text.value;
    type(text, "something else");
    expect(text.value).toBe(before);
    text.setSelectionRange(0, 0);
    fireEvent.keyDown(text, { key: "Enter" });
    expect(cuts).toEqual([]);
    text.setSelectionRange(9, 9);
    await act(async () => fireEvent.keyDown(text, { key: "Enter" }));
    expect(cuts).toEqual([{ how: "split", id: "trial", side: "left", sentence: 0, at: 9 }]);
    await waitFor(() => expect(screen.queryByTestId("cut-editor")).toBeNull());
  });

  it("is one sentence further when two are joined", async () => {
    const { cuts, text } = await begin();
    await act(async () => fireEvent.keyDown(text, { key: "j" }));
    expect(cuts).toEqual([{ how: "join", id: "trial", side: "left", first: 0 }]);
  });
});

describe("a translation", () => {
  it("sends nothing while nobody has set up a provider, and leads to where that is done", async () => {
    open("english");
    await showReading(<TranslateDialog />, languages());
    act(() => void runCommand("reference-translate"));
    expect(await screen.findByText(/nothing was sent/)).toBeTruthy();
    expect(screen.queryByTestId("translate-run")).toBeNull();
    fireEvent.click(screen.getByTestId("translate-set-up"));
    expect(useSettings.getState().tab).toBe("translation");
    useSettings.getState().show(null);
  });

  it("says first where to, how much and what it costs", async () => {
    const backend = fakeLanguages();
    const price = { input: 2, output: 8, currency: "¥" };
    const provider = { kind: "openai" as const, address: "https://models.example/v1", model: "m", price };
    await backend.setTranslation?.({ provider, key: "k" });
    const asked: string[][] = [];
    const translate: Backend["translate"] = async ({ ids }) => {
      asked.push(ids);
      return { translated: ids, left_out: 0, cancelled: false };
    };
    open("english", "trial");
    await showReading(<TranslateDialog />, { ...backend, translate });
    act(() => void runCommand("reference-translate"));
    const words = await screen.findByText(/go to models\.example/);
    expect(words.textContent).toMatch(/18 sentences \(2,?800 characters\).*about ¥ 0\.0036/);
    expect(asked).toEqual([]);
    await act(async () => fireEvent.click(screen.getByTestId("translate-run")));
    expect(asked).toEqual([["english", "trial"]]);
    expect(screen.getByText("2 references translated.")).toBeTruthy();
  });

  it("says what the provider answered", async () => {
    open("english");
    const refused = failing("translation-key-refused", { host: "models.example" });
    await showReading(<TranslateDialog />, languages({ estimateTranslation: refused }));
    act(() => void runCommand("reference-translate"));
    expect(await screen.findByText("models.example does not accept the key.")).toBeTruthy();
  });
});

describe("what a machine wrote", () => {
  it("can be removed where it is said to be a machine's", async () => {
    const removed: string[][] = [];
    open("machine");
    const removeTranslations: Backend["removeTranslations"] = async (ids) => void removed.push(ids);
    await showReading(<ReadingPane />, languages({ removeTranslations }));
    fireEvent.click(await screen.findByTestId("translation-remove"));
    await waitFor(() => expect(removed).toEqual([["machine"]]));
  });
});

describe("a free copy", () => {
  const find = async (lookupFreeCopy: Backend["lookupFreeCopy"]) => {
    open("trial");
    useSession.getState().openTab("info");
    await showReading(<ReadingPane />, languages({ lookupFreeCopy }));
    fireEvent.click(await screen.findByTestId("free-copy-find"));
    return screen.getByTestId("free-copy");
  };

  it("is asked for by a person, and opened by one", async () => {
    const place = await find(async () => ({ url: "https://example.org/free.pdf", problem: null }));
    await waitFor(() => expect(place.textContent).toBe("Open the free copy"));
  });

  it("says why there is none", async () => {
    const place = await find(async () => ({ url: null, problem: "no-contact" }));
    await waitFor(() => expect(place.textContent).toContain("wants an e-mail address"));
  });
});

describe("the settings of translation and glossary", () => {
  it("keep a provider, and turn it off again", async () => {
    await showReading(<SettingsDialog />, languages());
    act(() => useSettings.getState().show("translation"));
    type(await screen.findByTestId("translation-model"), "qwen3:8b");
    await act(async () => fireEvent.click(screen.getByTestId("translation-keep")));
    expect(await screen.findByText(/everything stays on this computer/)).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByTestId("translation-off")));
    await waitFor(() => expect(screen.queryByTestId("translation-off")).toBeNull());
    act(() => useSettings.getState().show(null));
  });

  it("add terms and take them out", async () => {
    const edits: string[] = [];
    const backend = fakeLanguages();
    const editGlossary: Backend["editGlossary"] = async (edit) => {
      edits.push(`${edit.how} ${edit.en} ${edit.zh}`);
      return { terms: [], removed: [] };
    };
    await showReading(<SettingsDialog />, { ...backend, editGlossary });
    act(() => useSettings.getState().show("glossary"));
    expect((await screen.findByTestId("glossary")).textContent).toContain("plate waste");
    type(screen.getByLabelText("English"), "towpath");
    type(screen.getByLabelText("Chinese"), "纤道");
    await act(async () => fireEvent.click(screen.getByTestId("glossary-add")));
    fireEvent.click(screen.getByLabelText("Remove plate waste · 餐盘剩余"));
    await waitFor(() => expect(edits).toEqual(["add towpath 纤道", "remove plate waste 餐盘剩余"]));
    act(() => useSettings.getState().show(null));
  });
});
