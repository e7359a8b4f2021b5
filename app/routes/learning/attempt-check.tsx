import { attemptPath } from "#app/modules/learning/paths.ts";
import type { AttemptPageData } from "#app/routes/learning/attempt-data.server.ts";
import { Button, LinkButton } from "#app/ui/buttons.tsx";
import { useI18n } from "#app/ui/i18n.tsx";

/** The step before a submission that leaves questions open: which ones, and the choice. */
export function AttemptCheck({ course, unit, attempt, questions, openQuestions }: AttemptPageData) {
  const { t } = useI18n();
  const address = attemptPath(course.slug, unit.slug);
  return (
    <div className="stack measure">
      <p>{t("learning.attempt.check.why")}</p>
      <h2>{t("learning.attempt.check.list")}</h2>
      <ul>
        {openQuestions.map((number) => (
          <li key={number}>
            <a href={`${address}#question-${number}`}>{t("ui.question.number", { number })}</a>
          </li>
        ))}
      </ul>
      <form method="post" action={address} className="button-row">
        <input type="hidden" name="version" value={attempt.version} />
        <input type="hidden" name="attempt" value={attempt.number} />
        <input type="hidden" name="confirm" value="1" />
        {questions.flatMap(({ number, response }) =>
          response.map((value) => <input key={`${number} ${value}`} type="hidden" name={`q${number}`} value={value} />),
        )}
        <LinkButton variant="primary" href={address}>
          {t("learning.attempt.check.back")}
        </LinkButton>
        <Button name="intent" value="submit">
          {t("learning.attempt.check.anyway")}
        </Button>
      </form>
    </div>
  );
}
