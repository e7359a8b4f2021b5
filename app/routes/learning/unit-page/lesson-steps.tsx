import { loginPath } from "#app/http/paths.ts";
import { isMarkedByHand } from "#app/modules/learning/courses/completion.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import type { UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

/** What one reads at the end of a lesson: that it is done, what marking it does, or why it asks for an account. */
export function LessonSteps(data: UnitPageData) {
  const { t } = useI18n();
  const { course, unit, standing, isGuest } = data;
  if (isGuest) {
    return (
      <p className="section soft">
        {t("courses.lesson.sign_in_why")}{" "}
        <a href={loginPath(unitPath(course.slug, unit.slug))}>{t("courses.lesson.sign_in")}</a>
      </p>
    );
  }
  if (unit.completedAt) {
    return (
      <section className="section">
        <Notice tone="success">{t("courses.lesson.is_done")}</Notice>
      </section>
    );
  }
  if (!canMarkLesson(data)) return null;
  return (
    <>
      {unit.completion.opened && <p className="section soft">{t("courses.lesson.done_by_opening")}</p>}
      {!standing.isEnrolled && <p className="section soft">{t("courses.lesson.enrols")}</p>}
    </>
  );
}

/** Whether the reader marks a lesson as done here. Any other rule is met where its thing is done: in a discussion, a webinar, a survey. */
export function canMarkLesson({ unit, isGuest }: UnitPageData): boolean {
  return !isGuest && !unit.completedAt && (isMarkedByHand(unit.completion) || unit.completion.opened === true);
}

/** Marks a lesson as done and goes on to what follows it. */
export function MarkLesson({ course, unit, following }: UnitPageData) {
  const { t } = useI18n();
  return (
    <form method="post" action={`${unitPath(course.slug, unit.slug)}/complete`}>
      {following && <input type="hidden" name="next" value={following.slug} />}
      <Button variant="primary">{t(following ? "courses.lesson.done_next" : "learning.lesson.done")}</Button>
    </form>
  );
}
