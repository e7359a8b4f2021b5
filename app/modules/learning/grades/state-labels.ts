import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { GradeState } from "./course-grade.ts";

/** The words for each state of a grade, as keys of translations: what stands where there is no number. */
export const gradeLabels: Record<GradeState | "hidden", MessageKey> = {
  graded: "grades.state.graded",
  // As everywhere that work is to be marked; pages show it as a chip.
  waiting: "states.marking.to_mark",
  missing: "grades.state.missing",
  excused: "grades.state.excused",
  open: "grades.state.open",
  hidden: "grades.state.hidden",
};

/** The same for a file: what others still review does not wait for the staff. */
export function gradeLabel(cell: { state: GradeState; isInReview: boolean } | undefined): MessageKey {
  return cell?.state === "waiting" && cell.isInReview ? "states.marking.in_review" : gradeLabels[cell?.state ?? "open"];
}
