import type { UnitPreview } from "#app/modules/learning/authoring/preview-unit.server.ts";
import type { ReviewedQuestion as Reviewed } from "#app/modules/learning/questions/review-view.ts";
import { AskedQuestion } from "#app/routes/learning/questions/asked-question.tsx";
import { ReviewedQuestion } from "#app/routes/learning/questions/reviewed-question.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

type Trial = { questions: Reviewed[]; marks: number | null; maxMarks: number; percent: number | null };
type QuizTrialProps = { quiz: NonNullable<UnitPreview["quiz"]>; trial: Trial | null; seed: number; action: string };

/** A quiz to be tried out: its questions, and after an answer its marks. Nothing of it is kept. */
export function QuizTrial({ quiz, trial, seed, action }: QuizTrialProps) {
  const { t, format } = useI18n();
  const another = `${action}&seed=${(seed % 1_000_000) + 1}`;
  return (
    <section className="section stack" aria-labelledby="trial">
      <h2 id="trial">{t("authoring.editor.trial.title")}</h2>
      <p className="soft">{t("authoring.editor.trial.lede")}</p>
      {quiz.missing > 0 && (
        <Notice tone="warning">{t("authoring.editor.trial.missing", { count: quiz.missing })}</Notice>
      )}
      {quiz.questions.length === 0 && <p>{t("authoring.editor.trial.empty")}</p>}
      {trial && (
        <>
          <Notice tone="info">
            {trial.marks === null || trial.percent === null
              ? t("authoring.editor.trial.to_mark")
              : t("authoring.editor.trial.result", {
                  marks: format.number(trial.marks),
                  max: format.number(trial.maxMarks),
                  percent: format.number(trial.percent),
                })}
          </Notice>
          {trial.questions.map((question) => (
            <ReviewedQuestion key={question.number} question={question} />
          ))}
          <ButtonRow>
            <a href={`${action}&seed=${seed}`}>{t("authoring.editor.trial.again")}</a>
            <a href={another}>{t("authoring.editor.trial.another")}</a>
          </ButtonRow>
        </>
      )}
      {!trial && quiz.questions.length > 0 && (
        <form method="post" action={`${action}&seed=${seed}`} className="stack">
          {quiz.questions.map((question) => (
            <AskedQuestion key={question.number} question={question} saved={null} />
          ))}
          <ButtonRow>
            <Button variant="primary">{t("authoring.editor.trial.mark")}</Button>
            <a href={another}>{t("authoring.editor.trial.another")}</a>
          </ButtonRow>
        </form>
      )}
    </section>
  );
}
