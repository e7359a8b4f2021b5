import { loginPath } from "#app/http/paths.ts";
import { attemptPath, receiptPath, unitPath } from "#app/modules/learning/paths.ts";
import type { UnitPageData } from "#app/routes/learning/unit-data.server.ts";
import { shownPercent } from "#app/routes/learning/words.ts";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { useI18n } from "#app/ui/i18n.tsx";
import { DataTable } from "#app/ui/tables.tsx";
import { Time } from "#app/ui/time.tsx";

/** Below the introduction of a quiz: what is asked for, the next step, and the attempts so far. */
export function QuizSteps(data: UnitPageData) {
  const { t } = useI18n();
  const { unit } = data;
  return (
    <>
      <section className="section stack">
        <p className="measure">
          {unit.completion.passed === undefined
            ? t("learning.quiz.no_pass")
            : t("learning.quiz.pass", { percent: unit.completion.passed })}
        </p>
        <NextStep {...data} />
      </section>
      <Attempts {...data} />
    </>
  );
}

function NextStep({ course, unit, standing, attempts, isGuest }: UnitPageData) {
  const { t } = useI18n();
  const href = attemptPath(course.slug, unit.slug);
  if (isGuest) {
    return (
      <LinkButton variant="primary" href={loginPath(href)}>
        {t("learning.quiz.sign_in")}
      </LinkButton>
    );
  }
  const isRunning = attempts.some((attempt) => attempt.state === "in_progress");
  const words = isRunning
    ? "learning.quiz.continue"
    : attempts.length > 0
      ? "learning.quiz.again"
      : "learning.quiz.start";
  return (
    <div className="stack stack-tight">
      <LinkButton variant={unit.completedAt && !isRunning ? "secondary" : "primary"} href={href}>
        {t(words)}
      </LinkButton>
      {!standing.isEnrolled && <p className="small soft">{t("learning.lesson.enrols")}</p>}
      {unit.completion.markedDone && !unit.completedAt && (
        <form method="post" action={`${unitPath(course.slug, unit.slug)}/complete`}>
          <Button>{t("learning.lesson.done")}</Button>
        </form>
      )}
    </div>
  );
}

function Attempts({ course, unit, attempts }: UnitPageData) {
  const { t, format } = useI18n();
  if (attempts.length === 0) return null;
  return (
    <section className="section stack">
      <h2>{t("learning.quiz.attempts")}</h2>
      {unit.gradePercent !== null && (
        <p>{t("learning.quiz.best", { percent: format.number(shownPercent(unit.gradePercent)) })}</p>
      )}
      <DataTable
        caption={t("learning.quiz.attempts")}
        hideCaption
        rows={attempts}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            key: "number",
            label: t("learning.quiz.attempt"),
            cell: ({ number, state }) => (
              <a
                href={
                  state === "submitted"
                    ? receiptPath(course.slug, unit.slug, number)
                    : attemptPath(course.slug, unit.slug)
                }
              >
                {t("learning.quiz.attempt_number", { number })}
              </a>
            ),
          },
          {
            key: "when",
            label: t("learning.quiz.submitted_at"),
            cell: ({ submittedAt, savedAt, startedAt }) =>
              submittedAt ? (
                <Time iso={submittedAt.toISOString()} text={format.dateTime(submittedAt)} />
              ) : (
                t("learning.quiz.running", { date: format.dateTime(savedAt ?? startedAt) })
              ),
          },
          {
            key: "result",
            label: t("learning.quiz.result"),
            numeric: true,
            cell: ({ percent }) =>
              percent === null ? "–" : t("learning.course.percent", { percent: format.number(shownPercent(percent)) }),
          },
        ]}
      />
    </section>
  );
}
