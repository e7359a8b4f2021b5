import { Face } from "#app/ui/elements/face.tsx";
import { Icon } from "#app/ui/elements/icons.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

/** The person who is reading, as far as the frame of a page needs to know. */
export type Viewer = { name: string; handle: string; picture: string | null; role: string; unread: number };

/** For a guest the two doors; for a member the notifications and a menu with their own pages and the way out. */
export function AccountTools({ t, viewer, path }: { t: Translate; viewer: Viewer | null; path: string }) {
  if (!viewer) {
    const next = /^\/(login|join|logout)/.test(path) ? "" : `?next=${encodeURIComponent(path)}`;
    return (
      <>
        <a href={`/login${next}`}>{t("ui.account.signIn")}</a>
        <a href="/join">{t("ui.account.join")}</a>
      </>
    );
  }
  const { name, handle, picture, role, unread } = viewer;
  return (
    <>
      <a href="/me/notifications" aria-label={t("ui.account.notifications", { count: unread })}>
        <Icon name="bell" />
        {unread > 0 && <span className="count">{unread > 99 ? "99+" : unread}</span>}
      </a>
      <details className="menu" name="site-menu">
        <summary>
          <Face name={name} handle={handle} picture={picture} />
          <span className="visually-hidden">{t("ui.account.menu")}</span>
          <bdi className="wide-name">{name}</bdi>
        </summary>
        <div className="menu-panel">
          <a href="/me">{t("ui.account.me")}</a>
          <a href="/me/notifications">{t("ui.account.notificationsLink")}</a>
          <a href="/me/settings/profile">{t("ui.account.settings")}</a>
          {(role === "trainer" || role === "administrator") && <a href="/teach">{t("teach.index.title")}</a>}
          {role === "administrator" && <a href="/admin">{t("ui.account.admin")}</a>}
          <form method="post" action="/logout">
            <button type="submit">{t("ui.account.signOut")}</button>
          </form>
        </div>
      </details>
    </>
  );
}
