import type { Translate } from "#app/ui/text/translate.ts";

export type TeamAction = { href: string; label: string };

/**
 * What this reader may do here beyond what everybody may: links to the pages of staff, and nothing at all for whoever has
 * none. The one place of a page that says so; what stands in it follows from the policies that these pages ask.
 */
export function TeamActions({ t, actions }: { t: Translate; actions: TeamAction[] }) {
  if (actions.length === 0) return null;
  return (
    <nav className="cluster no-print" aria-labelledby="for-team">
      <span id="for-team" className="small soft">
        {t("ui.team.label")}
      </span>
      <QuietLinks links={actions} />
    </nav>
  );
}

/** Links in a row, each large enough for a finger. */
export function QuietLinks({ links }: { links: TeamAction[] }) {
  return (
    <ul role="list" className="cluster">
      {links.map(({ href, label }) => (
        <li key={href}>
          <a className="button button-quiet" href={href}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
