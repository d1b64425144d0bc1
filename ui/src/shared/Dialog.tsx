/** A question that cannot wait. Rare: most things are done at once and can be undone. */
import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { classes } from "./classes";
import { useLayer } from "./Layer";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One or two sentences under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the primary one last. */
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
  const layer = useLayer();
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal container={layer}>
        <Base.Backdrop className="ui-backdrop" />
        <Base.Popup className={classes("ui-dialog", className)} data-testid="dialog">
          <Base.Title className="ui-dialog-title">{title}</Base.Title>
          {description && <Base.Description className="ui-dialog-words">{description}</Base.Description>}
          {children}
          {actions && <div className="ui-dialog-actions">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
