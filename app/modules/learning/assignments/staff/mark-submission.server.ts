import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Marks, missingMarks } from "#app/modules/learning/assignments/rubric.ts";
import { changeTaughtSubmission, gradeScope } from "./taught-submission.server.ts";
import { criteriaOf, noteGrades, peopleAround } from "#app/modules/learning/assignments/finalize-submission.server.ts";
import { type FieldErrors, AppError } from "#app/infra/app-error.ts";
import { markPercent } from "#app/modules/learning/assignments/scoring.ts";
import { record } from "#app/infra/transaction.server.ts";

/**
 * Marks a submission by its rubric, or by a percentage where it has none or where the trainer writes another one. It comes
 * before what reviewers gave, at any time. Throws 400 "error.form" for marks that are missing, 404.
 */
export async function markSubmission(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  { marks, percent, comment }: { marks: Marks; percent: number | null; comment: string },
  { at = new Date() } = {},
): Promise<void> {
  await changeTaughtSubmission(access, unitId, id, async (tx, { rubric }) => {
    const criteria = criteriaOf(rubric);
    const missing = percent === null ? missingMarks(criteria, marks) : [];
    const fields: FieldErrors = Object.fromEntries(
      missing.map((key) => [`points-${key}`, { code: "assignments.error.choose_level" as const }]),
    );
    const trainerPercent = percent ?? markPercent(criteria, marks);
    if (trainerPercent === null) Object.assign(fields, { percent: { code: "error.field.required" } });
    if (Object.keys(fields).length > 0) throw new AppError("error.form", 400, { fields });
    const data = {
      trainerPercent,
      trainerMarks: marks,
      trainerComment: comment,
      trainerId: access.actor.id,
      trainerAt: at,
    };
    await tx.submission.update({ where: { id }, data, select: { id: true } });
    await record(tx, "learning.submission.scored", { submissionId: id });
    await noteGrades(tx, await peopleAround(tx, [id]), gradeScope(access, unitId, at));
  });
}

/** Takes a trainer's mark back: what the reviewers gave counts again. */
export async function unmarkSubmission(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await changeTaughtSubmission(access, unitId, id, async (tx) => {
    const data = { trainerPercent: null, trainerComment: null, trainerId: null, trainerAt: null };
    await tx.submission.update({ where: { id }, data, select: { id: true } });
    await tx.reviewRound.updateMany({ where: { unitId }, data: { closedAt: null } });
    await noteGrades(tx, await peopleAround(tx, [id]), gradeScope(access, unitId, at));
  });
}
