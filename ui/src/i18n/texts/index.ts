/**
 * What the interface says, one file per area with both languages side by side. Each area has keys of its own. This is
 * what the first picture says; all others are in `later.ts`, behind it.
 */
export { en, zh } from "./references";
