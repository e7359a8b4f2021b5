import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { CatalogueFacts } from "#app/modules/learning/courses/catalogue-facts.server.ts";
import type { CourseLevel } from "#app/modules/learning/courses/outcomes.ts";
import { isolate } from "#app/lib/isolate.ts";
import type { useI18n } from "#app/ui/text/i18n.tsx";

/** What each level is called. */
export const levelNames: Record<CourseLevel, MessageKey> = {
  introductory: "courses.level.introductory",
  intermediate: "courses.level.intermediate",
  advanced: "courses.level.advanced",
};

type I18n = ReturnType<typeof useI18n>;

/**
 * The languages of a course as sentences: those that it is whole in, then each that it exists in partly, with its share. A
 * language in which nothing can be read yet is not promised.
 */
export function languageShares(
  { languages, units }: Pick<CatalogueFacts, "languages" | "units">,
  { t, format }: I18n,
): { whole: string[]; partly: string[] } {
  const whole = languages.filter((one) => one.units === units).map(({ code }) => format.languageName(code));
  const partly = languages
    .filter((one) => one.units > 0 && one.units < units)
    .map(({ code, units: count }) =>
      t("courses.page.language_share", { language: format.languageName(code), count, total: units }),
    );
  return { whole, partly };
}

/** The names of whoever makes and teaches a course, in one phrase; null when nobody is named. */
export function teamNames({ team }: Pick<CatalogueFacts, "team">, { format }: I18n): string | null {
  return team.length === 0 ? null : format.list(team.map(({ name }) => isolate(name)));
}
