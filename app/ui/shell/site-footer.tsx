import type { ReactNode } from "react";
import { isolate } from "#app/lib/isolate.ts";
import type { Translate } from "#app/ui/text/translate.ts";

type SiteFooterProps = {
  t: Translate;
  /** Who runs the site; "" when nobody says. */
  organisation: string;
  /** The language links, for guests. */
  children: ReactNode;
};

/** Two lines: what this place is and does with people's data; the same page in the other languages, and what it weighs. */
export function SiteFooter({ t, organisation, children }: SiteFooterProps) {
  return (
    <footer className="site-footer">
      <div>
        <nav aria-label={t("ui.footer.label")}>
          <ul role="list">
            {organisation && (
              <li>
                <a href="/about#who">{t("ui.footer.run_by", { name: isolate(organisation) })}</a>
              </li>
            )}
            <li>
              <a href="/about">{t("ui.footer.convention")}</a>
            </li>
            <li>
              <a href="/privacy">{t("ui.footer.privacy")}</a>
            </li>
          </ul>
        </nav>
        {children && <nav aria-label={t("ui.language.label")}>{children}</nav>}
        {/* What has travelled for it, told by the browser: only it knows what it held already. */}
        <page-weight data-words={t("ui.footer.weight", { size: "%" })} />
      </div>
    </footer>
  );
}
