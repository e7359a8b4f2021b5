import type { AssignmentSettings } from "#app/modules/learning/assignments/assignment-settings.ts";
import type { Result } from "#app/modules/learning/assignments/get-assignment.server.ts";
import { RubricView } from "#app/routes/learning/assignments/rubric-view.tsx";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** What a submission got: the grade and of what it is made, the trainer's words, and the reviews. */
export function ResultView({ result, settings }: { result: Result; settings: AssignmentSettings }) {
  const { t, format } = useI18n();
  const percent = (value: number) => t("learning.course.percent", { percent: format.number(shownPercent(value)) });
  if (result.isHidden) return <Notice>{t("assignments.result.hidden")}</Notice>;
  const { workPercent, reviewing, trainer, reviews, rubric } = result;
  return (
    <section className="section stack" aria-labelledby="result">
      <h2 id="result">{t("assignments.result.title")}</h2>
      <p className="lede">
        {result.percent === null
          ? t("assignments.result.none")
          : t("assignments.result.grade", { percent: percent(result.percent) })}
      </p>
      {workPercent !== null && reviewing && (
        <p className="soft">
          {t("assignments.result.work", { percent: percent(workPercent), part: 100 - settings.reviewingWeight })}{" "}
          {reviewing.percent === null
            ? t("assignments.result.too_few_reviews")
            : t("assignments.result.reviewing", {
                percent: percent(reviewing.percent),
                part: settings.reviewingWeight,
              })}
        </p>
      )}
      {trainer && (
        <article className="stack">
          <h3>{t("assignments.result.trainer")}</h3>
          <RubricView rubric={rubric} marks={trainer.marks} />
          {trainer.comment && (
            <p>
              <UserText>{trainer.comment}</UserText>
            </p>
          )}
        </article>
      )}
      {reviews.map(({ id, isCounted, reviewer, marks, comment }, index) => (
        <article key={id} className="stack">
          <h3>
            {t("assignments.result.review", { number: index + 1 })}{" "}
            {reviewer && (
              <>
                · <UserText>{reviewer}</UserText>
              </>
            )}{" "}
            {!isCounted && <Chip>{t("assignments.result.not_counted")}</Chip>}
          </h3>
          <RubricView rubric={rubric} marks={marks} />
          {comment && (
            <p>
              <UserText>{comment}</UserText>
            </p>
          )}
        </article>
      ))}
    </section>
  );
}
