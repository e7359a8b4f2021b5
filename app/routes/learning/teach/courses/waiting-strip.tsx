import { teachPath } from "#app/modules/learning/courses/paths.ts";
import type { StaffPage } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { waitingWords } from "#app/routes/learning/teach/frame/waiting-words.ts";
import { Waiting } from "#app/ui/elements/waiting.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What waits for the staff of a course, on top of its teaching area: each thing with the page where it is done. */
export function WaitingStrip({ access }: { access: StaffPage }) {
  const { t } = useI18n();
  const { course, mayEdit, overview } = access;
  const words = waitingWords(useI18n(), overview);
  const content = teachPath(course.slug, "content");
  const isDraft = mayEdit && course.state === "draft";
  const items = [
    { ...words.requests, href: teachPath(course.slug, "people/requests") },
    { ...words.attempts, href: teachPath(course.slug, "quizzes") },
    { ...words.submissions, href: teachPath(course.slug, "assignments") },
    ...(mayEdit ? [words.drafts, ...words.layers] : []).map((gap) => ({ ...gap, href: content })),
    {
      count: isDraft ? 1 : 0,
      words: t("courses.settings.overview.publish"),
      href: `${teachPath(course.slug, "settings")}#state`,
    },
  ].filter(({ count }) => count > 0);
  return (
    <Waiting
      title={t("courses.settings.overview.to_do")}
      nothing={t("courses.settings.overview.nothing")}
      items={items.map(({ href, words: text }) => ({ key: text, content: <a href={href}>{text}</a> }))}
    />
  );
}
