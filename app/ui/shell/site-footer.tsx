import type { ReactNode } from "react";
import { isolate } from "#app/lib/isolate.ts";
import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type SiteFooterProps = {
  /** Who runs the site; "" when nobody says. */
  organisation: string;
  /** The language links, for guests. */
  children: ReactNode;
};

/** Two lines: where one searches, what this place is and does with people's data; the same page in the other languages, and what it weighs. */
export function SiteFooter({ organisation, children }: SiteFooterProps) {
  const { t } = useI18n();
  const attributes = { "aria-label": t("ui.footer.label") };
  return (
    <footer className="site-footer">
      <div>
        <Kept as="nav" attributes={attributes} piece={linksPiece} of={[{ facts: { organisation } }]} />
        {children && <nav aria-label={t("ui.language.label")}>{children}</nav>}
        {/* What has travelled for it, told by the browser: only it knows what it held already. */}
        <page-weight data-words={t("ui.footer.weight", { size: "%" })} />
      </div>
    </footer>
  );
}

const linksPiece: Piece<{ organisation: string }> = { name: "links of the footer", Draw: Links };

function Links({ organisation }: { organisation: string }) {
  const { t } = useI18n();
  return (
    <ul role="list">
      {organisation && (
        <li>
          <a href="/about#who">{t("ui.footer.run_by", { name: isolate(organisation) })}</a>
        </li>
      )}
      <li>
        <a href="/search">{t("search.title")}</a>
      </li>
      <li>
        <a href="/about">{t("ui.footer.convention")}</a>
      </li>
      <li>
        <a href="/privacy">{t("ui.footer.privacy")}</a>
      </li>
    </ul>
  );
}
