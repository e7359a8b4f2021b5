import type { BuiltSlot } from "#app/modules/learning/bank/get-quiz-builder.server.ts";
import type { QuizProblem } from "#app/modules/learning/quizzes/draw-questions.server.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

/** What keeps the quiz from being taken, with the way to it. */
export function QuizProblems({ problems, slots }: { problems: QuizProblem[]; slots: BuiltSlot[] }) {
  const { t } = useI18n();
  if (problems.length === 0) return null;
  return (
    <Notice tone="warning" title={t("authoring.quiz.problems")}>
      <ul>
        {problems.map((problem) =>
          problem.code === "quizzes.error.no_questions" ? (
            <li key="none">{t("authoring.quiz.problem_none")}</li>
          ) : (
            <li key={problem.values.position}>
              <a href={`#slot-${slots[problem.values.position - 1]?.id ?? ""}`}>
                {t("authoring.quiz.problem_few", problem.values)}
              </a>
            </li>
          ),
        )}
      </ul>
    </Notice>
  );
}
