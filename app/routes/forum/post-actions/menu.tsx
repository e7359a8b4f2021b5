import type { ReactNode } from "react";
import { Icon } from "#app/ui/elements/icons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type MenuProps = { label: string; number: number; children: ReactNode };

/** A menu below a post that opens without a script; of those on a page one is open at a time. */
export function Menu({ label, number, children }: MenuProps) {
  return (
    <details className="menu" name="post-menu">
      <summary>
        {label}
        <OfPost number={number} />
        <Icon name="chevron" />
      </summary>
      <div className="menu-panel">{children}</div>
    </details>
  );
}

/** Which post an action is about, for those who hear it without seeing where it stands. */
export function OfPost({ number }: { number: number }) {
  const { t } = useI18n();
  return <span className="visually-hidden"> {t("forum.post.number", { number })}</span>;
}
