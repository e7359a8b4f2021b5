import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { type CourseView, getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { type GradedUnit, listGradedUnits, loadCells } from "./load-grade-cells.server.ts";
import { type CourseGrade, courseGrade, type GradeState } from "./course-grade.ts";

export type OwnGrade = {
  unit: GradedUnit;
  /** "hidden" = handed in or not, nothing of it is told yet. */
  state: GradeState | "hidden";
  percent: number | null;
  isInReview: boolean;
  /** What the trainer wrote for it, when they decided it. */
  reason: string | null;
};

/**
 * The actor's own grades in a course, and what they make together. Hidden grades are only named, and stay out of the grade of
 * the course. Eight SQL statements at most. Throws 401, 403, 404 as the course's page does.
 */
export async function getOwnGrades(
  actor: MaybeActor,
  courseSlug: string,
  { language, at = new Date() }: { language: string; at?: Date },
): Promise<{ course: CourseView; isEnrolled: boolean; grades: OwnGrade[]; grade: CourseGrade }> {
  const { id: userId } = requireActive(actor);
  const { course, standing } = await getCourseFor(actor, courseSlug, language);
  const units = await listGradedUnits(db(), course.id, { language, ownLanguage: course.defaultLanguage, at });
  const [cells = []] = await loadCells(db(), { userIds: [userId], units, at });
  const notes = await db().gradeOverride.findMany({
    where: { courseId: course.id, userId },
    distinct: ["unitId"],
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { unitId: true, reason: true, percent: true, isExcused: true },
  });
  const grades = units.map((unit, index): OwnGrade => {
    const cell = cells[index]!;
    if (cell.isHidden) return { unit, state: "hidden", percent: null, isInReview: false, reason: null };
    const note = notes.find(({ unitId }) => unitId === unit.id);
    const reason = note && (note.percent !== null || note.isExcused) ? note.reason : null;
    const { state, isInReview } = cell;
    return { unit, state, isInReview, percent: state === "excused" ? null : cell.percent, reason };
  });
  return { course, isEnrolled: standing.isEnrolled, grades, grade: courseGrade(cells, { at, forLearner: true }) };
}
