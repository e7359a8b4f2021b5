import { db } from "#app/infra/db.server.ts";
import type { CourseStaffAccess } from "./staff-access.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

type Sight = Pick<CourseStaffAccess, "cohortIds">;
/** Where a statement holds the id of the person it is about. */
const columns = {
  "a.user_id": Prisma.sql`a.user_id`,
  "e.user_id": Prisma.sql`e.user_id`,
  "o.user_id": Prisma.sql`o.user_id`,
  "s.user_id": Prisma.sql`s.user_id`,
  "u.id": Prisma.sql`u.id`,
};

/**
 * SQL: whether the teaching person sees the person in `column`: everybody, or only the members of the cohorts that they train.
 * With `cohortId` the person must be a member of that one cohort, too.
 */
export function visibleToStaff(
  { cohortIds }: Sight,
  column: keyof typeof columns,
  cohortId: string | null = null,
): Prisma.Sql {
  const person = columns[column];
  return Prisma.sql`(
    (${cohortIds}::uuid[] IS NULL OR EXISTS (
      SELECT 1 FROM cohort_members m WHERE m.user_id = ${person} AND m.cohort_id = ANY(${cohortIds}::uuid[])))
    AND (${cohortId}::uuid IS NULL OR EXISTS (
      SELECT 1 FROM cohort_members m WHERE m.user_id = ${person} AND m.cohort_id = ${cohortId}::uuid)))`;
}

/** The same as a filter of people. */
export function seenMembers({ cohortIds }: Sight): Prisma.UserWhereInput {
  return cohortIds ? { cohortMembers: { some: { cohortId: { in: cohortIds } } } } : {};
}

/** The people of a course whom the teaching person sees, as a filter. */
export function seenPeople({
  course,
  cohortIds,
}: Pick<CourseStaffAccess, "course" | "cohortIds">): Prisma.UserWhereInput {
  return { enrolments: { some: { courseId: course.id } }, ...seenMembers({ cohortIds }) };
}

/** Somebody of the course, by handle or address; null for nobody whom the teaching person sees. One SQL statement. */
export async function findPersonSeen(access: Pick<CourseStaffAccess, "course" | "cohortIds">, wished: string) {
  const name = wished.trim().replace(/^@/, "").toLowerCase();
  return db().user.findFirst({
    where: { OR: [{ handle: name }, { email: name }], ...seenPeople(access) },
    select: { id: true, name: true, handle: true },
  });
}
