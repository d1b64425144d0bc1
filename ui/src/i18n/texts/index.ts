/**
 * What the interface says, one file per area with both languages side by side. Each area has keys of its own. Those in
 * `later.ts` are loaded behind the first picture.
 */
import * as errors from "./errors";
import * as frame from "./frame";
import * as lookup from "./lookup";
import * as organise from "./organise";
import * as reading from "./reading";
import * as references from "./references";
import * as settings from "./settings";
import * as translation from "./translation";
import * as tray from "./tray";
import * as work from "./work";

const AREAS = [errors, frame, lookup, organise, reading, references, settings, translation, tray, work];

/** English. */
export const en = Object.assign({}, ...AREAS.map((area) => area.en));

/** 简体中文。 */
export const zh = Object.assign({}, ...AREAS.map((area) => area.zh));
