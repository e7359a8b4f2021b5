import type { ComponentType } from "react";
import type { tryQuizFor, UnitPreview } from "#app/modules/learning/authoring/preview-unit.server.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { QuizTrial } from "#app/routes/learning/teach/quizzes/builder/trial.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type PreviewProps = Pick<UnitPreview, "unit" | "quiz"> & {
  trial: Awaited<ReturnType<typeof tryQuizFor>> | null;
  seed: number;
  /** The address that a trial is sent to. */
  action: string;
};

/** What a preview of a unit of each kind shows below its text. */
export const unitPreviews: Readonly<Record<UnitKind, ComponentType<PreviewProps>>> = {
  lesson: LessonPreview,
  quiz: QuizPreview,
  assignment: NoPreview,
  discussion: NoPreview,
  webinar: NoPreview,
  survey: NoPreview,
};

function NoPreview() {
  return null;
}

function LessonPreview({ unit }: PreviewProps) {
  const { t } = useI18n();
  if (!unit.completion.markedDone) return null;
  return (
    <section className="section">
      <Button type="button" variant="primary" disabled>
        {t("learning.lesson.done")}
      </Button>
    </section>
  );
}

function QuizPreview({ quiz, ...rest }: PreviewProps) {
  return quiz && <QuizTrial quiz={quiz} {...rest} />;
}
