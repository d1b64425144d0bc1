/** The commands that are the window's own; those of a list or a pane are registered there. */
import { useTranslation } from "react-i18next";
import { useComplain } from "../backend/complain";
import { useBackend } from "../backend/context";
import { type CommandName, runCommand, useCommand } from "../shared/commands";
import { say } from "../shared/notices";
import { type Preferences, usePreferences } from "../shared/preferences";
import { useSession } from "../shared/session";
import { operationInWords } from "./operations";

export function useWindowCommands({ openShortcuts }: { openShortcuts: () => void }): void {
  const { t } = useTranslation();
  const backend = useBackend();
  const complain = useComplain();
  const { setReading, reading, selection } = useSession();
  const { sidebar, set } = usePreferences();
  const doing = (act: () => Promise<unknown>) => () => {
    act().catch(complain);
  };

  useCommand(
    "import-files",
    doing(() => backend.trayPickFiles()),
  );
  useCommand(
    "import-folder",
    doing(() => backend.trayPickFolder()),
  );
  useCommand("import-clipboard", () => {
    // Where the web view may paste by itself, that is a paste like any other.
    if (document.execCommand?.("paste")) return;
    readClipboard()
      .then(({ text, html }) => backend.trayAddText(text, html).catch(complain))
      // Without leave to read the clipboard a person's own paste still brings it.
      .catch(() => say({ text: t("frame.pasteInstead") }));
  });

  useCommand(
    "undo",
    doing(async () => {
      const operation = await backend.undo();
      const redo = () => runCommand("redo");
      say({
        text: t("operations.undone", { what: operationInWords(t, operation) }),
        action: { label: t("operations.redo"), act: redo },
      });
    }),
  );
  useCommand(
    "redo",
    doing(async () => {
      const operation = await backend.redo();
      say({
        text: t("operations.redone", { what: operationInWords(t, operation) }),
        undo: () => runCommand("undo"),
      });
    }),
  );

  useCommand("reading-mode", () => setReading(!reading), selection.length > 0 || reading);
  useCommand("sidebar", () => set({ sidebar: !sidebar }));
  useCommand("shortcuts", openShortcuts);

  useChoice("theme-system", { theme: "system" });
  useChoice("theme-light", { theme: "light" });
  useChoice("theme-dark", { theme: "dark" });
  useChoice("language-system", { language: null });
  useChoice("language-en", { language: "en" });
  useChoice("language-zh", { language: "zh" });
}

function useChoice(name: CommandName, change: Partial<Omit<Preferences, "set">>) {
  const set = usePreferences((preferences) => preferences.set);
  useCommand(name, () => set(change));
}

/** HTML keeps what plain text loses: superscripts, and which line is a heading. */
async function readClipboard(): Promise<{ text: string; html: string | null }> {
  const [item] = await navigator.clipboard.read();
  const as = async (type: string) => (item?.types.includes(type) ? (await item.getType(type)).text() : null);
  const text = await as("text/plain");
  const html = await as("text/html");
  if (!text && !html) throw new Error("nothing that could be read");
  return { text: text ?? "", html };
}
