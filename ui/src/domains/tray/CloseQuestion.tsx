/** Asked before a tray is closed in which something was mended. */
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { Dialog } from "../../shared/Dialog";

interface CloseQuestionProps {
  open: boolean;
  fixes: number;
  onKeep: () => void;
  onClose: () => void;
}

export function CloseQuestion({ open, fixes, onKeep, onClose }: CloseQuestionProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onKeep()}
      title={t("tray.asks.title")}
      description={t("tray.asks.words", { count: fixes })}
      actions={
        <>
          <Button onClick={onClose} destructive data-testid="tray-close-anyway">
            {t("tray.asks.close")}
          </Button>
          <Button look="primary" onClick={onKeep} data-testid="tray-keep">
            {t("tray.asks.keep")}
          </Button>
        </>
      }
    />
  );
}
