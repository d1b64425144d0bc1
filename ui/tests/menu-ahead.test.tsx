import { act, fireEvent, render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Menu, MenuItem } from "../src/shared/Menu";
import { MenuAhead } from "../src/shared/MenuAhead";

describe("menus that are opened ahead", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it("are made out of sight, take neither keys nor the focus, and go again", async () => {
    const made = vi.spyOn(Document.prototype, "createElement");
    const menus = () => made.mock.results.filter(({ value }) => value.dataset?.testid === "menu").length;
    const heard = vi.fn();
    const { container } = render(
      // biome-ignore lint/a11y/noStaticElementInteractions: hears what the window would hear
      <div onKeyDown={heard}>
        <input />
        <Menu trigger={<button type="button">More</button>}>
          <MenuItem onSelect={() => {}}>Less</MenuItem>
        </Menu>
        <MenuAhead />
      </div>,
    );
    const field = container.querySelector("input") as HTMLInputElement;
    const more = container.querySelector("button") as HTMLButtonElement;
    // Who had the focus before a menu is remembered, and would have it again after the next one.
    act(() => more.focus());
    fireEvent.click(more);
    await act(() => vi.advanceTimersByTimeAsync(500));
    const opened = document.querySelector("[data-testid=menu]") as HTMLElement;
    fireEvent.keyDown(opened, { key: "Escape" });
    await act(() => vi.advanceTimersByTimeAsync(500));
    expect(document.querySelector("[data-testid=menu]")).toBeNull();
    act(() => field.focus());
    const before = menus();
    const page = document.documentElement.outerHTML;
    heard.mockClear();
    for (let step = 1; step <= 40; step += 1) {
      await act(() => vi.advanceTimersByTimeAsync(step === 1 ? 1500 : 120));
      expect(document.documentElement.outerHTML).toBe(page);
      expect(document.activeElement).toBe(field);
      const went = vi.fn();
      window.addEventListener("keydown", went);
      expect(fireEvent.keyDown(field, { key: "Escape" })).toBe(true);
      window.removeEventListener("keydown", went);
      expect(went).toHaveBeenCalledTimes(1);
      expect(heard).toHaveBeenCalledTimes(step);
    }
    expect(menus()).toBeGreaterThan(before + 2);
  });
});
