import type { Builder } from "#app/modules/learning/bank/get-quiz-builder.server.ts";
import { teachPath, unitEditorPath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { SidePanel } from "#app/ui/shell/side-panel.tsx";

/** What the quiz amounts to, and the ways to its other pages. */
export function BuilderAside({ courseSlug, builder }: { courseSlug: string; builder: Builder }) {
  const { t, format } = useI18n();
  const { unit, count, least, most } = builder;
  const marks =
    least === most
      ? t("authoring.quiz.total", { marks: least })
      : t("authoring.quiz.total_range", { least: format.number(least), most: format.number(most) });
  return (
    <SidePanel title={t("authoring.quiz.about")}>
      <ul role="list" className="stack stack-tight">
        <li>{t("authoring.quiz.count", { count })}</li>
        <li>{marks}</li>
        <li>{t("authoring.quiz.attempts", { count: unit.attempts })}</li>
        {unit.attempts > 0 && (
          <li>
            <a href={teachPath(courseSlug, `quizzes/${unit.slug}/regrade`)}>{t("authoring.question.regrade")}</a>
          </li>
        )}
        <li>
          <a href={unitEditorPath(courseSlug, unit.slug)}>{t("authoring.quiz.introduction")}</a>
        </li>
        <li>
          <a href={unitPath(courseSlug, unit.slug)}>{t("authoring.quiz.as_learner")}</a>
        </li>
      </ul>
    </SidePanel>
  );
}
