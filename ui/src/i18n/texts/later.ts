/** What the interface says only once the whole window stands. */
import * as info from "./info";

const AREAS = [info];

/** English. */
export const en = Object.assign({}, ...AREAS.map((area) => area.en));

/** 简体中文。 */
export const zh = Object.assign({}, ...AREAS.map((area) => area.zh));
