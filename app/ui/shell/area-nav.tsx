import type { ReactNode } from "react";
import { useI18n } from "#app/ui/text/i18n.tsx";

type AreaLink = {
  href: string;
  label: string;
  current?: boolean;
  /** How many things wait there, with the words for it; nothing is shown for none. */
  waiting?: { count: number; words: string };
};

export type AreaGroup = { key: string; label?: string; links: AreaLink[] };

/** What an area of work consists of. */
export type AreaPages = {
  /** What the area is, for its landmark. */
  label: string;
  groups: AreaGroup[];
};

/**
 * The pages of an area of work, at the start of each of them: a column on a wide window, on a narrow one a line that opens. The
 * line is a disclosure without content of its own and the column follows it, so that one list serves both and needs no script.
 */
export function AreaNav({ label, groups }: AreaPages) {
  const { t } = useI18n();
  const current = groups.flatMap(({ links }) => links).find((link) => link.current);
  const waits = groups.flatMap(({ links }) => links).filter(({ waiting }) => waiting && waiting.count > 0);
  return (
    <nav className="area-nav" aria-label={label}>
      <details>
        <summary>
          <span className="soft">{t("ui.area.menu")}</span> <b>{current?.label ?? label}</b>
          {waits.length > 0 && <Waits>{t("ui.area.waiting")}</Waits>}
        </summary>
      </details>
      <div>
        {groups.map(({ key, label: name, links }) => (
          <div key={key}>
            {name && <p id={`area-${key}`}>{name}</p>}
            <ul role="list" aria-labelledby={name ? `area-${key}` : undefined}>
              {links.map(({ href, label: words, current: isCurrent, waiting }) => (
                <li key={href}>
                  <a href={href} aria-current={isCurrent ? "page" : undefined}>
                    {words}
                    {waiting && waiting.count > 0 && <Count {...waiting} />}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}

function Count({ count, words }: { count: number; words: string }) {
  const { format } = useI18n();
  return (
    <>
      {" "}
      <span className="count" aria-hidden="true">
        {format.number(count)}
      </span>
      <span className="visually-hidden">({words})</span>
    </>
  );
}

function Waits({ children }: { children: ReactNode }) {
  return (
    <>
      {" "}
      <span className="area-waits" aria-hidden="true" />
      <span className="visually-hidden">{children}</span>
    </>
  );
}
