import { withName, withId } from "#app/modules/accounts/person-columns.ts";
import { type Tx, db } from "#app/infra/db.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { notFound } from "#app/infra/app-error.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { lockAssignment } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";

const columns = {
  id: true,
  unitId: true,
  userId: true,
  number: true,
  html: true,
  language: true,
  submittedAt: true,
  isLate: true,
  scoredAt: true,
  peerPercent: true,
  trainerPercent: true,
  trainerMarks: true,
  trainerComment: true,
  notifiedAt: true,
  trainerAt: true,
  sight: true,
  rubric: { select: { criteria: true } },
  trainer: withName,
  team: { select: { name: true, members: { select: { user: withId } } } },
  files: { select: { id: true, name: true, bytes: true }, orderBy: { id: "asc" as const } },
  reviews: {
    orderBy: [{ allocatedAt: "asc" as const }, { id: "asc" as const }],
    select: {
      id: true,
      state: true,
      leaseUntil: true,
      submittedAt: true,
      marks: true,
      comment: true,
      reviewer: withId,
    },
  },
};

/** A submission of people whom the teaching person may see. Throws 404 for any other. */
export async function findTaughtSubmission(
  from: Tx,
  { course, cohortIds }: CourseStaffAccess,
  unitId: string,
  id: string,
) {
  if (!isUuid(id)) throw notFound();
  const [user] = await from.$queryRaw<{ id: string; name: string }[]>`
    SELECT u.id, u.name FROM submissions s
      JOIN units n ON n.id = s.unit_id AND n.course_id = ${course.id}::uuid
      JOIN ${allPeople} u ON u.id = s.user_id
     WHERE s.id = ${id}::uuid AND s.unit_id = ${unitId}::uuid AND ${visibleToStaff({ cohortIds }, "s.user_id")}`;
  const row = user && (await from.submission.findUnique({ where: { id, state: "submitted" }, select: columns }));
  if (!row) throw notFound();
  return { ...row, user };
}

/** Throws 404 for a submission of people whom the teaching person may not see. */
export async function requireSubmissionSeen(access: CourseStaffAccess, unitId: string, id: string): Promise<void> {
  await findTaughtSubmission(db(), access, unitId, id);
}

type TaughtSubmission = Awaited<ReturnType<typeof findTaughtSubmission>>;

/** One step of staff on a submission: the assignment is locked, so that grades follow one change after the other. Throws 404. */
export async function changeTaughtSubmission<T>(
  access: CourseStaffAccess,
  unitId: string,
  id: string,
  work: (tx: Tx, submission: TaughtSubmission) => Promise<T>,
): Promise<T> {
  return transaction(async (tx) => {
    await lockAssignment(tx, unitId);
    return work(tx, await findTaughtSubmission(tx, access, unitId, id));
  });
}

/** Names what a change touches, so that grades follow. */
export const gradeScope = ({ course }: CourseStaffAccess, unitId: string, at: Date) => ({
  unitId,
  courseId: course.id,
  at,
});
