import { act, render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MenuAhead } from "../src/shared/MenuAhead";

describe("a menu that is opened ahead", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it("is made once, out of the document, leaves the focus where it is, and goes again", () => {
    const made = vi.spyOn(document, "createElement");
    const menus = () => made.mock.results.filter(({ value }) => value.dataset?.testid === "menu").length;
    const { container } = render(
      <>
        <input data-testid="field" />
        <MenuAhead />
      </>,
    );
    const field = container.querySelector("input");
    act(() => field?.focus());
    expect(menus()).toBe(0);
    act(() => vi.advanceTimersByTime(2600));
    expect(menus()).toBe(1);
    expect(document.querySelector("[data-testid=menu]")).toBeNull();
    expect(document.activeElement).toBe(field);
    act(() => vi.advanceTimersByTime(2000));
    expect(menus()).toBe(1);
    expect(document.body.querySelectorAll("*")).toHaveLength(2);
    expect(document.activeElement).toBe(field);
  });
});
