/** The head above a file's cards: its name, what it brings, and the way to take it off the tray. */

import type { TrayFile } from "../../bindings/TrayFile";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { IconButton } from "../../shared/IconButton";
import { ClipboardIcon, CloseIcon, FileIcon } from "../../shared/icons";
import { isLarge } from "./items";
import { brings, nameOf } from "./words";

interface FileHeadProps {
  file: TrayFile;
  /** Its buttons are reached with Tab. */
  reachable: boolean;
  onTickListed: () => void;
  onRemove: () => void;
}

export function FileHead({ file, reachable, onTickListed, onRemove }: FileHeadProps) {
  const { t } = useTranslation();
  const name = nameOf(t, file);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a grid of cards
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div role="gridcell" className="tray-file" data-testid="tray-file" data-file={file.id}>
      {file.name === null ? <ClipboardIcon /> : <FileIcon />}
      <strong title={name}>{name}</strong>
      <span>{brings(t, file)}</span>
      <span className="tray-space" />
      {file.listed > 1 && !isLarge(file) && (
        <Button
          look="quiet"
          size="small"
          tabIndex={reachable ? 0 : -1}
          onClick={(event) => {
            event.stopPropagation();
            onTickListed();
          }}
          data-testid="tray-tick-listed"
        >
          {t("tray.file.tickListed", { count: file.listed })}
        </Button>
      )}
      <IconButton
        size="small"
        tabIndex={reachable ? 0 : -1}
        label={t("tray.file.remove", { name })}
        icon={<CloseIcon small />}
        side="left"
        onClick={(event) => {
          event.stopPropagation();
          onRemove();
        }}
        data-testid="tray-remove"
      />
    </div>
  );
}
