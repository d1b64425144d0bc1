/** Import and lookup at the left, the one field in the middle, what is going on and reading at the right. */
import type { ReactNode } from "react";
import { Field } from "../domains/field/Field";
import { useTranslation } from "../i18n";
import { Button } from "../shared/Button";
import { COMMANDS, type CommandName, runCommand } from "../shared/commands";
import { ClipboardIcon, FileIcon, FolderIcon, ImportIcon, LookUpIcon, ReadingIcon } from "../shared/icons";
import { Menu, MenuItem } from "../shared/Menu";
import { ProgressRing } from "../shared/Progress";
import { useSession } from "../shared/session";
import { SidebarDrawer } from "./SidebarDrawer";
import { useDoing } from "./useDoing";

export function Toolbar() {
  const { t } = useTranslation();
  const chosen = useSession((session) => session.selection.length > 0);
  return (
    <header className="toolbar">
      <div className="toolbar-start">
        <h1 className="unseen">Diglot</h1>
        <SidebarDrawer />
        <Menu
          trigger={
            <Button look="quiet" icon={<ImportIcon />} opens data-testid="import">
              {t("frame.import")}
            </Button>
          }
        >
          <Item name="import-files" icon={<FileIcon />} />
          <Item name="import-folder" icon={<FolderIcon />} />
          <Item name="import-clipboard" icon={<ClipboardIcon />} shortcut="Ctrl+V" />
        </Menu>
        <Button
          look="quiet"
          icon={<LookUpIcon />}
          onClick={() => runCommand("look-up")}
          aria-keyshortcuts="Control+Shift+L"
          data-testid="look-up"
        >
          {t("frame.lookUp")}
        </Button>
      </div>
      <Field />
      <div className="toolbar-end">
        <Jobs />
        <Button
          look="quiet"
          icon={<ReadingIcon />}
          shortcut={COMMANDS["reading-mode"].key}
          disabled={!chosen}
          onClick={() => runCommand("reading-mode")}
          data-testid="reading"
        >
          {t("frame.reading")}
        </Button>
      </div>
    </header>
  );
}

function Item({ name, icon, shortcut }: { name: CommandName; icon: ReactNode; shortcut?: string }) {
  const { t } = useTranslation();
  return (
    <MenuItem
      icon={icon}
      shortcut={shortcut ?? COMMANDS[name].key}
      onSelect={() => runCommand(name)}
      data-testid={name}
    >
      {t(`commands.${name}`)}
    </MenuItem>
  );
}

/** Turns while anything is going on, and is not there otherwise. */
function Jobs() {
  const doing = useDoing();
  return doing === null ? null : <ProgressRing label={doing} value={null} />;
}
