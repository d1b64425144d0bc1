/** Not built yet. */
export function ReadingPane(): null {
  return null;
}
