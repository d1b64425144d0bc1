import { describe, expect, it } from "vitest";
import { authorsInShort } from "../src/shared/authors";

const others = (names: string) => `${names} …`;

describe("authors in short", () => {
  it("writes up to three names", () => {
    expect(authorsInShort(["Holmes", "Dixon", "Gray"], true, others)).toBe("Holmes, Dixon, Gray");
  });
  it("keeps the first of many", () => {
    expect(authorsInShort(["Holmes", "Dixon", "Gray", "Bell"], true, others)).toBe("Holmes …");
  });
  it("says that a list is incomplete", () => {
    expect(authorsInShort(["Holmes"], false, others)).toBe("Holmes …");
  });
  it("joins names in Han script with 、", () => {
    expect(authorsInShort(["王思敏", "赵立"], true, others)).toBe("王思敏、赵立");
  });
  it("says nothing about nobody", () => {
    expect(authorsInShort([], false, others)).toBe("");
  });
});
