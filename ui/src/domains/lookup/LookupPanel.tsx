/** Not built yet. */
export function LookupPanel(): null {
  return null;
}
