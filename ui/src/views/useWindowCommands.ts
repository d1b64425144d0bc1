/** The commands that are the window's own; those of a list or a pane are registered there. */

import { useComplain } from "../backend/complain";
import { useBackend } from "../backend/context";
import { useTranslation } from "../i18n";
import { type CommandName, runCommand, useCommand } from "../shared/commands";
import { say } from "../shared/notices";
import { type Preferences, usePreferences } from "../shared/preferences";
import { useSession } from "../shared/session";
import { operationInWords } from "./operations";
import { useNarrow } from "./SidebarDrawer";

export function useWindowCommands({ openShortcuts }: { openShortcuts: () => void }): void {
  const { t } = useTranslation();
  const backend = useBackend();
  const complain = useComplain();
  const reading = useSession((session) => session.reading);
  const chosen = useSession((session) => session.selection.length > 0);
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
  useCommand(
    "import-clipboard",
    doing(() => backend.trayAddClipboard()),
  );

  useCommand(
    "import-links",
    doing(async () => {
      const report = await backend.importLinks();
      if (!report) return;
      const { links, agreed, references, unmatched } = report;
      say({
        text: t("links.imported", {
          count: links,
          agreed,
          references: references.length,
          unmatched: unmatched.length,
        }),
        undo: links > 0 ? () => runCommand("undo") : undefined,
      });
    }),
  );

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

  useCommand("reading-mode", () => useSession.getState().setReading(!reading), chosen || reading);
  // In a narrow window it lies over the others, and that is its own business.
  useCommand("sidebar", () => set({ sidebar: !sidebar }), !useNarrow());
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
