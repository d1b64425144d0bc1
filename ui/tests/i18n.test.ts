import { describe, expect, it } from "vitest";
import { chooseLanguage } from "../src/i18n";
import * as first from "../src/i18n/texts";
import * as later from "../src/i18n/texts/later";

const en = { ...first.en, ...later.en };
const zh = { ...first.zh, ...later.zh };

function keys(value: object, path = ""): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" ? [`${path}${key}`] : keys(inner, `${path}${key}.`),
  );
}

function slots(value: object): Record<string, string[]> {
  return Object.fromEntries(
    keys(value).map((key) => {
      const text = key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], value);
      return [key, [...String(text).matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? "").sort()];
    }),
  );
}

describe("the interface's languages", () => {
  it("follows the first language that the interface speaks", () => {
    expect(chooseLanguage(["zh-CN", "en"])).toBe("zh");
    expect(chooseLanguage(["de-DE", "zh-TW", "en"])).toBe("zh");
    expect(chooseLanguage(["en-GB", "zh"])).toBe("en");
    expect(chooseLanguage(["fr"])).toBe("en");
    expect(chooseLanguage([])).toBe("en");
  });
  it("has every sentence in both, with the same values in it", () => {
    expect(slots(zh)).toEqual(slots(en));
  });
});
