/** What can be done with the pair under the pointer. */
import { Menu } from "@base-ui/react/menu";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Side } from "./pairs";

interface PairMenuProps {
  x: number;
  y: number;
  pinned: boolean;
  onClose(): void;
  onCopyPair(): void;
  onCopySide(side: Side): void;
  onPin(): void;
  onEdit(): void;
}

export function PairMenu(props: PairMenuProps) {
  const { t } = useTranslation();
  const { x, y } = props;
  const anchor = useMemo(() => ({ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }), [x, y]);
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => !open && props.onClose()}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side="bottom" align="start" className="pane-layer">
          <Menu.Popup className="pair-menu" aria-label={t("reading.menu.label")} finalFocus={false}>
            <Menu.Item className="pair-menu-item" onClick={props.onCopyPair} data-testid="copy-pair">
              {t("reading.menu.copyPair")}
              <kbd>Ctrl C</kbd>
            </Menu.Item>
            <Menu.Item className="pair-menu-item" onClick={() => props.onCopySide("left")}>
              {t("reading.menu.copyEn")}
            </Menu.Item>
            <Menu.Item className="pair-menu-item" onClick={() => props.onCopySide("right")}>
              {t("reading.menu.copyZh")}
            </Menu.Item>
            <Menu.Separator className="pair-menu-line" />
            <Menu.Item className="pair-menu-item" onClick={props.onPin}>
              {t(`reading.menu.${props.pinned ? "unpin" : "pin"}`)}
              <kbd>Enter</kbd>
            </Menu.Item>
            <Menu.Item className="pair-menu-item" onClick={props.onEdit}>
              {t("reading.menu.edit")}
              <kbd>E</kbd>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
