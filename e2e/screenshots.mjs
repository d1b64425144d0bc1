/**
 * Takes pictures of the window in all its states, on a screen that nobody sees.
 *
 *   node screenshots.mjs [--all] [--only reading,tray] [--variant light.en.1280] [--to FOLDER]
 *
 * Without `--all` it writes those that the repository keeps, and the index beside them. `cargo xtask screenshots`
 * builds what it needs and runs it.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { handOf } from "./pictures/hand.mjs";
import { begin, end } from "./pictures/library.mjs";
import { rolls, services } from "./pictures/states.mjs";
import { openWindow } from "./window.mjs";

const SIZES = {
  1280: { width: 1280, height: 800 },
  1920: { width: 1920, height: 1080 },
  900: { width: 900, height: 800 },
  640: { width: 640, height: 800 },
};
/** Windows in which the pane has little room; taken of pictures that are `narrow`. */
const NARROW = ["900", "640"];
const LANGUAGES = { en: "en_GB.UTF-8", zh: "zh_CN.UTF-8" };
const VARIANTS = Object.keys(SIZES).flatMap((size) =>
  ["light", "dark"].flatMap((theme) =>
    Object.keys(LANGUAGES).map((language) => `${theme}.${language}.${size}`),
  ),
);
/** Of the pictures that are `narrow`. */
const KEPT_NARROW = ["light.en.900", "dark.zh.900", "dark.en.640", "light.zh.640"];
/** Of the main pictures; the others are kept once, at 1280 pixels. */
const KEPT = VARIANTS.filter((variant) => variant.endsWith(".1280")).concat("light.en.1920", "dark.zh.1920");

/** Of a picture with soft shadows each colour is kept; any other makes do with 255. */
const ALL_COLOURS = ["-define", "png:compression-filter=1", "-define", "png:compression-strategy=0"];
const FEW_COLOURS = ["-dither", "None", "-colors", "255"];

const { values } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    only: { type: "string" },
    variant: { type: "string" },
    to: { type: "string", default: resolve(import.meta.dirname, "../docs/screenshots") },
  },
});
const only = values.only?.split(",");

const wanted = (picture, variant) => {
  if (only && !only.includes(picture.name)) return false;
  const isNarrow = NARROW.some((size) => variant.endsWith(`.${size}`));
  if (!stands(picture, variant) || (isNarrow && !picture.narrow)) return false;
  if (values.variant) return values.variant.split(",").includes(variant);
  if (values.all) return true;
  if (isNarrow) return KEPT_NARROW.includes(variant);
  return picture.main ? KEPT.includes(variant) : variant === `${picture.keep ?? "light.en"}.1280`;
};

/** Whether there is such a state in a window of this size. */
const stands = ({ sizes }, variant) => !sizes || sizes.some((size) => variant.endsWith(`.${size}`));

mkdirSync(values.to, { recursive: true });
const failures = [];
begin();
try {
  for (const variant of VARIANTS) for (const roll of rolls) await shoot(roll, variant);
} finally {
  end();
}
if (!only && !values.variant) writeFileSync(join(values.to, "README.md"), index());
for (const failure of failures) console.error(failure);
process.exit(failures.length > 0 ? 1 : 0);

/** Goes through a roll as far as the last picture that is wanted of it. */
async function shoot(roll, variant) {
  const last = roll.pictures.findLastIndex((picture) => wanted(picture, variant));
  if (last < 0) return;
  const [theme, language, size] = variant.split(".");
  const answering = roll.services ? await services() : null;
  const options = { theme, language: LANGUAGES[language], size: SIZES[size], origin: answering?.origin };
  const window = await openWindow({ ...options, library: await roll.library() });
  const hand = handOf(window);
  try {
    await hand.at(".frame");
    await hand.pause(1200);
    await hand.away();
    for (const picture of roll.pictures.slice(0, last + 1).filter((one) => stands(one, variant))) {
      const save = async (which = window) => {
        if (wanted(picture, variant)) await develop(which, `${picture.name}.${variant}`, picture.soft);
      };
      try {
        await picture.take?.(hand, save, answering, options);
        if (!picture.taken) await save();
        await picture.leave?.(hand);
      } catch (error) {
        failures.push(`${picture.name}.${variant}: ${error.message.split("\n")[0]}`);
        await develop(window, `failed-${picture.name}.${variant}`);
      }
    }
  } finally {
    await window.close();
    await answering?.close();
  }
}

/** Saves a picture, small. */
async function develop(window, name, soft = false) {
  const raw = join(values.to, `${name}.raw.png`);
  await window.driver.executeAsyncScript(
    "const done = arguments[0]; document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))));",
  );
  writeFileSync(raw, await window.driver.takeScreenshot(), "base64");
  const how = [...(soft ? ALL_COLOURS : FEW_COLOURS), "-strip", "-define", "png:compression-level=9"];
  const picture = join(values.to, `${name}.png`);
  execFileSync("convert", [raw, ...how, soft ? picture : `PNG8:${picture}`]);
  rmSync(raw);
  console.log(name);
}

/** What each picture shows, for people who look at the folder. */
function index() {
  const all = rolls.flatMap(({ pictures }) => pictures);
  const kept = ({ main, narrow, keep = "light.en", sizes }) =>
    [...(main ? KEPT : [`${keep}.1280`]), ...(narrow ? KEPT_NARROW : [])].filter((variant) =>
      stands({ sizes }, variant),
    );
  const files = ({ name, ...picture }) =>
    kept(picture)
      .map((variant) => `[${variant}](${name}.${variant}.png)`)
      .join(" · ");
  return [
    "# Pictures of the window",
    "",
    "Made by `cargo xtask screenshots`, of invented references. `--all` makes every picture in every variant.",
    "",
    "| | Shows | |",
    "|---|---|---|",
    ...all.map((picture) => `| ${picture.name} | ${picture.shows} | ${files(picture)} |`),
    "",
  ].join("\n");
}
