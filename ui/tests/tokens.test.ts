/** The colours: both dark themes are one, and all words can be read on all grounds. */
import { describe, expect, it } from "vitest";
import CSS from "../src/styles/tokens.css?raw";

/** The roles of the block that begins with these words. */
function roles(opening: string): Record<string, string> {
  const start = CSS.indexOf(opening);
  expect(start, `tokens.css has no ${opening}`).toBeGreaterThan(-1);
  const block = CSS.slice(CSS.indexOf("{", start) + 1, CSS.indexOf("}", start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, role, value]) => [role, value]),
  );
}

const LIGHT = roles('[data-theme="light"] {');
const DARK = roles('\n[data-theme="dark"] {');
const SYSTEM_DARK = roles('  :root:not([data-theme="light"], [data-theme="dark"]) {');

/** The relative luminance of `#rrggbb`, by WCAG 2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: Record<string, string>, one: string, other: string): number {
  const [dark, light] = [theme[one], theme[other]]
    .map((colour) => luminance(colour as string))
    .sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["chrome", "list", "paper", "raised", "sel", "sel-idle"];
const TINTS = ["en-tint", "zh-tint", "mt-tint", "warn-tint", "accent-tint"];
const PAIRS = [
  ...["ink", "ink-2", "ink-3"].flatMap((ink) => GROUNDS.map((ground) => [ink, ground])),
  ...TINTS.map((tint) => ["ink", tint]),
  ["ink", "text-sel"],
  ...["en", "zh", "mt", "warn", "accent", "danger"].flatMap((ink) =>
    ["paper", "list", "raised", "sel"].map((ground) => [ink, ground]),
  ),
  ...["en", "zh", "mt", "warn", "danger", "accent"].map((voice) => [voice, `${voice}-tint`]),
  ...["accent", "accent-hover", "accent-press"].map((ground) => ["on-accent", ground]),
  ["on-hl", "hl"],
  ["on-tip", "tip"],
  ["on-tip-2", "tip"],
  ["tip-warn", "tip"],
] as [string, string][];

describe("the themes", () => {
  it("are dark in the same way, whoever asks for it", () => {
    expect(SYSTEM_DARK).toEqual(DARK);
  });

  it("name the same roles", () => {
    expect(Object.keys(DARK)).toEqual(Object.keys(LIGHT));
  });

  for (const [name, theme] of Object.entries({ light: LIGHT, dark: DARK })) {
    it(`let every word be read in the ${name} one`, () => {
      const faint = PAIRS.filter(([ink, ground]) => contrast(theme, ink, ground) < 4.5);
      expect(faint).toEqual([]);
    });

    it(`show the focus in the ${name} one`, () => {
      for (const ground of GROUNDS) expect(contrast(theme, "focus", ground)).toBeGreaterThan(3);
    });
  }
});
