import { loginPath } from "#app/http/paths.ts";
import type { CourseView } from "#app/modules/learning/outline/get-course.server.ts";
import type { OutlineUnit } from "#app/modules/learning/outline/load-outlines.server.ts";
import { unitPath } from "#app/modules/learning/courses/paths.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

type SurveyStepsProps = { course: Pick<CourseView, "slug">; unit: OutlineUnit; isGuest: boolean };

/** What one does with a survey: answer it once. */
export function SurveySteps({ course, unit, isGuest }: SurveyStepsProps) {
  const { t, format } = useI18n();
  const href = `${unitPath(course.slug, unit.slug)}/survey`;
  if (unit.submittedAt) {
    return <Notice tone="success">{t("surveys.form.answered", { date: format.dateTime(unit.submittedAt) })}</Notice>;
  }
  return (
    <section className="section stack">
      <p className="measure">{t("surveys.steps.anonymous")}</p>
      <div className="button-row">
        <LinkButton variant="primary" href={isGuest ? loginPath(href) : href}>
          {isGuest ? t("surveys.steps.sign_in") : t("surveys.steps.answer")}
        </LinkButton>
      </div>
    </section>
  );
}
