import { describe, expect, it } from "vitest";
import type { Backend } from "../src/backend/backend";
import { inTurn } from "../src/backend/turns";

const backend = inTurn({
  librarySummary: async () => "summary",
  trayView: async () => "view",
  organisation: () => Promise.reject(new Error("broken")),
  onDrag: () => () => "stopped",
} as unknown as Backend);

describe("answers that come together", () => {
  it("let what waits for a timer have its turn between them", async () => {
    const seen: unknown[] = [];
    setTimeout(() => seen.push("a timer"));
    await Promise.all([
      backend.librarySummary().then((answer) => seen.push(answer)),
      backend.trayView().then((answer) => seen.push(answer)),
    ]);
    expect(seen).toEqual(["summary", "a timer", "view"]);
  });

  it("keep none waiting that comes alone", async () => {
    await new Promise((later) => setTimeout(later, 100));
    const seen: unknown[] = [];
    setTimeout(() => seen.push("a timer"));
    seen.push(await backend.librarySummary());
    await new Promise((later) => setTimeout(later, 10));
    expect(seen).toEqual(["summary", "a timer"]);
  });

  it("still come when one fails, and what is no answer is left alone", async () => {
    await expect(backend.organisation()).rejects.toThrow("broken");
    expect(await backend.trayView()).toBe("view");
    expect(backend.onDrag(() => {})()).toBe("stopped");
  });
});
