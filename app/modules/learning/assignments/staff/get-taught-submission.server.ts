import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { findTaughtSubmission } from "./taught-submission.server.ts";
import { db } from "#app/infra/db.server.ts";
import { peopleVisibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import { showRubric, type Marks } from "#app/modules/learning/assignments/rubric.ts";
import { criteriaOf } from "#app/modules/learning/assignments/finalize-submission.server.ts";

/** A submission as staff reads and marks it, with the people who could review it. Throws 404. */
export async function getTaughtSubmission(access: CourseStaffAccess, unitId: string, id: string, language: string) {
  const { rubric, team, trainerMarks, reviews, ...row } = await findTaughtSubmission(db(), access, unitId, id);
  const authors = team?.members.map(({ user }) => user) ?? [row.user];
  const busy = [...authors.map((one) => one.id), ...reviews.map(({ reviewer }) => reviewer.id)];
  const candidates = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT u.id, u.name FROM ${peopleVisibleToStaff(access)}
     WHERE u.id <> ALL(${busy}::uuid[]) ORDER BY u.name, u.id LIMIT 200`;
  return {
    ...row,
    authors,
    teamName: team?.name ?? null,
    candidates,
    rubric: showRubric(criteriaOf(rubric), language, access.course.defaultLanguage),
    trainerMarks: (trainerMarks ?? {}) as Marks,
    reviews: reviews.map(({ marks, ...one }) => ({ ...one, marks: marks as Marks })),
  };
}
