/** Not built yet. */
export function ImportTray(): null {
  return null;
}
