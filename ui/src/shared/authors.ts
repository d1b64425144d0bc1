/** How a list writes the authors of a reference on half a line. */

const HAN = /\p{Script=Han}/u;

/** At most three names; more, or an incomplete list, end in "…" (or 等), which `others` writes. */
export function authorsInShort(
  names: readonly string[],
  complete: boolean,
  others: (names: string) => string,
): string {
  const shown = names.length > 3 ? names.slice(0, 1) : names;
  const joined = shown.join(shown.every((name) => HAN.test(name)) ? "、" : ", ");
  return shown.length < names.length || (!complete && joined !== "") ? others(joined) : joined;
}
