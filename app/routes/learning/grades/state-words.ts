import type { OwnGrade } from "#app/modules/learning/grades/own-grades.server.ts";

/** What is said where there is no number. */
export const gradeWords: Record<OwnGrade["state"], string> = {
  graded: "grades.state.graded",
  waiting: "grades.state.waiting",
  missing: "grades.state.missing",
  excused: "grades.state.excused",
  open: "grades.state.open",
  hidden: "grades.state.hidden",
};
