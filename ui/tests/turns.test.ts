import { afterEach, describe, expect, it, vi } from "vitest";
import { tauriBackend } from "../src/backend/tauri";

/** The program, as the page sees it. */
function program(answer: (command: string) => unknown) {
  vi.stubGlobal("__TAURI_INTERNALS__", { invoke: async (command: string) => answer(command) });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("answers that come together", () => {
  it("let what waits for a timer have its turn between them", async () => {
    program(() => null);
    const seen: string[] = [];
    setTimeout(() => seen.push("a timer"));
    await Promise.all([
      tauriBackend.librarySummary().then(() => seen.push("one")),
      tauriBackend.trayView().then(() => seen.push("two")),
    ]);
    expect(seen).toEqual(["one", "a timer", "two"]);
  });

  it("keep none waiting that comes alone", async () => {
    program(() => null);
    const seen: string[] = [];
    setTimeout(() => seen.push("a timer"));
    await tauriBackend.librarySummary();
    seen.push("one");
    await new Promise((later) => setTimeout(later, 10));
    await tauriBackend.librarySummary();
    seen.push("two");
    expect(seen).toEqual(["one", "a timer", "two"]);
  });

  it("still come when one fails", async () => {
    program((command) => {
      if (command === "tray_view") throw { code: "broken", params: {}, hint: null, detail: "" };
      return null;
    });
    const [view, summary] = await Promise.allSettled([
      tauriBackend.trayView(),
      tauriBackend.librarySummary(),
    ]);
    expect([view.status, summary.status]).toEqual(["rejected", "fulfilled"]);
  });
});
