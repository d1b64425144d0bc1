import { describe, expect, it } from "vitest";
import { assign } from "../src/domains/references/useSlots";

describe("slots of a list", () => {
  const [first, taken] = assign(["a", "b", "c"], new Map());

  it("are all different", () => {
    expect(first).toEqual([0, 1, 2]);
  });

  it("stay with rows that a new one moved; the new one has that of the row that went", () => {
    expect(assign(["new", "a", "b"], taken)[0]).toEqual([2, 0, 1]);
  });

  it("are filled anew by another list", () => {
    expect(assign(["x", "y", "z"], taken)[0]).toEqual([0, 1, 2]);
  });

  it("stay with the rows of a shorter list, and are given in turn to those of a longer one", () => {
    const [shorter, left] = assign(["c", "b"], taken);
    expect(shorter).toEqual([2, 1]);
    expect(assign(["c", "d", "e", "b"], left)[0]).toEqual([2, 0, 3, 1]);
  });

  it("differ for a row that is there twice for a moment, and one of them stays", () => {
    const [slots, now] = assign(["b", "b", "c"], taken);
    expect(slots).toEqual([1, 0, 2]);
    expect(new Set(assign(["b", "c"], now)[0]).size).toBe(2);
  });
});
