import type { Translate } from "#app/ui/text/translate.ts";
import { currentMark, sections } from "./sections.ts";

/** The parts of the site as a list, with the mark of where one is. */
export function SectionLinks({ t, path }: { t: Translate; path: string }) {
  return (
    <ul role="list">
      {sections.map((section) => (
        <li key={section.href}>
          <a href={section.href} aria-current={currentMark(path, section)}>
            {t(section.key)}
          </a>
        </li>
      ))}
    </ul>
  );
}
