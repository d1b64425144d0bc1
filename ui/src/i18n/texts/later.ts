/** What the interface says only once the whole window stands. */
import * as errors from "./errors";
import * as frame from "./frame";
import * as info from "./info";
import * as lookup from "./lookup";
import * as organise from "./organise";
import * as reading from "./reading";
import * as settings from "./settings";
import * as translation from "./translation";
import * as tray from "./tray";
import * as work from "./work";

const AREAS = [errors, frame, info, lookup, organise, reading, settings, translation, tray, work];

/** English. */
export const en = Object.assign({}, ...AREAS.map((area) => area.en));

/** 简体中文。 */
export const zh = Object.assign({}, ...AREAS.map((area) => area.zh));
