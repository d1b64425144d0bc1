import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { sampleRow } from "../src/backend/fake/samples";
import { runCommand } from "../src/shared/commands";
import { useSession } from "../src/shared/session";
import { MainView } from "../src/views/MainView";
import { show } from "./render";

const rows = Array.from({ length: 20 }, (_, at) => sampleRow(at));

/** Makes the window as narrow as a query asks for, or wide again. */
function windowIs(narrow: boolean) {
  const media = { matches: narrow, addEventListener: () => {}, removeEventListener: () => {} };
  Object.assign(window, { matchMedia: () => media });
}
afterEach(() => {
  Reflect.deleteProperty(window, "matchMedia");
});

describe("the sidebar of a narrow window", () => {
  it("opens from its button with the focus in it, and Escape gives it back", async () => {
    windowIs(true);
    await show(<MainView />, { rows, organised: true });
    await screen.findAllByTestId("reference");
    expect(screen.queryByTestId("sidebar")).toBeNull();
    const button = screen.getByTestId("open-sidebar");
    button.focus();
    fireEvent.click(button);
    const drawer = await screen.findByRole("dialog", { name: "Sidebar" });
    await waitFor(() => expect(document.activeElement).toBe(within(drawer).getByTestId("place-all")));
    fireEvent.keyDown(document.activeElement as Element, { key: "Escape" });
    await waitFor(() => expect(screen.queryByTestId("drawer")).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("open-sidebar")));
  });

  it("is gone when a place is chosen, and the list has the focus", async () => {
    windowIs(true);
    await show(<MainView />, { rows, organised: true });
    await screen.findAllByTestId("reference");
    act(() => void runCommand("sidebar"));
    fireEvent.click(await screen.findByTestId("place-needs-metadata"));
    await waitFor(() => expect(screen.queryByTestId("drawer")).toBeNull());
    expect(useSession.getState().place).toEqual({ kind: "needs-metadata" });
    await waitFor(() => expect(document.activeElement?.id).toBe("reference-list"));
  });

  it("has no button where it stands beside the list", async () => {
    windowIs(false);
    await show(<MainView />, { rows, organised: true });
    await screen.findByTestId("place-all");
    expect(screen.queryByTestId("open-sidebar")).toBeNull();
  });
});
