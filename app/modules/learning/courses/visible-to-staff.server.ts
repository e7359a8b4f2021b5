import { db } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
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

/** SQL: the people `u` of a course whom the teaching person sees, each with their enrolment `e`. Stands where a table would. */
export function peopleVisibleToStaff({
  course,
  cohortIds,
}: Pick<CourseStaffAccess, "course" | "cohortIds">): Prisma.Sql {
  return Prisma.sql`(enrolments e JOIN ${allPeople} u
       ON u.id = e.user_id AND e.course_id = ${course.id}::uuid AND ${visibleToStaff({ cohortIds }, "u.id")})`;
}

/** Somebody of the course, by handle or address; null for nobody whom the teaching person sees. One SQL statement. */
export async function findPersonSeen(
  access: Pick<CourseStaffAccess, "course" | "cohortIds">,
  wished: string,
): Promise<{ id: string; name: string; handle: string } | null> {
  const name = wished.trim().replace(/^@/, "").toLowerCase();
  const [person] = await db().$queryRaw<{ id: string; name: string; handle: string }[]>`
    SELECT u.id, u.name, u.handle FROM ${peopleVisibleToStaff(access)}
     WHERE u.handle = ${name} OR u.email = ${name} LIMIT 1`;
  return person ?? null;
}
