import type { ReactNode } from "react";
import { Icon, type IconName } from "./icons.tsx";

export type NoticeTone = "info" | "success" | "warning" | "error";

const icons: Record<NoticeTone, IconName> = { info: "info", success: "check", warning: "alert", error: "alert" };

type NoticeProps = { tone?: NoticeTone; title?: ReactNode; children?: ReactNode; actions?: ReactNode };

/** Something the reader should know about this page. It stays; it is read where it stands and interrupts nobody. */
export function Notice({ tone = "info", title, children, actions }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`}>
      <Icon name={icons[tone]} />
      <div className="stack stack-tight">
        {title && <p className="notice-title">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className="button-row">{actions}</div>}
      </div>
    </div>
  );
}

/**
 * What just happened to what the person did ("Reply sent"): above the content, gone at the next page. It takes the focus when
 * the page loads, unless the address leads to a place of the page: whoever cannot see it hears it first.
 */
export function Flash({ tone = "success", children }: { tone?: NoticeTone; children: ReactNode }) {
  return (
    <div role={tone === "error" ? "alert" : "status"} className="flash" tabIndex={-1} autoFocus>
      <Notice tone={tone}>{children}</Notice>
    </div>
  );
}
