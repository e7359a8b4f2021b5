import { allPeople } from "#app/modules/accounts/people.server.ts";
import { db } from "#app/infra/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { type GradeCell, type GradedUnit, listGradedUnits, loadCells } from "./load-grade-cells.server.ts";
import { type CourseGrade, courseGrade } from "./course-grade.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

/** People on a page of the gradebook, and in one batch of its export. */
const gradebookPage = 50;

export type GradebookPerson = {
  userId: string;
  name: string;
  handle: string;
  /** The name of their picture, where they show one. */
  picture: string | null;
  /** Null until it is confirmed. */
  email: string | null;
  country: string;
  institution: string | null;
  completedAt: Date | null;
  cohorts: string[];
  /** In the order of the units. */
  cells: GradeCell[];
  /** With hidden grades: this is the staff's view. */
  grade: CourseGrade;
};

export type Gradebook = { units: GradedUnit[]; people: GradebookPerson[]; next: string | null };

type GradebookWish = {
  language: string;
  cohortId?: string | null;
  /** The person (user id) after whom the page begins. */
  after?: string | null;
  limit?: number;
  at?: Date;
};

/**
 * A page of the gradebook by name: the graded units, the people that the teaching person sees (of one cohort, if given), each
 * grade and the grade of the course. Four SQL statements, two at once each time.
 */
export async function getGradebook(
  { course, cohortIds }: CourseStaffAccess,
  { language, cohortId = null, after = null, limit = gradebookPage, at = new Date() }: GradebookWish,
): Promise<Gradebook> {
  const start = after && isUuid(after) ? after : null;
  const asked = db().$queryRaw<Omit<GradebookPerson, "cells" | "grade">[]>`
    SELECT u.id AS "userId", u.name, u.handle, u.picture, u.email, u.country, u.institution, e.completed_at AS "completedAt",
           ARRAY(SELECT h.name FROM cohort_members m JOIN cohorts h ON h.id = m.cohort_id AND h.course_id = e.course_id
                  WHERE m.user_id = u.id AND (${cohortIds}::uuid[] IS NULL OR h.id = ANY(${cohortIds}::uuid[]))
                  ORDER BY h.name) AS cohorts
      FROM enrolments e JOIN ${allPeople} u ON u.id = e.user_id
     WHERE e.course_id = ${course.id}::uuid
       AND ${visibleToStaff({ cohortIds }, "u.id", cohortId)}
       ${start ? behind(start) : Prisma.empty}
     ORDER BY lower(u.name), u.id
     LIMIT ${limit + 1}`;
  const [units, rows] = await Promise.all([
    listGradedUnits(db(), course.id, { language, ownLanguage: course.defaultLanguage }),
    asked,
  ]);
  const found = rows.slice(0, limit);
  const cells = await loadCells(db(), { userIds: found.map(({ userId }) => userId), units, at });
  const people = found.map((person, index) => {
    const own = cells[index]!;
    return { ...person, cells: own, grade: courseGrade(own, { at, forLearner: false }) };
  });
  return { units, people, next: rows.length > limit ? found.at(-1)!.userId : null };
}

/** SQL: whoever comes after somebody by name. Compared with two values, so that the index of names is read from there on. */
function behind(userId: string): Prisma.Sql {
  return Prisma.sql`AND (lower(u.name), u.id) > (
    (SELECT lower(s.name) FROM ${allPeople} s WHERE s.id = ${userId}::uuid), ${userId}::uuid)`;
}
