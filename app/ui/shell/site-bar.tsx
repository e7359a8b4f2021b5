import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { Icon, type IconName } from "#app/ui/elements/icons.tsx";
import type { Translate } from "#app/ui/text/translate.ts";
import { currentMark } from "./sections.ts";

const destinations: { href: string; also?: string; key: MessageKey; icon: IconName }[] = [
  { href: "/", key: "ui.bar.home", icon: "home" },
  { href: "/courses", key: "ui.bar.learn", icon: "lesson" },
  { href: "/forum", also: "/topics", key: "ui.bar.talk", icon: "topic" },
  { href: "/webinars", key: "ui.bar.live", icon: "webinar" },
];

/** A member's four destinations under the thumb, on phones only; wider screens have them in the header. */
export function SiteBar({ t, path }: { t: Translate; path: string }) {
  return (
    <nav className="site-bar" aria-label={t("ui.bar.label")}>
      <ul role="list">
        {destinations.map(({ key, icon, ...section }) => (
          <li key={key}>
            <a href={section.href} aria-current={currentMark(path, section)}>
              <Icon name={icon} />
              {t(key)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
