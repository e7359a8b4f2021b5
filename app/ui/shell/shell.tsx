import type { ReactNode } from "react";
import type { Language } from "#app/i18n/languages.ts";
import type { Translate } from "#app/ui/text/translate.ts";
import { LanguageLinks } from "./language-links.tsx";
import { SiteBar } from "./site-bar.tsx";
import { SiteFooter } from "./site-footer.tsx";
import { SiteHeader } from "./site-header.tsx";
import type { Viewer } from "./site-menu.tsx";

export type { Viewer };

/** What the site is called, who runs it ("" when nobody says), and the languages that it offers. */
export type SiteSign = { name: string; organisation: string; languages: readonly Language[] };

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
};

/**
 * The frame of every page: skip link, header, content, side column, footer, a member's bar. Complete without JavaScript from
 * 320 px up.
 */
export function PageShell(props: PageShellProps) {
  const { t, language, path, site, viewer, children, nav, aside, asideLabel, notices, width } = props;
  const page = ["page", nav && "has-nav", aside && "has-aside", width && `page-${width}`].filter(Boolean).join(" ");
  return (
    <>
      <a className="skip-link visually-hidden" href="#main">
        {t("ui.shell.skip")}
      </a>
      <SiteHeader t={t} language={language} path={path} site={site.name} languages={site.languages} viewer={viewer} />
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
      <SiteFooter organisation={site.organisation}>
        {/* A member has them in the menu, and chooses them once. */}
        {!viewer && <LanguageLinks languages={site.languages} language={language} path={path} isMember={false} />}
      </SiteFooter>
      {viewer && <SiteBar path={path} />}
    </>
  );
}
