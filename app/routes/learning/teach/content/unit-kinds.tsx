import type { ComponentType } from "react";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
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

type StaffKind = {
  /** The page where what only such units have is written: its address in the course, and what leads there. */
  tool: { path: (unitSlug: string) => string; label: MessageKey } | null;
  /** What a preview shows below the text. */
  Preview: ComponentType<PreviewProps>;
};

/** What authors have for a unit of each kind. */
export const staffKinds: Readonly<Record<UnitKind, StaffKind>> = {
  lesson: { tool: null, Preview: LessonPreview },
  quiz: {
    tool: { path: (slug) => `content/${slug}/quiz`, label: "authoring.editor.nav.questions" },
    Preview: QuizPreview,
  },
  assignment: {
    tool: { path: (slug) => `assignments/${slug}`, label: "authoring.editor.nav.assignment" },
    Preview: NoPreview,
  },
  discussion: { tool: null, Preview: NoPreview },
  webinar: { tool: null, Preview: NoPreview },
  survey: {
    tool: { path: (slug) => `content/${slug}/survey`, label: "authoring.editor.nav.questions" },
    Preview: NoPreview,
  },
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
