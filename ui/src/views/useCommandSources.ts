/** Keys and the native menu run the same commands. What is being typed into keeps its own keys. */
import { useEffect } from "react";
import { useBackend } from "../backend/context";
import { COMMANDS, type CommandName, commandOf, isTyping, runCommand } from "../shared/commands";

/** Commands that mean the text while somebody types, and what the web view calls them. */
const OF_TEXT: Partial<Record<CommandName, string>> = {
  undo: "undo",
  redo: "redo",
  "select-all": "selectAll",
  "reference-delete": "forwardDelete",
};

export function useCommandSources(): void {
  const backend = useBackend();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const command = commandOf(event);
      if (!command || (command in OF_TEXT && isTyping(event.target)) || isAbove(event.target)) return;
      if (runCommand(command)) event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
  useEffect(
    () =>
      backend.onMenuCommand(({ command }) => {
        if (!(command in COMMANDS)) return;
        const name = command as CommandName;
        const ofText = OF_TEXT[name];
        // Deprecated, and still the only way to undo in an input.
        if (ofText && isTyping(document.activeElement)) document.execCommand(ofText);
        else runCommand(name);
      }),
    [backend],
  );
}

/** A dialog or menu keeps all keys to itself. */
function isAbove(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=dialog], [role=menu]") !== null;
}
