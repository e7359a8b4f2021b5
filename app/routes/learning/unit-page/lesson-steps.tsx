import { loginPath } from "#app/http/paths.ts";
import { isMarkedByHand } from "#app/modules/learning/courses/completion.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import type { UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

/** What one does at the end of a lesson: mark it as done, or sign in so that it can be. */
export function LessonSteps({ course, unit, standing, following, isGuest }: UnitPageData) {
  const { t } = useI18n();
  const address = unitPath(course.slug, unit.slug);
  if (isGuest) {
    return (
      <section className="section stack">
        <p className="soft">{t("learning.lesson.sign_in_why")}</p>
        <LinkButton href={loginPath(address)}>{t("learning.lesson.sign_in")}</LinkButton>
      </section>
    );
  }
  if (unit.completedAt) {
    return (
      <section className="section">
        <Notice tone="success">{t("learning.lesson.is_done")}</Notice>
      </section>
    );
  }
  // Any other rule is met where its thing is done: in a discussion, a webinar, a survey.
  if (!isMarkedByHand(unit.completion) && !unit.completion.opened) return null;
  return (
    <section className="section">
      <form method="post" action={`${address}/complete`} className="stack">
        {following && <input type="hidden" name="next" value={following.slug} />}
        {unit.completion.opened && <p className="soft">{t("learning.lesson.done_by_opening")}</p>}
        {!standing.isEnrolled && <p className="soft">{t("learning.lesson.enrols")}</p>}
        <Button variant="primary">{t(following ? "learning.lesson.done_next" : "learning.lesson.done")}</Button>
      </form>
    </section>
  );
}
