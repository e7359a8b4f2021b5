import type { FormState } from "#app/http/typed.ts";
import { attemptPath, unitPath } from "#app/modules/learning/courses/paths.ts";
import type { StartData } from "./attempt-data.server.ts";
import { TypedAnswers } from "./attempt-ended.tsx";
import { QuizFacts, StartRefused } from "./quiz-facts.tsx";
import { LockNotice } from "#app/routes/learning/units/unit-locks.tsx";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

/** What somebody reads before they begin an attempt, and the button that begins it. */
export function AttemptStart({ form, ...data }: StartData & { form: FormState }) {
  const { t } = useI18n();
  const { course, unit, start, ended } = data;
  const { refusal, problems } = start;
  const mayStart = !unit.isLocked && !refusal && problems.length === 0;
  return (
    <div className="stack stack-loose">
      {form.fromSavedForm && ended && (
        <Notice tone="warning" title={t("quizzes.error.too_late")}>
          {t("quizzes.attempt.kept_late")}
        </Notice>
      )}
      <FormProblems form={form} />
      <QuizFacts start={start} now={data.now} passed={unit.completion.passed} />
      {unit.isLocked && <LockNotice courseSlug={course.slug} locks={unit.locks} />}
      {refusal && !unit.isLocked && !form.failure && <StartRefused refusal={refusal} />}
      {problems.length > 0 && <Notice tone="warning">{t("quizzes.attempt.not_ready")}</Notice>}
      {mayStart && (
        <form method="post" action={attemptPath(course.slug, unit.slug)}>
          <ButtonRow>
            <Button name="intent" value="start" variant="primary">
              {t("quizzes.attempt.start")}
            </Button>
            <LinkButton href={unitPath(course.slug, unit.slug)}>{t("learning.receipt.to_quiz")}</LinkButton>
          </ButtonRow>
        </form>
      )}
      {!mayStart && <LinkButton href={unitPath(course.slug, unit.slug)}>{t("learning.receipt.to_quiz")}</LinkButton>}
      {form.fromSavedForm && ended && <TypedAnswers questions={ended.questions} form={form} />}
    </div>
  );
}
