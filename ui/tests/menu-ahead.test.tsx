import { act, fireEvent, render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MenuAhead } from "../src/shared/MenuAhead";

describe("menus that are opened ahead", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it("are made out of sight, take neither keys nor the focus, and go again", () => {
    const made = vi.spyOn(Document.prototype, "createElement");
    const menus = () => made.mock.results.filter(({ value }) => value.dataset?.testid === "menu").length;
    const heard = vi.fn();
    const { container } = render(
      // biome-ignore lint/a11y/noStaticElementInteractions: hears what the window would hear
      <div onKeyDown={heard}>
        <input />
        <MenuAhead />
      </div>,
    );
    const field = container.querySelector("input") as HTMLInputElement;
    act(() => field.focus());
    expect(menus()).toBe(0);
    for (let step = 1; step <= 40; step += 1) {
      act(() => vi.advanceTimersByTime(step === 1 ? 2500 : 120));
      expect(document.querySelector("[data-testid=menu]")).toBeNull();
      expect(document.activeElement).toBe(field);
      const went = vi.fn();
      window.addEventListener("keydown", went);
      expect(fireEvent.keyDown(field, { key: "Escape" })).toBe(true);
      window.removeEventListener("keydown", went);
      expect(went).toHaveBeenCalledTimes(1);
      expect(heard).toHaveBeenCalledTimes(step);
    }
    expect(menus()).toBeGreaterThan(2);
    expect(document.body.querySelectorAll("*")).toHaveLength(3);
  });
});
