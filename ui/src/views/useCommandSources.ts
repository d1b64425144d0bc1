/** Keys and the native menu run the same commands. What is being typed into keeps its own keys. */
import { useEffect, useRef } from "react";
import { useBackend } from "../backend/context";
import { useTrayOpen } from "../backend/queries";
import { COMMANDS, type CommandName, commandOf, isTyping, runCommand } from "../shared/commands";
import { useSession } from "../shared/session";

/** Commands that mean the text while somebody types, and what the web view calls them. */
const OF_TEXT: Partial<Record<CommandName, string>> = {
  undo: "undo",
  redo: "redo",
  "select-all": "selectAll",
  "reference-delete": "forwardDelete",
};

/** Commands about the list and what is selected in it. */
const OF_SELECTION: readonly CommandName[] = [
  "select-all",
  "copy-citation",
  "reading-mode",
  "reference-complete",
  "reference-merge",
  "reference-tag",
  "reference-collect",
  "reference-delete",
];

export function useCommandSources(): void {
  const backend = useBackend();
  const merging = useSession((session) => session.merging !== null);
  const covered = useRef(false);
  covered.current = useTrayOpen() || merging;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const command = commandOf(event);
      if (!command || (command in OF_TEXT && isTyping(event.target)) || isAbove(event.target)) return;
      if (run(command, covered.current)) event.preventDefault();
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
        else run(name, covered.current);
      }),
    [backend],
  );
}

/** Nothing happens to a selection that lies under the tray or a merge, where nobody sees it. */
function run(name: CommandName, covered: boolean): boolean {
  return !(covered && OF_SELECTION.includes(name)) && runCommand(name);
}

/** A dialog or menu keeps all keys to itself. */
export function isAbove(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=dialog], [role=menu]") !== null;
}
