import { loginPath } from "#app/http/paths.ts";
import { attemptPath, receiptPath, unitPath } from "#app/modules/learning/courses/paths.ts";
import type { Start } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import { QuizFacts, StartRefused } from "./quiz-facts.tsx";
import type { UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { MarkingChip } from "#app/ui/elements/marking-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { Time } from "#app/ui/text/time.tsx";

/** Below the introduction of a quiz: what is asked for, the next step, and the attempts so far. */
export function QuizSteps(data: UnitPageData) {
  const { t } = useI18n();
  const { unit, quiz } = data;
  const { passed } = unit.completion;
  return (
    <>
      <section className="section stack">
        {quiz && isFree(quiz.start) ? (
          <p className="measure">
            {passed === undefined ? t("learning.quiz.no_pass") : t("learning.quiz.pass", { percent: passed })}
          </p>
        ) : (
          quiz && <QuizFacts {...quiz} passed={passed} />
        )}
        <NextStep {...data} />
      </section>
      <Attempts {...data} />
    </>
  );
}

/** Whether there is nothing to know before one begins. */
function isFree({ settings, limits }: Start): boolean {
  const { timeLimit, attemptsAllowed, opensAt, closesAt } = limits;
  const isLimited = timeLimit > 0 || attemptsAllowed > 0 || settings.delay > 0 || opensAt !== null || closesAt !== null;
  return !isLimited && settings.gradeMethod === "highest";
}

function NextStep({ course, unit, standing, attempts, isGuest, quiz }: UnitPageData) {
  const { t } = useI18n();
  const href = attemptPath(course.slug, unit.slug);
  if (isGuest) {
    return (
      <LinkButton variant="primary" href={loginPath(unitPath(course.slug, unit.slug))}>
        {t("learning.quiz.sign_in")}
      </LinkButton>
    );
  }
  const isRunning = attempts.some(({ state }) => state === "in_progress" || state === "overdue");
  if (!isRunning && quiz?.start.refusal) return <StartRefused refusal={quiz.start.refusal} />;
  if (!isRunning && quiz && quiz.start.problems.length > 0) {
    return <Notice tone="warning">{t("quizzes.attempt.not_ready")}</Notice>;
  }
  const words = isRunning
    ? "learning.quiz.continue"
    : attempts.length > 0
      ? "learning.quiz.again"
      : "learning.quiz.start";
  return (
    <div className="stack stack-tight">
      {isRunning ? (
        <LinkButton variant="primary" href={href}>
          {t(words)}
        </LinkButton>
      ) : (
        <form method="post" action={href}>
          <Button name="intent" value="start" variant={unit.completedAt ? "secondary" : "primary"}>
            {t(words)}
          </Button>
        </form>
      )}
      {!standing.isEnrolled && <p className="small soft">{t("courses.lesson.enrols")}</p>}
      {unit.completion.markedDone && !unit.completedAt && (
        <form method="post" action={`${unitPath(course.slug, unit.slug)}/complete`}>
          <Button>{t("learning.lesson.done")}</Button>
        </form>
      )}
    </div>
  );
}

function Attempts({ course, unit, attempts, quiz }: UnitPageData) {
  const { t, format } = useI18n();
  if (attempts.length === 0) return null;
  return (
    <section className="section stack">
      <h2>{t("learning.quiz.attempts")}</h2>
      <UnitGrade unit={unit} attempts={attempts} quiz={quiz} />
      <DataTable
        caption={t("learning.quiz.attempts")}
        hideCaption
        rows={attempts}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            key: "number",
            label: t("learning.quiz.attempt"),
            cell: ({ number, state }) => {
              const words = t("learning.quiz.attempt_number", { number });
              if (state === "abandoned") return words;
              const { slug } = course;
              const isOver = state === "submitted";
              return <a href={isOver ? receiptPath(slug, unit.slug, number) : attemptPath(slug, unit.slug)}>{words}</a>;
            },
          },
          {
            key: "when",
            label: t("learning.quiz.submitted_at"),
            cell: ({ state, submittedAt, savedAt, startedAt, endsAt }) =>
              submittedAt ? (
                <Time iso={submittedAt.toISOString()} text={format.dateTime(submittedAt)} />
              ) : state === "abandoned" ? (
                t("quizzes.attempt.abandoned", { date: format.dateTime(endsAt ?? startedAt) })
              ) : (
                t("learning.quiz.running", { date: format.dateTime(savedAt ?? startedAt) })
              ),
          },
          {
            key: "result",
            label: t("learning.quiz.result"),
            numeric: true,
            cell: ({ percent, needsMarking, isHidden }) => {
              if (percent !== null)
                return t("learning.course.percent", { percent: format.number(shownPercent(percent)) });
              if (isHidden) return t("quizzes.attempt.hidden");
              return needsMarking ? <MarkingChip isSettled={false} /> : "–";
            },
          },
        ]}
      />
    </section>
  );
}

/** The grade of the quiz by its method, where no part of it is hidden. */
function UnitGrade({ unit, attempts, quiz }: Pick<UnitPageData, "unit" | "attempts" | "quiz">) {
  const { t, format } = useI18n();
  if (attempts.some(({ isHidden }) => isHidden)) return null;
  if (unit.gradePercent === null) {
    return attempts.some(({ needsMarking }) => needsMarking) ? <p>{t("quizzes.attempt.grade_waits")}</p> : null;
  }
  const percent = format.number(shownPercent(unit.gradePercent));
  const isBest = (quiz?.start.settings.gradeMethod ?? "highest") === "highest";
  return <p>{isBest ? t("learning.quiz.best", { percent }) : t("quizzes.attempt.grade", { percent })}</p>;
}
