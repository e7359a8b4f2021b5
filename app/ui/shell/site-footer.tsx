import type { ReactNode } from "react";
import { isolate } from "#app/lib/isolate.ts";
import type { Translate } from "#app/ui/text/translate.ts";

type SiteFooterProps = {
  t: Translate;
  /** Who runs the site; "" when nobody says. */
  organisation: string;
  /** The language links. */
  children: ReactNode;
  /** Shows the way to the kept mail of a trial installation. */
  devMail?: boolean;
};

/** What this place is, what it does with people's data, and the same page in the other languages. */
export function SiteFooter({ t, organisation, children, devMail }: SiteFooterProps) {
  return (
    <footer className="site-footer">
      <div>
        <div className="stack stack-tight">
          <p>{t("ui.footer.about")}</p>
          {organisation && (
            <p>
              <a href="/about#who">{t("ui.footer.run_by", { name: isolate(organisation) })}</a>
            </p>
          )}
          <nav aria-label={t("ui.footer.label")}>
            <ul role="list">
              <li>
                <a href="/about">{t("ui.footer.convention")}</a>
              </li>
              <li>
                <a href="/privacy">{t("ui.footer.privacy")}</a>
              </li>
              {devMail && (
                <li>
                  <a href="/dev/mail">{t("ui.footer.devMail")}</a>
                </li>
              )}
            </ul>
          </nav>
        </div>
        <nav aria-label={t("ui.language.label")}>{children}</nav>
      </div>
    </footer>
  );
}
