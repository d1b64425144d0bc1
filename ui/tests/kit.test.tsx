/** What the components promise beyond how they look. */
import { act, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startTranslation } from "../src/i18n";
import { keysOf, spokenShortcut } from "../src/shared/Kbd";
import { LanguageBadge } from "../src/shared/LanguageBadge";
import { say, useNotices } from "../src/shared/notices";
import { TextArea, TextField } from "../src/shared/TextField";
import { UndoBar } from "../src/shared/UndoBar";
import "./render";

beforeEach(async () => {
  await startTranslation(["en"]);
});

describe("a field", () => {
  function Field({ submit, cancel }: { submit: (value: string) => void; cancel?: () => void }) {
    const [value, setValue] = useState("暖光");
    return (
      <TextField
        label="Search"
        value={value}
        onChange={setValue}
        onSubmit={submit}
        onCancel={cancel}
        clearable
      />
    );
  }

  it("submits with Enter, and never while an input method is composing", () => {
    const submit = vi.fn();
    render(<Field submit={submit} />);
    const input = screen.getByLabelText("Search");
    fireEvent.keyDown(input, { key: "Enter", keyCode: 13, isComposing: true });
    // WebKit's Enter that ends a composition: no longer composing, but still the method's key.
    fireEvent.keyDown(input, { key: "Enter", keyCode: 229 });
    expect(submit).not.toHaveBeenCalled();
    fireEvent.keyDown(input, { key: "Enter", keyCode: 13 });
    expect(submit).toHaveBeenCalledExactlyOnceWith("暖光");
  });

  it("is left with Escape, and never while composing", () => {
    const cancel = vi.fn();
    render(<Field submit={() => {}} cancel={cancel} />);
    fireEvent.keyDown(screen.getByLabelText("Search"), { key: "Escape", keyCode: 229 });
    expect(cancel).not.toHaveBeenCalled();
    fireEvent.keyDown(screen.getByLabelText("Search"), { key: "Escape", keyCode: 27 });
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("is emptied by its button and keeps the focus", () => {
    render(<Field submit={() => {}} />);
    fireEvent.click(screen.getByRole("button", { name: "Clear" }));
    expect((screen.getByLabelText("Search") as HTMLInputElement).value).toBe("");
    expect(document.activeElement).toBe(screen.getByLabelText("Search"));
  });

  it("of several lines needs Ctrl for Enter to submit", () => {
    const submit = vi.fn();
    render(<TextArea label="Notes" value="one" onChange={() => {}} onSubmit={submit} />);
    fireEvent.keyDown(screen.getByLabelText("Notes"), { key: "Enter", keyCode: 13 });
    expect(submit).not.toHaveBeenCalled();
    fireEvent.keyDown(screen.getByLabelText("Notes"), { key: "Enter", keyCode: 13, ctrlKey: true });
    expect(submit).toHaveBeenCalledOnce();
  });

  it("says what is wrong to everybody", () => {
    render(
      <TextField label="DOI" value="10.5" onChange={() => {}} error="No work has this DOI." hint="A hint" />,
    );
    const input = screen.getByLabelText("DOI");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    const note = document.getElementById(input.getAttribute("aria-describedby") ?? "");
    expect(note?.textContent).toBe("No work has this DOI.");
  });
});

describe("the line that takes it back", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    act(() => useNotices.setState({ current: null }));
    vi.useRealTimers();
  });
  const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));
  const bar = () => screen.queryByTestId("undo-bar");

  it("goes by itself", () => {
    render(<UndoBar />);
    act(() => say({ text: "12 references imported", stays: 1000 }));
    expect(bar()?.textContent).toContain("12 references imported");
    pass(999);
    expect(bar()).not.toBeNull();
    pass(1);
    expect(bar()).toBeNull();
  });

  it("waits while the pointer or the focus is on it, and then goes on where it was", () => {
    render(<UndoBar />);
    act(() => say({ text: "Deleted", undo: () => {}, stays: 1000 }));
    pass(600);
    fireEvent.pointerEnter(bar() as HTMLElement);
    pass(60_000);
    expect(bar()).not.toBeNull();
    const undo = screen.getByTestId("undo");
    act(() => undo.focus());
    fireEvent.pointerLeave(bar() as HTMLElement);
    pass(60_000);
    expect(bar()).not.toBeNull();
    act(() => undo.blur());
    pass(399);
    expect(bar()).not.toBeNull();
    pass(1);
    expect(bar()).toBeNull();
  });

  it("takes back once, and makes room for the next", () => {
    const undo = vi.fn();
    render(<UndoBar />);
    act(() => say({ text: "Deleted", undo, stays: 1000 }));
    fireEvent.click(screen.getByTestId("undo"));
    expect(undo).toHaveBeenCalledOnce();
    expect(bar()).toBeNull();
    act(() => say({ text: "First", stays: 1000 }));
    pass(800);
    act(() => say({ text: "Second", stays: 1000 }));
    pass(800);
    expect(bar()?.textContent).toContain("Second");
  });
});

describe("the badge", () => {
  const seats = (element: HTMLElement) => [
    element.querySelector(".badge-en")?.textContent ?? null,
    element.querySelector(".badge-zh")?.textContent ?? null,
  ];

  it("seats English left and Chinese right, and says which there are", () => {
    const { rerender } = render(<LanguageBadge languages="zh" />);
    expect(seats(screen.getByRole("img", { name: "Chinese" }))).toEqual([null, "中"]);
    rerender(<LanguageBadge languages="both" />);
    expect(seats(screen.getByRole("img", { name: /translator unknown/ }))).toEqual(["EN", "中"]);
    rerender(<LanguageBadge languages="en-to-zh-machine" />);
    const badge = screen.getByRole("img", { name: "English, with Chinese by a machine" });
    expect(badge.classList).toContain("is-machine-zh");
    expect(badge.querySelector(".badge-zh")?.getAttribute("lang")).toBe("zh-Hans");
  });
});

describe("a shortcut", () => {
  it("is taken apart also when plus is its key", () => {
    expect(keysOf("Ctrl+Shift+C")).toEqual(["Ctrl", "Shift", "C"]);
    expect(keysOf("Ctrl++")).toEqual(["Ctrl", "+"]);
    expect(keysOf("Delete")).toEqual(["Delete"]);
    expect(spokenShortcut("Ctrl+K")).toBe("Control+K");
  });
});
