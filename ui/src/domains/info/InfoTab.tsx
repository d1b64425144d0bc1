/** Not built yet. */
export function InfoTab(): null {
  return null;
}
