/** Not built yet. */
export function MergeView(): null {
  return null;
}
