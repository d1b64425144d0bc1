import { useQueryClient } from "@tanstack/react-query";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { Backend } from "../src/backend/backend";
import { failing } from "../src/backend/fake";
import { sampleRow } from "../src/backend/fake/samples";
import type { ReferenceListRequest } from "../src/bindings/ReferenceListRequest";
import { ReferenceList } from "../src/domains/references/ReferenceList";
import { offsetFor, trackOf } from "../src/domains/references/track";
import { useRows } from "../src/domains/references/useRows";
import { runCommand } from "../src/shared/commands";
import { useNotices } from "../src/shared/notices";
import { listRequest, useSession } from "../src/shared/session";
import { type Part, show } from "./render";

const SIZE = 350;
const id = (index: number) => sampleRow(index).id;
const selection = () => useSession.getState().selection;
const list = () => screen.getByTestId("reference-list");
const option = (index: number) => document.getElementById(`reference-${index}`) as HTMLElement;

beforeEach(() => useSession.setState({ descending: false }));

async function shown(...parts: Part[]) {
  const rows = Array.from({ length: SIZE }, (_, at) => sampleRow(at));
  const result = await show(<ReferenceList />, { rows }, "en-GB", ...parts);
  await waitFor(() => expect(selection()).toEqual([id(0)]));
  return result;
}

describe("a long list", () => {
  it("holds only the rows in view, and says how many there are", async () => {
    await shown();
    expect(screen.getAllByRole("option").length).toBeLessThan(40);
    expect(option(2).getAttribute("aria-setsize")).toBe("350");
    expect(option(2).getAttribute("aria-posinset")).toBe("3");
    expect(screen.getByTestId("list-count").textContent).toBe("350");
  });

  it("keeps its track shorter than the longest element, and still reaches its end", () => {
    expect(trackOf(10_000, 640)).toEqual({ height: 640_000, scale: 1 });
    const { height, scale } = trackOf(1_000_000, 640);
    expect(height).toBe(30_000_000);
    expect((height - 640) * scale).toBeCloseTo(64_000_000 - 640);
  });
});

describe("bringing a row into view", () => {
  it("moves no further than it must, and never past the end", () => {
    expect(offsetFor(5, "auto", 0, 640, 100)).toBe(0);
    expect(offsetFor(10, "auto", 0, 640, 100)).toBe(64);
    expect(offsetFor(3, "auto", 640, 640, 100)).toBe(192);
    expect(offsetFor(50, "center", 0, 640, 100)).toBe(50 * 64 - 288);
    expect(offsetFor(999_999, "auto", 0, 640, 1_000_000)).toBe(64_000_000 - 640);
    expect(offsetFor(1, "center", 0, 640, 2)).toBe(0);
  });
});

describe("choosing", () => {
  it("takes one by click, more with Ctrl, a range with Shift", async () => {
    await shown();
    fireEvent.mouseDown(option(2));
    await waitFor(() => expect(selection()).toEqual([id(2)]));
    fireEvent.mouseDown(option(4), { ctrlKey: true });
    await waitFor(() => expect(selection()).toEqual([id(2), id(4)]));
    fireEvent.mouseDown(option(2), { ctrlKey: true });
    await waitFor(() => expect(selection()).toEqual([id(4)]));
    fireEvent.mouseDown(option(4));
    fireEvent.mouseDown(option(1), { shiftKey: true });
    await waitFor(() => expect(selection()).toEqual([id(4), id(3), id(2), id(1)]));
    expect(option(3).getAttribute("aria-selected")).toBe("true");
    expect(option(5).getAttribute("aria-selected")).toBe("false");
  });

  it("moves by keys, and takes what lies between with Shift", async () => {
    await shown();
    fireEvent.keyDown(list(), { key: "ArrowDown" });
    await waitFor(() => expect(selection()).toEqual([id(1)]));
    fireEvent.keyDown(list(), { key: "ArrowDown", shiftKey: true });
    fireEvent.keyDown(list(), { key: "ArrowDown", shiftKey: true });
    await waitFor(() => expect(selection()).toEqual([id(1), id(2), id(3)]));
    fireEvent.keyDown(list(), { key: "Home" });
    await waitFor(() => expect(selection()).toEqual([id(0)]));
    fireEvent.keyDown(list(), { key: "End" });
    await waitFor(() => expect(selection()).toEqual([id(349)]));
  });

  it("takes a range over pages that were never shown", async () => {
    await shown();
    fireEvent.keyDown(list(), { key: "End", shiftKey: true });
    await waitFor(() => expect(selection()).toHaveLength(350));
    expect(selection().at(-1)).toBe(id(349));
  });

  it("lets an input method have its keys", async () => {
    await shown();
    fireEvent.keyDown(list(), { key: "ArrowDown", keyCode: 229 });
    fireEvent.keyDown(list(), { key: "Enter", isComposing: true });
    expect(selection()).toEqual([id(0)]);
    expect(useSession.getState().reading).toBe(false);
  });

  it("opens the reading mode with Enter and a double click", async () => {
    await shown();
    fireEvent.keyDown(list(), { key: "Enter" });
    expect(useSession.getState().reading).toBe(true);
    act(() => useSession.getState().setReading(false));
    fireEvent.doubleClick(option(1));
    expect(useSession.getState().reading).toBe(true);
  });
});

