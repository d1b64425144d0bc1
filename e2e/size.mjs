/** How large a page is. */
import { setTimeout as later } from "node:timers/promises";

const PATIENCE_MS = 40_000;
/** How long a page may take to follow its window before the window is asked again, at first. */
const FOLLOWS_MS = 1_000;

/**
 * Makes the page this large, whatever stands around it: a menu bar, a browser's own bars.
 *
 * @param {import("selenium-webdriver").WebDriver} driver
 * @param {{ width: number, height: number }} wanted in pixels.
 * @param {{ patience?: number, follows?: number }} times in milliseconds.
 */
export async function resize(
  driver,
  { width, height },
  { patience = PATIENCE_MS, follows = FOLLOWS_MS } = {},
) {
  const window = driver.manage().window();
  const page = () => driver.executeScript("return [innerWidth, innerHeight]");
  const deadline = Date.now() + patience;
  let outer = { width, height };
  // A page that is later than its time is given twice as much.
  for (let time = follows; ; time *= 2) {
    await window.setRect({ x: 0, y: 0, ...outer });
    const asked = Date.now();
    let [across, down] = await page();
    while ((across !== width || down !== height) && Date.now() < asked + time) {
      await later(time / 20);
      [across, down] = await page();
    }
    if (across === width && down === height) return;
    if (Date.now() > deadline)
      throw new Error(
        `the page is ${across} × ${down} and did not become ${width} × ${height}; is the screen large enough?`,
      );
    // Measured anew each time: a page that is late seems to be surrounded by more, or by less than nothing.
    const whole = await window.getRect();
    outer = {
      width: width + Math.max(0, whole.width - across),
      height: height + Math.max(0, whole.height - down),
    };
  }
}
