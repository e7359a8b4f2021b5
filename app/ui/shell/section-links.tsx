import { useI18n } from "#app/ui/text/i18n.tsx";
import { currentMark, sections } from "./sections.ts";

/** The parts of the site as a list, with the mark of where one is (`placeOf` a path). */
export function SectionLinks({ place }: { place: string }) {
  const { t } = useI18n();
  return (
    <ul role="list">
      {sections.map((section) => (
        <li key={section.href}>
          <a href={section.href} aria-current={currentMark(place, section)}>
            {t(section.key)}
          </a>
        </li>
      ))}
    </ul>
  );
}
