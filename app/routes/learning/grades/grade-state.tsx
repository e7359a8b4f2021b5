import type { GradeState as State } from "#app/modules/learning/grades/course-grade.ts";
import { gradeLabels } from "#app/modules/learning/grades/state-labels.ts";
import { MarkingChip } from "#app/ui/elements/marking-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What stands where a grade has no number: work that waits for a mark is said as everywhere else. */
export function GradeState({ state, isInReview }: { state: State | "hidden"; isInReview: boolean }) {
  const { t } = useI18n();
  if (state === "waiting") return <MarkingChip isSettled={false} isInReview={isInReview} />;
  return <span className="soft">{t(gradeLabels[state])}</span>;
}
