/** Not built yet. */
export function Field(): null {
  return null;
}
