import { directionOf } from "#app/i18n/languages.ts";
import { unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type LanguageTabsProps = {
  course: { slug: string; languages: string[]; defaultLanguage: string };
  unitSlug: string;
  current: string;
  /** Where a language leads to, when it is not the editor. */
  hrefOf?: (language: string) => string;
};

/** The languages of the course, the one that is being written marked. */
export function LanguageTabs({ course, unitSlug, current, hrefOf }: LanguageTabsProps) {
  const { t, format } = useI18n();
  if (course.languages.length < 2) return null;
  return (
    <nav className="unit-tools" aria-label={t("authoring.editor.languages")}>
      <ul role="list" className="cluster">
        {course.languages.map((language) => (
          <li key={language}>
            <a
              href={hrefOf?.(language) ?? unitEditorPath(course.slug, unitSlug, language)}
              aria-current={language === current ? "true" : undefined}
            >
              {format.languageName(language)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The attributes of a text in a language of the course. */
export function inLanguage(language: string): { lang: string; dir: "ltr" | "rtl" } {
  return { lang: language, dir: directionOf(language) };
}
