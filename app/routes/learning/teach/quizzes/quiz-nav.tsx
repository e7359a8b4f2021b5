import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { UnitLinks } from "#app/routes/learning/teach/frame/unit-tools.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type QuizNavProps = {
  courseSlug: string;
  unitSlug: string;
  mayEdit: boolean;
  current: "attempts" | "statistics" | "regrade";
};

/** The pages about one quiz, each one step from the others. */
export function QuizNav({ courseSlug, unitSlug, mayEdit, current }: QuizNavProps) {
  const { t } = useI18n();
  const base = teachPath(courseSlug, `quizzes/${unitSlug}`);
  const builder = teachPath(courseSlug, `content/${unitSlug}/quiz`);
  const links = [
    { name: "attempts", href: base, label: t("quizzes.staff.attempts") },
    { name: "statistics", href: `${base}/statistics`, label: t("quizzes.staff.statistics") },
    { name: "regrade", href: `${base}/regrade`, label: t("quizzes.staff.regrade") },
    ...(mayEdit ? [{ name: "builder", href: builder, label: t("quizzes.staff.builder") }] : []),
  ];
  return <UnitLinks title={t("quizzes.staff.pages")} links={links} current={current} />;
}
