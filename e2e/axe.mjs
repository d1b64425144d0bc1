/** Looks for barriers in the page as it stands in the real window, with axe-core. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** The interface's own tests have it; both look for the same barriers. */
const INTERFACE = new URL("../ui/package.json", import.meta.url);
const SOURCE = readFileSync(createRequire(INTERFACE).resolve("axe-core/axe.min.js"), "utf8");

const RUN = `
  const done = arguments[arguments.length - 1];
  const [within, disabled, leftOut] = arguments;
  const rules = Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }]));
  const place = { include: [[within ?? "html"]], exclude: leftOut.map((selector) => [selector]) };
  // A colour on its way to another one is neither.
  const moving = document.getAnimations()
    .filter((one) => one.effect?.getComputedTiming().endTime < 5000)
    .map((one) => one.finished.catch(() => {}));
  Promise.all(moving)
    .then(() => window.axe.run(place, { rules, resultTypes: ["violations"] }))
    .then(
      (result) => done({ violations: result.violations }),
      (error) => done({ error: String(error) }),
    );
`;

/** Base UI's stops for the focus at the ends of a menu or dialog: nobody ever is on one. */
const GUARDS = "[data-base-ui-focus-guard]";

/**
 * What axe finds in the page.
 *
 * @param window what `openWindow` gave.
 * @param {{ within?: string, without?: string[] }} options a selector of the part to look at, and rules to leave out.
 * @returns {Promise<object[]>} axe's violations.
 */
export async function violations(window, { within, without = [] } = {}) {
  const loaded = await window.driver.executeScript("return Boolean(window.axe)");
  // Through the driver, which the page's policy does not bind.
  if (!loaded) await window.driver.executeScript(SOURCE);
  const result = await window.driver.executeAsyncScript(RUN, within ?? null, without, [GUARDS]);
  if (result.error) throw new Error(`axe could not run: ${result.error}`);
  return result.violations;
}

/** Fails with a readable list when there is any barrier. */
export async function assertAccessible(window, options) {
  const found = await violations(window, options);
  assert.ok(
    found.length === 0,
    `${found.length} accessibility violations:\n${found.map(inWords).join("\n")}`,
  );
}

/** A violation with the places where it was found. */
export function inWords({ id, impact, help, nodes }) {
  const places = nodes.map((node) => {
    const why = node.failureSummary
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
    return `    ${node.target.join(" ")}\n      ${node.html.slice(0, 160)}\n      ${why.join("; ")}`;
  });
  return `- ${id} (${impact}): ${help}\n${places.join("\n")}`;
}