describe("the place of what is read", () => {
  /** Answers that wait until the test lets them go. */
  function held() {
    const waiting: (() => void)[] = [];
    return {
      hold: () => new Promise<void>((go) => waiting.push(go)),
      asked: () => waiting.length,
      letGo: () => act(async () => waiting.splice(0).forEach((go) => void go())),
    };
  }
  const press = (key: string) => fireEvent.keyDown(list(), { key });

  it("is not gone to once somebody went elsewhere", async () => {
    const { hold, asked, letGo } = held();
    const referencePosition: Backend["referencePosition"] = (_, wanted) =>
      hold().then(() => Number(wanted === id(99)) * 99);
    await shown({ referencePosition });
    await letGo();
    act(() => useSession.getState().show([id(99)]));
    await waitFor(() => expect(asked()).toBeGreaterThan(0));
    press("Home");
    await letGo();
    press("ArrowDown");
    await waitFor(() => expect(selection()).toEqual([id(1)]));
    expect(list().scrollTop).toBe(0);
  });

  it("is not gone back to while what was picked is on its way", async () => {
    const { hold, asked, letGo } = held();
    let slow = true;
    const all = Array.from({ length: SIZE }, (_, at) => sampleRow(at));
    const referenceList: Backend["referenceList"] = async ({ offset, limit }) => {
      if (offset > 0 && slow) await hold();
      return { total: SIZE, rows: all.slice(offset, offset + limit) };
    };
    let positions = 0;
    const referencePosition: Backend["referencePosition"] = async (_, wanted) => {
      positions += 1;
      return all.findIndex((row) => row.id === wanted);
    };
    const { backend } = await shown({ referenceList, referencePosition });
    press("End");
    await waitFor(() => expect(asked()).toBeGreaterThan(0));
    const before = positions;
    await act(() => backend.setTag({ ids: [id(5)], tag: "later", tagged: true }));
    await waitFor(() => expect(positions).toBeGreaterThan(before));
    slow = false;
    await letGo();
    await waitFor(() => expect(selection()).toEqual([id(349)]));
    press("ArrowUp");
    await waitFor(() => expect(selection()).toEqual([id(348)]));
  });

  it("comes into view each time that it is asked for", async () => {
    await shown();
    const middle = offsetFor(300, "center", 0, 640, SIZE);
    for (const _ of ["once", "again"]) {
      act(() => useSession.getState().goTo({ kind: "all" }));
      act(() => useSession.getState().show([id(300)]));
      await waitFor(() => expect(list().scrollTop).toBe(middle));
      press("Home");
      await waitFor(() => expect(list().scrollTop).toBe(0));
    }
  });
});

describe("what is known of a list", () => {
  it("is not fresh once it may have changed, also before it is asked for again", async () => {
    const { place, text, sort, descending } = useSession.getState();
    const request = listRequest({ place, text, sort, descending }) as ReferenceListRequest;
    function Known() {
      const { known, fresh } = useRows(request);
      const client = useQueryClient();
      const change = () => client.invalidateQueries({ refetchType: "none" });
      return (
        <button type="button" onClick={change}>
          {known && fresh ? "fresh" : "old"}
        </button>
      );
    }
    await show(<Known />, { rows: [sampleRow(0)] });
    fireEvent.click(await screen.findByText("fresh"));
    await screen.findByText("old");
  });
});

describe("moving to the trash", () => {
  const remove = async () => {
    runCommand("reference-delete");
    await waitFor(() => expect(screen.getByTestId("list-count").textContent).not.toBe("350"));
  };

  it("reads what comes next, before the others leave", async () => {
    const read: string[][] = [];
    const passesOn = failing("reference-unknown");
    const deleteReferences = () => {
      read.push(selection());
      return passesOn();
    };
    await shown({ deleteReferences });
    fireEvent.mouseDown(option(2));
    fireEvent.mouseDown(option(4), { ctrlKey: true });
    await waitFor(() => expect(selection()).toEqual([id(2), id(4)]));
    await remove();
    expect(read).toEqual([[id(3)]]);
    await waitFor(() => expect(list().getAttribute("aria-activedescendant")).toBe("reference-2"));
    expect(option(2).dataset.id).toBe(id(3));
    expect(selection()).toEqual([id(3)]);
  });

  it("reads what came before at the end of the list, and nothing where nothing is left", async () => {
    await shown();
    fireEvent.mouseDown(option(5));
    fireEvent.keyDown(list(), { key: "End", shiftKey: true });
    await waitFor(() => expect(selection()).toHaveLength(345));
    await remove();
    await waitFor(() => expect(selection()).toEqual([id(4)]));
    fireEvent.keyDown(list(), { key: "Home", shiftKey: true });
    await waitFor(() => expect(selection()).toHaveLength(5));
    runCommand("reference-delete");
    await waitFor(() => expect(selection()).toEqual([]));
  });

  it("leaves all as it was where it fails", async () => {
    await shown({ deleteReferences: failing("io") });
    fireEvent.mouseDown(option(2));
    await waitFor(() => expect(selection()).toEqual([id(2)]));
    runCommand("reference-delete");
    await waitFor(() => expect(useNotices.getState().current).not.toBeNull());
    expect(selection()).toEqual([id(2)]);
  });
});

describe("an empty list", () => {
  it("teaches how something comes there", async () => {
    useSession.setState({ place: { kind: "trash" } });
    await show(<ReferenceList />, { rows: [sampleRow(0)] });
    expect(await screen.findByText("The trash is empty")).toBeTruthy();
  });

  it("of a search says that both languages were searched, and how to go on", async () => {
    useSession.setState({ text: "zzz" });
    await show(<ReferenceList />, { rows: [sampleRow(0)] });
    expect(await screen.findByText("Nothing matches “zzz”")).toBeTruthy();
    fireEvent.click(screen.getByTestId("clear-search"));
    expect(await screen.findByTestId("reference")).toBeTruthy();
  });
});
