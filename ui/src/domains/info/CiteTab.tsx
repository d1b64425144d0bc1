/** Not built yet. */
export function CiteTab(): null {
  return null;
}
