import type { AskedQuestion as Asked } from "#app/modules/learning/questions/quiz-view.ts";
import { AskedQuestion } from "#app/routes/learning/questions/asked-question.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** A question as a learner meets it. Nothing that is filled in here is kept. */
export function QuestionPreview({ question }: { question: Asked | null }) {
  const { t } = useI18n();
  return (
    <section className="section stack" id="preview" aria-live="polite">
      {question && (
        <>
          <h2>{t("authoring.question.preview_title")}</h2>
          <AskedQuestion question={question} saved={null} />
        </>
      )}
    </section>
  );
}
