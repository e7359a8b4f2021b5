import { UserText } from "#app/ui/text/user-text.tsx";
import type { Translate } from "#app/ui/text/translate.ts";

export type Crumb = { label: string; href: string };

/** The way from the home page to the parent of this one. The page itself is not in it: its title follows at once. */
export function Breadcrumbs({ items, t }: { items: Crumb[]; t: Translate }) {
  if (items.length === 0) return null;
  return (
    <nav className="breadcrumbs" aria-label={t("ui.breadcrumbs.label")}>
      <ol role="list">
        {items.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>
              <UserText>{label}</UserText>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
