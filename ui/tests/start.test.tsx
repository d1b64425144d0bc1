import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import i18next, { type TFunction } from "i18next";
import { createRoot } from "react-dom/client";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Backend } from "../src/backend/backend";
import { fakeBackend, fakeChanges } from "../src/backend/fake";
import { fakeLibrary } from "../src/backend/fake/library";
import { askAhead } from "../src/backend/opening";
import { startTranslation, useTranslation } from "../src/i18n";
import { en } from "../src/i18n/texts";
import { useSession } from "../src/shared/session";
import { start } from "../src/start";
import { FirstPicture } from "../src/views/FirstPicture";
import { row } from "./render";

const titled = (id: string, text: string) => row({ id, title: { lang: "en", text } });

/** A page on a library, with its first picture, and what the program is asked from then on. */
async function opened(titles: string[]) {
  await startTranslation(["en-GB"]);
  const { changed, part } = fakeChanges();
  const held = titles.map((title, at) => titled(String(at), title));
  const library = fakeLibrary(changed, { rows: held });
  const referenceList = vi.fn(async () => ({ total: held.length, rows: [...held] }));
  const librarySummary = vi.fn(library.librarySummary as Backend["librarySummary"]);
  const backend = fakeBackend(library, part, { referenceList, librarySummary });
  const opening = askAhead(backend);
  const page = document.body.appendChild(document.createElement("div"));
  const root = createRoot(page);
  await act(async () => root.render(<FirstPicture rows={await opening.rows} />));
  const begin = () => act(() => start(root, backend, opening));
  return { held, changed, referenceList, librarySummary, begin, root };
}

/** Whether a sentence is among those that the first picture is loaded with. */
const known = (key: string) =>
  key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], en);

describe("the first picture", () => {
  afterEach(() => {
    cleanup();
    useTranslation.setState({ t: i18next.t });
  });

  it("says nothing that is loaded behind it", () => {
    const said = new Set<string>();
    const note = (key: string) => {
      said.add(key);
      return key;
    };
    useTranslation.setState({ t: note as unknown as TFunction });
    const rows = [
      row({ id: "1", title: null, missing: ["authors", "issued"], languages: "none" }),
      row({ id: "2", authors: ["A", "B", "C", "D"], languages: "both-published" }),
    ];
    render(<FirstPicture rows={{ rows, total: 2 }} />);
    expect(said.size).toBeGreaterThan(6);
    expect([...said].filter((key) => typeof known(key) !== "string")).toEqual([]);
  });
});

describe("the start", () => {
  afterEach(() => {
    cleanup();
    document.body.replaceChildren();
  });

  it("asks nothing twice", async () => {
    const { begin, referenceList, librarySummary, root } = await opened(["Tidal wetlands"]);
    await begin();
    await screen.findByTestId("counts");
    expect((await screen.findByTestId("reference")).textContent).toContain("Tidal wetlands");
    expect(referenceList).toHaveBeenCalledTimes(1);
    expect(librarySummary).toHaveBeenCalledTimes(1);
    act(() => root.unmount());
  });

  it("keeps a row selected that was pressed in the first picture", async () => {
    const { begin, root } = await opened(["Tidal wetlands", "Salt marshes"]);
    fireEvent.mouseDown(screen.getByText("Salt marshes"));
    expect(screen.getByText("Salt marshes").closest(".row")?.className).toContain("is-selected");
    await begin();
    await screen.findByTestId("counts");
    expect(useSession.getState().selection).toEqual(["1"]);
    act(() => root.unmount());
  });

  it("hears of what changes before the window stands", async () => {
    const { begin, held, changed, root } = await opened(["Tidal wetlands"]);
    held.push(titled("9", "Came meanwhile"));
    changed({ stale: ["references"] });
    await begin();
    await waitFor(() => expect(screen.getByText("Came meanwhile")).toBeTruthy());
    act(() => root.unmount());
  });
});
