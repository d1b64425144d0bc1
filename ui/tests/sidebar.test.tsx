import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { sampleRow } from "../src/backend/fake/samples";
import { Picker } from "../src/domains/organise/Picker";
import { Sidebar } from "../src/domains/organise/Sidebar";
import { runCommand } from "../src/shared/commands";
import { useSession } from "../src/shared/session";
import { show } from "./render";

const rows = Array.from({ length: 20 }, (_, at) => sampleRow(at));
const collection = async (name: string) =>
  (await screen.findByTitle(name)).closest("button") as HTMLButtonElement;

const sidebar = <Sidebar />;

describe("the sidebar", () => {
  it("counts what each place holds, and goes there", async () => {
    await show(sidebar, { rows, organised: true, listed: 3 });
    await waitFor(() => expect(screen.getByTestId("place-listed").textContent).toContain("3"));
    expect(screen.getByTestId("place-all").getAttribute("aria-current")).toBe("page");
    fireEvent.click(await collection("社区卫生"));
    expect(useSession.getState().place).toEqual({ kind: "collection", id: "health" });
    expect(within(await collection("社区卫生")).getByText("社区卫生").lang).toBe("zh-Hans");
  });

  it("moves with the arrow keys from place to place", async () => {
    await show(sidebar, { rows, organised: true });
    const all = screen.getByTestId("place-all");
    all.focus();
    fireEvent.keyDown(all, { key: "ArrowDown" });
    expect(document.activeElement).toBe(screen.getByTestId("place-needs-metadata"));
    fireEvent.keyDown(screen.getByTestId("place-needs-metadata"), { key: "End" });
    expect(document.activeElement).toBe(screen.getByTestId("place-trash"));
  });

  it("makes, renames and deletes a collection where it stands", async () => {
    await show(sidebar, { rows, organised: true });
    fireEvent.click(screen.getByTestId("new-collection"));
    const input = screen.getByTestId("collection-name");
    fireEvent.change(input, { target: { value: " 老年护理 " } });
    fireEvent.keyDown(input, { key: "Enter", keyCode: 229 });
    expect(screen.getByTestId("collection-name")).toBeTruthy();
    fireEvent.keyDown(input, { key: "Enter" });
    const made = await collection("老年护理");
    await waitFor(() => expect(useSession.getState().place.kind).toBe("collection"));
    fireEvent.keyDown(made, { key: "F2" });
    const renaming = screen.getByTestId("collection-name");
    fireEvent.change(renaming, { target: { value: "Ageing" } });
    fireEvent.keyDown(renaming, { key: "Enter" });
    fireEvent.keyDown(await collection("Ageing"), { key: "Delete" });
    await waitFor(() => expect(screen.queryByTitle("Ageing")).toBeNull());
    expect(useSession.getState().place).toEqual({ kind: "all" });
  });
});

describe("the picker", () => {
  it("takes the keys from the moment that it stands", async () => {
    useSession.setState({ selection: [rows[1]?.id ?? ""] });
    await show(<Picker />, { rows });
    act(() => void runCommand("reference-tag"));
    expect(document.activeElement).toBe(screen.getByTestId("picker-filter"));
  });

  it("makes a tag for the selection and takes it away again", async () => {
    useSession.setState({ selection: [rows[1]?.id ?? "", rows[2]?.id ?? ""] });
    const { backend } = await show(<Picker />, { rows });
    act(() => void runCommand("reference-tag"));
    const filter = await screen.findByTestId("picker-filter");
    fireEvent.change(filter, { target: { value: "随访" } });
    expect(screen.getByTestId("picker-new").textContent).toContain("Make the tag “随访”");
    fireEvent.keyDown(filter, { key: "Enter" });
    await waitFor(async () =>
      expect((await backend.organisation()).tags).toEqual([{ name: "随访", count: 2 }]),
    );
    const choice = await screen.findByTestId("picker-choice");
    await waitFor(() => expect(choice.getAttribute("aria-selected")).toBe("true"));
    fireEvent.keyDown(filter, { key: "Enter" });
    await waitFor(async () => expect((await backend.organisation()).tags).toEqual([]));
  });
});
