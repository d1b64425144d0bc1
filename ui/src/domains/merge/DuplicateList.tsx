/** Not built yet. */
export function DuplicateList(): null {
  return null;
}
