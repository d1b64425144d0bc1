/** What stands where nothing is yet: what belongs here, and how it comes here. */
import type { ReactNode } from "react";
import { classes } from "./classes";

interface EmptyStateProps {
  title: ReactNode;
  /** One or two sentences that teach by example. */
  children?: ReactNode;
  actions?: ReactNode;
  className?: string | undefined;
}

export function EmptyState({ title, children, actions, className }: EmptyStateProps) {
  return (
    <section className={classes("ui-empty", className)}>
      <h2>{title}</h2>
      {children && <div className="ui-empty-words">{children}</div>}
      {actions && <div className="ui-empty-actions">{actions}</div>}
    </section>
  );
}
