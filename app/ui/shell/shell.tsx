import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { ReactNode } from "react";
import { AccountTools, type Viewer } from "./account-tools.tsx";
import { Emblem } from "#app/ui/elements/emblem.tsx";
import { LanguageLinks, LanguageMenu } from "./language-menu.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { SiteFooter } from "./site-footer.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

export type { Viewer };

/** What the site is called, and who runs it ("" when nobody says). */
export type SiteSign = { name: string; organisation: string };

type PageShellProps = {
  t: Translate;
  /** The interface's language, one of the six. */
  language: string;
  /** The path of this page with its query, for the language links and the mark of the current section. */
  path: string;
  site: SiteSign;
  viewer: Viewer | null;
  children: ReactNode;
  /** The pages of an area of work, before the content: it stands at the start of a wide window. */
  nav?: ReactNode;
  /** Context beside the reading column, after it in the source. */
  aside?: ReactNode;
  asideLabel?: string;
  /** Messages about what just happened, above the content. */
  notices?: ReactNode;
  /** "narrow" for short forms; the default column serves everything else. */
  width?: "narrow";
  devMail?: boolean;
};

const sections: { href: string; also?: string; key: MessageKey }[] = [
  { href: "/roadmap", key: "ui.nav.roadmap" },
  { href: "/courses", key: "ui.nav.courses" },
  { href: "/forum", also: "/topics", key: "ui.nav.forum" },
  { href: "/webinars", key: "ui.nav.webinars" },
];

function isUnder(path: string, section: string) {
  return path === section || path.startsWith(`${section}/`) || path.startsWith(`${section}?`);
}

/**
 * The frame of every page: skip link, header, content, side column, footer. Complete without JavaScript from 320 px up.
 * The section one is in is marked "page" on its own address and "true" below it.
 */
export function PageShell(props: PageShellProps) {
  const { t, language, path, site, viewer, children, nav, aside, asideLabel, notices, width, devMail } = props;
  const page = ["page", nav && "has-nav", aside && "has-aside", width && `page-${width}`].filter(Boolean).join(" ");
  return (
    <>
      <a className="skip-link visually-hidden" href="#main">
        {t("ui.shell.skip")}
      </a>
      <header className="site-header">
        <div>
          <a className="site-name" href="/" aria-current={path === "/" ? "page" : undefined}>
            <Emblem colour />
            <span>
              <UserText>{site.name}</UserText>
            </span>
          </a>
          <nav className="site-nav" aria-label={t("ui.nav.label")}>
            <ul role="list">
              {sections.map(({ href, also, key }) => (
                <li key={href}>
                  <a href={href} aria-current={currentMark(path, href, also)}>
                    {t(key)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="site-tools">
            <LanguageMenu t={t} language={language} path={path} isMember={viewer !== null} />
            <AccountTools t={t} viewer={viewer} path={path} />
          </div>
        </div>
      </header>
      <div className={page}>
        {nav}
        <main id="main" tabIndex={-1}>
          {notices}
          {children}
        </main>
        {aside && (
          <aside className="page-aside" aria-label={asideLabel ?? t("ui.shell.aside")}>
            {aside}
          </aside>
        )}
      </div>
      <SiteFooter t={t} organisation={site.organisation} devMail={devMail}>
        <LanguageLinks language={language} path={path} isMember={viewer !== null} />
      </SiteFooter>
    </>
  );
}

function currentMark(path: string, href: string, also?: string) {
  if (path === href || path.startsWith(`${href}?`)) return "page";
  return isUnder(path, href) || (also && isUnder(path, also)) ? "true" : undefined;
}
