import { act, render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FontsAhead } from "../src/domains/reading/FontsAhead";
import { SIZES } from "../src/domains/reading/useFit";

describe("faces that are set ahead", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("come one at a time, in every size of both languages, hidden from everybody, and go again", () => {
    const { container } = render(<FontsAhead />);
    expect(container.childElementCount).toBe(0);
    const seen: string[] = [];
    for (let step = 0; step < 100; step += 1) {
      act(() => vi.advanceTimersToNextTimer());
      const text = container.querySelectorAll<HTMLElement>("[lang]");
      if (text.length === 0) break;
      expect(text).toHaveLength(1);
      expect(text[0]?.closest("[aria-hidden=true]")).not.toBeNull();
      const fit = text[0]?.closest<HTMLElement>("[data-fit]")?.dataset.fit;
      seen.push(
        `${fit} ${text[0]?.lang} ${text[0]?.closest(".pair-titles, .pair, .section-row")?.className}`,
      );
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (const fit of ["", ...SIZES.map(([size]) => size)])
      for (const lang of ["en", "zh-Hans"])
        for (const line of ["pair-titles", "pair"]) expect(seen).toContain(`${fit} ${lang} ${line}`);
    expect(container.childElementCount).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
