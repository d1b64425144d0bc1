/**
 * Whether a key belongs to an input method. Enter chooses a word there and Escape drops one, so nothing may be
 * submitted, closed or moved by them.
 *
 * WebKit sends the Enter that ends a composition after the composition, with `isComposing` false; only the key code
 * 229 still tells.
 */
interface KeyPress {
  isComposing?: boolean;
  keyCode: number;
  nativeEvent?: { isComposing: boolean };
}

export function isComposing(event: KeyPress): boolean {
  return event.isComposing === true || event.nativeEvent?.isComposing === true || event.keyCode === 229;
}
