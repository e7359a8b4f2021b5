import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { FormState } from "#app/http/typed.ts";
import { attemptPath, receiptPath, unitPath } from "#app/modules/learning/courses/paths.ts";
import type { TooLate } from "#app/modules/learning/quizzes/save-answers.server.ts";
import type { AskedQuestion as Asked } from "#app/modules/learning/questions/quiz-view.ts";
import { AskedQuestion } from "#app/routes/learning/questions/asked-question.tsx";
import type { AttemptPageData, EndedData } from "./attempt-data.server.ts";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

/** What a refusal of late answers carries: what became of the attempt, and its questions. */
export type LateAnswers = TooLate & { questions: Asked[] };

/** The time has ended: nobody answers any more. In the grace what is saved may still be submitted. */
export function AttemptEnded({ course, unit, attempt }: EndedData) {
  const { t, format } = useI18n();
  const { number, until, open, count } = attempt;
  if (!until) {
    return (
      <Notice
        tone="info"
        title={t("quizzes.attempt.time_over")}
        actions={<LinkButton href={unitPath(course.slug, unit.slug)}>{t("learning.receipt.to_quiz")}</LinkButton>}
      >
        {t("quizzes.attempt.closing")}
      </Notice>
    );
  }
  return (
    <div className="stack measure">
      <Notice tone="warning" title={t("quizzes.attempt.time_over")}>
        {t("quizzes.attempt.grace", { time: zonedMoment(format, until) })}
      </Notice>
      <p>{t("quizzes.attempt.answered", { answered: count - open.unanswered.length, count })}</p>
      <SubmitSaved address={attemptPath(course.slug, unit.slug)} number={number} />
    </div>
  );
}

/** Answers came too late: why, what counts instead, and all that was typed. */
export function LatePage({ data, form, late }: { data: AttemptPageData; form: FormState; late: LateAnswers }) {
  const { t, format } = useI18n();
  const { course, unit } = data;
  const { number, state, until } = late;
  const endsAt = late.endsAt && new Date(late.endsAt);
  const words =
    state === "submitted"
      ? "quizzes.attempt.late_submitted"
      : state === "abandoned"
        ? "quizzes.attempt.late_abandoned"
        : "quizzes.attempt.late_grace";
  return (
    <div className="stack stack-loose">
      <div className="measure" role="alert" tabIndex={-1} autoFocus>
        <Notice
          tone="warning"
          title={t("quizzes.error.too_late")}
          actions={
            state === "submitted" && (
              <LinkButton variant="primary" href={receiptPath(course.slug, unit.slug, number)}>
                {t("learning.attempt.see_result")}
              </LinkButton>
            )
          }
        >
          {t(words, { time: endsAt ? format.dateTime(endsAt) : "" })}
        </Notice>
      </div>
      {until && <SubmitSaved address={attemptPath(course.slug, unit.slug)} number={number} />}
      <TypedAnswers questions={late.questions} form={form} />
    </div>
  );
}

/** What somebody typed and nobody takes any more, beside its questions, to read and to copy. */
export function TypedAnswers({ questions, form }: { questions: Asked[]; form: FormState }) {
  const { t } = useI18n();
  const typed = questions.flatMap((question) => {
    const response = form.all(`q${question.number}`) ?? [];
    return response.some((one) => one.trim() !== "") ? [{ ...question, response }] : [];
  });
  if (typed.length === 0) return null;
  return (
    <section className="section stack stack-loose">
      <h2>{t("quizzes.attempt.typed")}</h2>
      <fieldset disabled className="stack stack-loose">
        <legend className="visually-hidden">{t("quizzes.attempt.typed")}</legend>
        {typed.map((question) => (
          <AskedQuestion key={question.number} question={question} saved={null} />
        ))}
      </fieldset>
    </section>
  );
}

function SubmitSaved({ address, number }: { address: string; number: number }) {
  const { t } = useI18n();
  return (
    <form method="post" action={address}>
      <input type="hidden" name="attempt" value={number} />
      <input type="hidden" name="page" value="" />
      <input type="hidden" name="confirm" value="1" />
      <ButtonRow>
        <Button name="intent" value="submit" variant="primary">
          {t("quizzes.attempt.submit_saved")}
        </Button>
      </ButtonRow>
    </form>
  );
}
