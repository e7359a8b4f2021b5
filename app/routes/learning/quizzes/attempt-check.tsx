import { attemptPath } from "#app/modules/learning/courses/paths.ts";
import { AttemptTimer } from "./attempt-timer.tsx";
import type { CheckData } from "./attempt-data.server.ts";
import { ReviewedQuestion } from "#app/routes/learning/questions/reviewed-question.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The step before a submission: what is not answered, wholly or in a part, and the choice. All of it is saved already. */
export function AttemptCheck(data: CheckData) {
  const { t } = useI18n();
  const { course, unit, attempt, open, count, reviewed, now, timeEnd } = data;
  const address = attemptPath(course.slug, unit.slug);
  const unread = Object.keys(open.unread).map(Number);
  const isUnread = unread.length > 0;
  const isComplete = open.unanswered.length + open.incomplete.length + unread.length === 0;
  return (
    <div className="stack measure">
      {attempt.endsAt && (
        <AttemptTimer attemptId={attempt.id} endsAt={attempt.endsAt} now={now} form="attempt-form" timeEnd={timeEnd} />
      )}
      {open.unanswered.length > 0 && (
        <>
          <p>{t("learning.attempt.check.lede", { count: open.unanswered.length })}</p>
          <p>{t("learning.attempt.check.why")}</p>
        </>
      )}
      {isComplete && <p>{t("quizzes.attempt.check_complete", { count })}</p>}
      {isUnread && <p>{t("quizzes.attempt.check_unread_why")}</p>}
      <OpenQuestions {...data} title={t("quizzes.attempt.check_unread")} numbers={unread} />
      <OpenQuestions {...data} title={t("learning.attempt.check.list")} numbers={open.unanswered} />
      <OpenQuestions {...data} title={t("quizzes.attempt.check_incomplete")} numbers={open.incomplete} />
      <form method="post" action={address} id="attempt-form" className="button-row">
        <input type="hidden" name="version" value={attempt.version} />
        <input type="hidden" name="attempt" value={attempt.number} />
        <input type="hidden" name="page" value="" />
        <input type="hidden" name="confirm" value="1" />
        <LinkButton variant={isComplete ? "secondary" : "primary"} href={address}>
          {t("learning.attempt.check.back")}
        </LinkButton>
        {!isUnread && (
          <Button name="intent" value="submit" variant={isComplete ? "primary" : "secondary"}>
            {isComplete ? t("learning.attempt.submit") : t("learning.attempt.check.anyway")}
          </Button>
        )}
      </form>
      {reviewed.length > 0 && (
        <section className="section stack stack-loose">
          <h2>{t("quizzes.attempt.so_far")}</h2>
          {reviewed.map((question) => (
            <ReviewedQuestion key={question.number} question={question} />
          ))}
        </section>
      )}
    </div>
  );
}

function OpenQuestions({
  course,
  unit,
  pageOf,
  pages,
  title,
  numbers,
}: CheckData & { title: string; numbers: number[] }) {
  const { t } = useI18n();
  if (numbers.length === 0) return null;
  const address = attemptPath(course.slug, unit.slug);
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {numbers.map((number) => (
          <li key={number}>
            <a href={`${address}${pages > 1 ? `?page=${pageOf[number]}` : ""}#question-${number}`}>
              {t("ui.question.number", { number })}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
