import type { CourseOverview } from "#app/modules/learning/outline/get-course-overview.server.ts";
import type { I18n } from "#app/ui/text/i18n.tsx";

/** What waits for the staff of a course: how much of each, and the words for it. */
export function waitingWords({ t, format }: Pick<I18n, "t" | "format">, overview: CourseOverview) {
  const { requests, attemptsToMark, submissionsToMark, draftUnits, untranslated } = overview;
  const drafts = { count: draftUnits, words: t("courses.settings.overview.drafts", { count: draftUnits }) };
  const layers = untranslated.map(({ language, count }) => ({
    language,
    count,
    words: t("courses.settings.overview.untranslated", { count, language: format.languageName(language) }),
  }));
  const gaps = [drafts, ...layers].filter(({ count }) => count > 0);
  return {
    requests: { count: requests, words: t("courses.settings.overview.requests", { count: requests }) },
    attempts: { count: attemptsToMark, words: t("courses.settings.overview.attempts", { count: attemptsToMark }) },
    submissions: {
      count: submissionsToMark,
      words: t("courses.settings.overview.submissions", { count: submissionsToMark }),
    },
    drafts,
    layers,
    /** Drafts and missing translations together. */
    gaps: {
      count: gaps.reduce((sum, { count }) => sum + count, 0),
      words: format.list(gaps.map(({ words }) => words)),
    },
  };
}
