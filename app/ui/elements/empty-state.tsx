import type { ReactNode } from "react";

/** A place with nothing in it yet: says so, says what would be here, and offers the next step. Never a dead end. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children && <div className="soft">{children}</div>}
      {actions && <div className="button-row">{actions}</div>}
    </div>
  );
}
