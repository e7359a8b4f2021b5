import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { Icon, type IconName } from "#app/ui/elements/icons.tsx";
import { Kept, type Piece } from "#app/ui/kept/kept.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { currentMark } from "./sections.ts";

const destinations: { href: string; also?: string; key: MessageKey; icon: IconName }[] = [
  { href: "/", key: "ui.bar.home", icon: "home" },
  { href: "/courses", key: "ui.bar.learn", icon: "lesson" },
  { href: "/forum", also: "/topics", key: "ui.bar.talk", icon: "topic" },
  { href: "/webinars", key: "ui.bar.live", icon: "webinar" },
];

/** A member's four destinations under the thumb, on phones only; wider screens have them in the header. */
export function SiteBar({ path }: { path: string }) {
  const { t } = useI18n();
  const marks = destinations.map((section) => currentMark(path, section));
  const attributes = { className: "site-bar", "aria-label": t("ui.bar.label") };
  return <Kept as="nav" attributes={attributes} piece={barPiece} of={[{ facts: { marks } }]} />;
}

type BarFacts = { marks: ReturnType<typeof currentMark>[] };

const barPiece: Piece<BarFacts> = { name: "bar", Draw: Bar };

function Bar({ marks }: BarFacts) {
  const { t } = useI18n();
  return (
    <ul role="list">
      {destinations.map(({ key, icon, href }, index) => (
        <li key={key}>
          <a href={href} aria-current={marks[index]}>
            <Icon name={icon} />
            {t(key)}
          </a>
        </li>
      ))}
    </ul>
  );
}
