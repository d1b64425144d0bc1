/** What can be done with the selected references. */
import type { ReactNode } from "react";
import { useComplain } from "../../backend/complain";
import { useBackend } from "../../backend/context";
import { useTranslation } from "../../i18n";
import { COMMANDS, type CommandName, canRun, runCommand } from "../../shared/commands";
import {
  AddIcon,
  CiteIcon,
  ExportIcon,
  FolderAddIcon,
  LookUpIcon,
  MergeIcon,
  ReadingIcon,
  ReturnIcon,
  TagIcon,
  TrashIcon,
} from "../../shared/icons";
import { MenuItem, MenuSeparator } from "../../shared/Menu";
import { useSession } from "../../shared/session";

export function ReferenceMenu() {
  const { t } = useTranslation();
  const backend = useBackend();
  const complain = useComplain();
  const place = useSession((session) => session.place);
  const selection = useSession((session) => session.selection);
  const item = (name: CommandName, icon: ReactNode, enabled = true) => (
    <MenuItem
      icon={icon}
      shortcut={COMMANDS[name].key}
      disabled={!enabled || !canRun(name)}
      onSelect={() => runCommand(name)}
      data-testid={`do-${name}`}
    >
      {t(`commands.${name}`)}
    </MenuItem>
  );
  const chosen = selection.length > 0;
  if (place.kind === "trash") {
    return (
      <MenuItem
        icon={<ReturnIcon />}
        disabled={!chosen}
        onSelect={() => backend.restoreReferences(selection).catch(complain)}
        data-testid="do-restore"
      >
        {t("list.restore")}
      </MenuItem>
    );
  }
  return (
    <>
      {place.kind === "listed" && (
        <>
          <MenuItem
            icon={<AddIcon />}
            disabled={!chosen}
            onSelect={() => backend.addListed(selection).catch(complain)}
            data-testid="do-add-listed"
          >
            {t("list.addListed")}
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      {item("reading-mode", <ReadingIcon />, chosen)}
      {item("reference-complete", <LookUpIcon />, chosen)}
      {item("reference-merge", <MergeIcon />, selection.length > 1)}
      <MenuSeparator />
      {item("reference-collect", <FolderAddIcon />, chosen)}
      {item("reference-tag", <TagIcon />, chosen)}
      <MenuSeparator />
      {item("copy-citation", <CiteIcon />, chosen)}
      {item("export", <ExportIcon />, chosen)}
      <MenuSeparator />
      <MenuItem
        icon={<TrashIcon />}
        shortcut={COMMANDS["reference-delete"].key}
        destructive
        disabled={!chosen}
        onSelect={() => runCommand("reference-delete")}
        data-testid="do-reference-delete"
      >
        {t("commands.reference-delete")}
      </MenuItem>
    </>
  );
}
