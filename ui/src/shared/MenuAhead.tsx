/**
 * Opens a menu a few times where nobody can see it, while the window is idle: a script is read before it runs for the
 * first time, and is slow for the first few times.
 */
import { useState } from "react";
import { createPortal } from "react-dom";
import { Layer } from "./Layer";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "./Menu";
import { useIdleSteps } from "./useIdleSteps";

const TIMES = 8;
const SHORTCUTS = ["A", "B", "C", "D", "E", "F"];
const OPTIONS = SHORTCUTS.map((value) => ({ value, label: value }));
const NOTHING = () => {};

export function MenuAhead() {
  // A document of its own, so that an open menu takes neither keys nor the focus from the window.
  const [nowhere] = useState(() => document.implementation.createHTMLDocument().body);
  const step = useIdleSteps(2 * TIMES);
  if (step < 0 || step % 2 > 0 || step === 2 * TIMES) return null;
  return createPortal(
    <Layer element={nowhere}>
      <Menu opened trigger={<button type="button" />}>
        <MenuChoice label="–" value="A" onChange={NOTHING} options={OPTIONS} />
        <MenuSeparator />
        {SHORTCUTS.map((shortcut) => (
          <MenuItem key={shortcut} shortcut={shortcut} onSelect={NOTHING}>
            –
          </MenuItem>
        ))}
      </Menu>
    </Layer>,
    nowhere,
  );
}
