/** A page becomes as large as it shall be, however late it follows its window. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resize } from "./size.mjs";

const BAR = 28;
const LEAST = 640;
const TIMES = { patience: 400, follows: 40 };

/** A window with a bar above its page, of a least width, whose page follows `late` milliseconds after it. */
function slow({ late, widest = 2000 }) {
  let outer = { width: 1280, height: 800 + BAR };
  let page = [1280, 800];
  let changed = Date.now();
  return {
    manage: () => ({
      window: () => ({
        setRect: async ({ width, height }) => {
          const asked = { width: Math.min(Math.max(width, LEAST), widest), height: Math.max(height, LEAST) };
          if (asked.width !== outer.width || asked.height !== outer.height) changed = Date.now();
          outer = asked;
        },
        getRect: async () => outer,
      }),
    }),
    executeScript: async () => {
      if (Date.now() >= changed + late) page = [outer.width, outer.height - BAR];
      return page;
    },
  };
}

describe("a page's size", () => {
  for (const late of [0, 10, 100])
    it(`is reached by a page that follows after ${late} ms`, async () => {
      const driver = slow({ late });
      await resize(driver, { width: 700, height: 700 }, { patience: 20_000, follows: 40 });
      assert.deepEqual(await driver.executeScript(), [700, 700]);
    });

  it("is said where the screen is too small for it", async () => {
    await assert.rejects(
      resize(slow({ late: 0, widest: 1000 }), { width: 1920, height: 1080 }, TIMES),
      /the page is 1000 × 1080 and did not become 1920 × 1080/,
    );
  });
});
