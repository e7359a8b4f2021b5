import { directionOf } from "#app/i18n/languages.ts";
import type { UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The parts of a text that is longer than two screens, each one step away. */
export function LessonContents({ body }: UnitPageData) {
  const { t } = useI18n();
  if (body.contents.length === 0) return null;
  return (
    <nav className="contents" aria-label={t("courses.lesson.contents")}>
      <p className="small soft">{t("courses.lesson.contents")}</p>
      <ol lang={body.language} dir={directionOf(body.language)}>
        {body.contents.map(({ id, text }) => (
          <li key={id}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
