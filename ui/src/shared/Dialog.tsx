/** A question that cannot wait. Rare: most things are done at once and can be undone. */
import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { useTranslation } from "../i18n";
import { Button } from "./Button";
import { classes } from "./classes";
import { useLayer } from "./Layer";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One or two sentences under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the primary one last. Without any there is one that closes. */
  actions?: ReactNode;
  className?: string | undefined;
}

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  actions,
  className,
}: DialogProps) {
  const { t } = useTranslation();
  const layer = useLayer();
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal container={layer}>
        <Base.Backdrop className="ui-backdrop" />
        <Base.Popup className={classes("ui-dialog", className)} data-testid="dialog">
          <Base.Title className="ui-dialog-title">{title}</Base.Title>
          {description && <Base.Description className="ui-dialog-words">{description}</Base.Description>}
          {children}
          <div className="ui-dialog-actions">
            {actions ?? <Base.Close render={<Button>{t("frame.close")}</Button>} />}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
