import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useAtRest } from "../src/shared/useAtRest";

describe("a value at rest", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const shown = () => renderHook(({ value }) => useAtRest(value, 120), { initialProps: { value: "a" } });
  const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

  it("follows a single change at once", () => {
    const { result, rerender } = shown();
    pass(500);
    rerender({ value: "b" });
    expect(result.current).toBe("b");
  });

  it("waits for the last of changes that chase each other", () => {
    const { result, rerender } = shown();
    pass(500);
    for (const value of ["b", "c", "d", "e"]) {
      rerender({ value });
      pass(30);
    }
    expect(result.current).toBe("b");
    pass(120);
    expect(result.current).toBe("e");
  });
});
