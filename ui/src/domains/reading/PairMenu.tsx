/** What can be done with the pair under the pointer, or with the one where the keys are. */
import type { ReactElement } from "react";
import { useTranslation } from "../../i18n";
import { CopyIcon, LinkIcon } from "../../shared/icons";
import { ContextMenu, MenuItem, MenuSeparator } from "../../shared/Menu";
import type { Side } from "./pairs";

interface PairMenuProps {
  /** The grid. */
  area: ReactElement;
  pinned: boolean;
  onCopyPair(): void;
  onCopySide(side: Side): void;
  onPin(): void;
  onEdit(): void;
}

export function PairMenu({ area, pinned, onCopyPair, onCopySide, onPin, onEdit }: PairMenuProps) {
  const { t } = useTranslation();
  return (
    <ContextMenu area={area}>
      <MenuItem icon={<CopyIcon />} shortcut="Ctrl+C" onSelect={onCopyPair} data-testid="copy-pair">
        {t("reading.menu.copyPair")}
      </MenuItem>
      <MenuItem onSelect={() => onCopySide("left")}>{t("reading.menu.copyEn")}</MenuItem>
      <MenuItem onSelect={() => onCopySide("right")}>{t("reading.menu.copyZh")}</MenuItem>
      <MenuSeparator />
      <MenuItem shortcut="Enter" onSelect={onPin}>
        {t(`reading.menu.${pinned ? "unpin" : "pin"}`)}
      </MenuItem>
      <MenuItem icon={<LinkIcon />} shortcut="E" onSelect={onEdit}>
        {t("reading.menu.edit")}
      </MenuItem>
    </ContextMenu>
  );
}
