/** Not built yet. */
export function Sidebar(): null {
  return null;
}
