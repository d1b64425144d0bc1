import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Recognised } from "../src/bindings/Recognised";
import { Field } from "../src/domains/field/Field";
import { useSession } from "../src/shared/session";
import { type Part, show } from "./render";

const WORDS: Recognised = { identifiers: [], records: 0 };
const DOI: Recognised = { identifiers: [{ scheme: "DOI", value: "10.5555/x.1" }], records: 0 };
const RECORD: Recognised = { identifiers: [{ scheme: "DOI", value: "10.5555/x.1" }], records: 3 };

const narrowed = () => useSession.getState().text;
const field = () => screen.getByTestId<HTMLInputElement>("field");
const type = (value: string) => fireEvent.change(field(), { target: { value } });

function lookingUp() {
  const lookupAdd = vi.fn(async () => ({
    asked: "10.5555/x.1",
    outcome: "not-found" as const,
    service: null,
    params: {},
    landing_url: null,
    reference: null,
    since: null,
    proposal: null,
    filled: [],
    candidates: [],
    waits: false,
    detail: "",
  }));
  return { lookupAdd, part: { lookupAdd } satisfies Part };
}

describe("the field", () => {
  it("narrows the list as words are typed, and widens it again with Escape", async () => {
    await show(<Field />, {}, "en-GB", { recognise: async () => WORDS });
    act(() => field().focus());
    type("睡");
    await waitFor(() => expect(narrowed()).toBe("睡"));
    expect(screen.getByTestId("field-search").textContent).toContain("Search the library for “睡”");
    fireEvent.keyDown(field(), { key: "Escape" });
    await waitFor(() => expect(narrowed()).toBe(""));
    expect(field().value).toBe("");
  });

  it("offers to search without a break while one types on, and not for what is put in its place", async () => {
    await show(<Field />, {}, "en-GB", { recognise: async () => WORDS });
    act(() => field().focus());
    type("vol");
    await screen.findByTestId("field-search");
    type("volu");
    expect(screen.getByTestId("field-search").textContent).toContain("“volu”");
    fireEvent.keyDown(field(), { key: "Enter" });
    expect(document.activeElement).toBe(field());
    await waitFor(() => expect(narrowed()).toBe("volu"));
    type("10.5555/x.1");
    expect(screen.queryByTestId("field-search")).toBeNull();
  });

  it("never narrows the list by a word that is still being composed", async () => {
    const recognise = vi.fn(async () => WORDS);
    await show(<Field />, {}, "en-GB", { recognise });
    fireEvent.compositionStart(field());
    type("shui");
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(recognise).not.toHaveBeenCalled();
    type("睡");
    fireEvent.compositionEnd(field());
    await waitFor(() => expect(narrowed()).toBe("睡"));
  });

  it("looks an identifier up on Enter, also when Enter comes at once, and does not search for it", async () => {
    const { lookupAdd, part } = lookingUp();
    await show(<Field />, {}, "en-GB", part, { recognise: async () => DOI });
    type("https://doi.org/10.5555/x.1");
    fireEvent.keyDown(field(), { key: "Enter" });
    await waitFor(() => expect(lookupAdd).toHaveBeenCalledOnce());
    expect(lookupAdd).toHaveBeenCalledWith(expect.objectContaining({ identifier: "10.5555/x.1" }));
    expect(narrowed()).toBe("");
    expect(field().value).toBe("");
  });

  it("leaves the Enter that ends a composition to the input method", async () => {
    const { lookupAdd, part } = lookingUp();
    await show(<Field />, {}, "en-GB", part, { recognise: async () => DOI });
    act(() => field().focus());
    type("10.5555/x.1");
    await screen.findByTestId("field-look-up");
    fireEvent.keyDown(field(), { key: "Enter", keyCode: 229 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lookupAdd).not.toHaveBeenCalled();
  });

  it("can search the library for an identifier with the arrow keys", async () => {
    const { lookupAdd, part } = lookingUp();
    await show(<Field />, {}, "en-GB", part, { recognise: async () => DOI });
    act(() => field().focus());
    type("10.5555/x.1");
    await screen.findByTestId("field-look-up");
    fireEvent.keyDown(field(), { key: "ArrowDown" });
    fireEvent.keyDown(field(), { key: "Enter" });
    expect(narrowed()).toBe("10.5555/x.1");
    expect(lookupAdd).not.toHaveBeenCalled();
  });

  it("imports a record rather than looking up the identifier in it", async () => {
    const trayAddText = vi.fn(() => Promise.reject(new Error("enough")));
    await show(<Field />, {}, "en-GB", { recognise: async () => RECORD, trayAddText });
    act(() => field().focus());
    type("@article{x, doi = {10.5555/x.1}} @article{y} @article{z}");
    expect((await screen.findByTestId("field-import")).textContent).toContain("Import 3 records");
    fireEvent.keyDown(field(), { key: "Enter" });
    expect(trayAddText).toHaveBeenCalledWith(
      "@article{x, doi = {10.5555/x.1}} @article{y} @article{z}",
      null,
    );
  });

  it("hands several pasted lines to the tray, whole", async () => {
    const trayAddText = vi.fn(() => Promise.reject(new Error("enough")));
    const recognise = async () => ({ identifiers: [], records: 1 });
    await show(<Field />, {}, "en-GB", { trayAddText, recognise });
    const getData = (kind: string) => (kind === "text/html" ? "" : "TY  - JOUR\nER  -");
    fireEvent.paste(field(), { clipboardData: { getData } });
    await waitFor(() => expect(trayAddText).toHaveBeenCalledWith("TY  - JOUR\nER  -", null));
    expect(field().value).toBe("");
  });

  it("takes a pasted list of identifiers as one line, to be looked up", async () => {
    const trayAddText = vi.fn(() => Promise.reject(new Error("enough")));
    const value = (at: number) => ({ scheme: "DOI", value: `10.5555/${at}` });
    const recognise = async () => ({ identifiers: [value(1), value(2)], records: 0 });
    await show(<Field />, {}, "en-GB", { trayAddText, recognise });
    act(() => field().focus());
    const getData = (kind: string) => (kind === "text/html" ? "" : "10.5555/1\n10.5555/2\n");
    fireEvent.paste(field(), { clipboardData: { getData } });
    expect((await screen.findByTestId("field-look-up")).textContent).toContain("2 identifiers");
    expect(field().value).toBe("10.5555/1 10.5555/2");
    expect(trayAddText).not.toHaveBeenCalled();
  });

  it("empties itself when the list moves to another place", async () => {
    await show(<Field />, {}, "en-GB", { recognise: async () => WORDS });
    type("night");
    await waitFor(() => expect(narrowed()).toBe("night"));
    act(() => useSession.getState().goTo({ kind: "trash" }));
    expect(field().value).toBe("");
  });
});
