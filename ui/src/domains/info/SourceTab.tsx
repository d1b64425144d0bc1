/** Not built yet. */
export function SourceTab(): null {
  return null;
}
