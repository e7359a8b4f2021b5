import type { Language } from "#app/i18n/languages.ts";
import { Emblem } from "#app/ui/elements/emblem.tsx";
import { Icon } from "#app/ui/elements/icons.tsx";
import type { Translate } from "#app/ui/text/translate.ts";
import { UserText } from "#app/ui/text/user-text.tsx";
import { SectionLinks } from "./section-links.tsx";
import { joinPath, signInPath, SiteMenu, type Viewer } from "./site-menu.tsx";

type SiteHeaderProps = {
  t: Translate;
  language: string;
  path: string;
  /** What the site is called. */
  site: string;
  /** Those that one may choose. */
  languages: readonly Language[];
  viewer: Viewer | null;
};

/**
 * One row on every screen: the name of the site, the navigation where there is room for it, what is new for a member or the
 * doors for a guest, and the menu. The name goes out of sight, and only there, when the row is full.
 */
export function SiteHeader(props: SiteHeaderProps) {
  const { t, path, site, viewer } = props;
  return (
    <header className="site-header">
      <div>
        <a className="site-name" href="/" aria-current={path === "/" ? "page" : undefined}>
          <Emblem colour />
          <span>
            <UserText>{site}</UserText>
          </span>
        </a>
        <nav className="site-nav row-only" aria-label={t("ui.nav.label")}>
          <SectionLinks path={path} />
        </nav>
        <div className="site-tools">
          {viewer ? <Bell t={t} unread={viewer.unread} /> : <a href={signInPath(path)}>{t("ui.account.signIn")}</a>}
          {!viewer && (
            <a className="row-only" href={joinPath}>
              {t("ui.account.join")}
            </a>
          )}
          <SiteMenu {...props} />
        </div>
      </div>
    </header>
  );
}

function Bell({ t, unread }: { t: Translate; unread: number }) {
  return (
    <a className="site-bell" href="/me/notifications" aria-label={t("ui.account.notifications", { count: unread })}>
      <Icon name="bell" />
      {unread > 0 && <span className="count">{unread > 99 ? "99+" : unread}</span>}
    </a>
  );
}
