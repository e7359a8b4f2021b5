import { allPeople } from "#app/modules/accounts/people.server.ts";
import { presentUnits, unitOrder, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import { db } from "#app/infra/db.server.ts";
import { groupBy, type ReportPerson, type ReportRow, sumUp } from "./report.ts";
import { percentOfCounted } from "#app/modules/learning/outline/progress.ts";
import { listLimits, listPeopleWithExceptions } from "#app/modules/learning/dates/load-limits.server.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";

/** Whoever has not done anything for so many days, and is not done, is behind. */
export const quietDays = 14;
const day = 86_400_000;

export type CountedPerson = {
  userId: string;
  name: string;
  handle: string;
  country: string;
  percent: number;
  lastActivityAt: Date | null;
  /** Units that were due and are not done, in the course's order, with their titles by language. */
  overdue: { slug: string; titles: unknown; dueAt: Date }[];
};

/** A report in no language yet. */
export type CountedReport = {
  all: ReportRow;
  byCountry: ReportRow[];
  byInstitution: ReportRow[];
  /** Most overdue units first, at most 200. */
  behind: CountedPerson[];
};

/** The people whom it is about: those of a course, of some of its cohorts, or of one. */
export type ReportSubject = { courseId: string; cohortIds: string[] | null; cohortId: string | null };

type PersonRow = {
  userId: string;
  name: string;
  handle: string;
  country: string;
  institution: string | null;
  createdAt: Date;
  completedAt: Date | null;
  completedRevision: number | null;
  lastActivityAt: Date | null;
  /** How many of the units that count for them are complete. */
  doneUnits: number;
  /** Of the units with dates, those that are not their turn: complete, or handed in and without marks yet. */
  settled: string[];
};

type UnitRow = {
  id: string;
  slug: string;
  addedInRevision: number;
  titles: unknown;
  dueAt: Date | null;
  closesAt: Date | null;
  hasDates: boolean;
};

/**
 * How a course goes: everybody together, by country, by institution, and who is behind, which is whoever has a unit that was
 * due (with the date that holds for them) and is not done, or has done nothing for two weeks. Reads a row for each person. Four
 * SQL statements.
 */
export async function countCourseReport(
  { courseId, cohortIds, cohortId }: ReportSubject,
  at: Date,
): Promise<CountedReport> {
  const units = await db().$queryRaw<UnitRow[]>`
    SELECT u.id, u.slug, u.added_in_revision AS "addedInRevision", u.due_at AS "dueAt",
           u.closes_at AS "closesAt",
           u.due_at IS NOT NULL OR u.closes_at IS NOT NULL
             OR EXISTS (SELECT 1 FROM unit_overrides o WHERE o.unit_id = u.id) AS "hasDates",
           ${unitTitles} AS titles
      FROM ${presentUnits}
     WHERE u.course_id = ${courseId}::uuid AND u.state = 'published'
     ORDER BY ${unitOrder}`;
  const dated = units.filter(({ hasDates }) => hasDates).map(({ id }) => id);
  const rows = await db().$queryRaw<PersonRow[]>`
    SELECT u.id AS "userId", u.name, u.handle, u.country, u.institution, e.created_at AS "createdAt",
           e.completed_at AS "completedAt", e.completed_revision AS "completedRevision", f."lastActivityAt",
           coalesce(f."doneUnits", 0) AS "doneUnits", coalesce(f.settled, '{}') AS settled
      FROM enrolments e JOIN ${allPeople} u ON u.id = e.user_id
      LEFT JOIN (
        SELECT e.user_id,
               (count(*) FILTER (
                 WHERE p.completed_at IS NOT NULL AND n.id = ANY(${units.map(({ id }) => id)}::uuid[])
                   AND (e.completed_revision IS NULL OR n.added_in_revision <= e.completed_revision)))::int AS "doneUnits",
               array_agg(p.unit_id::text) FILTER (
                 WHERE n.id = ANY(${dated}::uuid[]) AND (p.completed_at IS NOT NULL
                    OR p.submitted_at IS NOT NULL AND p.grade_percent IS NULL)) AS settled,
               max(greatest(p.opened_at, p.submitted_at, p.completed_at)) AS "lastActivityAt"
          FROM units n
          JOIN unit_progress p ON p.unit_id = n.id
          JOIN enrolments e ON e.user_id = p.user_id AND e.course_id = n.course_id
         WHERE n.course_id = ${courseId}::uuid AND ${visibleToStaff({ cohortIds }, "e.user_id", cohortId)}
         GROUP BY e.user_id) f ON f.user_id = e.user_id
     WHERE e.course_id = ${courseId}::uuid
       AND ${visibleToStaff({ cohortIds }, "u.id", cohortId)}
     ORDER BY lower(u.name), u.id`;
  const people = rows.map((row) => ({ ...row, percent: percentOfCounted(units, row) }));
  const forReport = people.map(({ country, institution, percent, completedAt, lastActivityAt }): ReportPerson => {
    return { country, institution, percent, hasCompleted: completedAt !== null, hasBegun: lastActivityAt !== null };
  });
  const open = people.filter(({ completedAt }) => !completedAt);
  const dueFor = await findDueUnits(
    open.map(({ userId }) => userId),
    units.filter(({ hasDates }) => hasDates),
    at,
  );
  const behind = open.flatMap(({ settled, ...person }): CountedPerson[] => {
    const overdue = units.flatMap((unit) => {
      const dueAt = unit.hasDates && !settled.includes(unit.id) ? dueFor(person.userId, unit) : null;
      if (!dueAt) return [];
      return [{ slug: unit.slug, titles: unit.titles, dueAt }];
    });
    const quietSince = (person.lastActivityAt ?? person.createdAt).getTime();
    if (overdue.length === 0 && at.getTime() - quietSince < quietDays * day) return [];
    const { userId, name, handle, country, percent, lastActivityAt } = person;
    return [{ userId, name, handle, country, percent, lastActivityAt, overdue }];
  });
  behind.sort((a, b) => b.overdue.length - a.overdue.length || a.percent - b.percent);
  const reports = { byCountry: groupBy(forReport, "country"), byInstitution: groupBy(forReport, "institution") };
  return { all: sumUp(forReport), ...reports, behind: behind.slice(0, 200) };
}

/**
 * Says when a unit was due for a person, or null while it is not. Most people have the unit's own dates; whoever has
 * exceptions is asked for. Two SQL statements.
 */
async function findDueUnits(
  userIds: string[],
  units: UnitRow[],
  at: Date,
): Promise<(userId: string, unit: UnitRow) => Date | null> {
  const unitIds = units.map(({ id }) => id);
  const special = unitIds.length === 0 ? new Set<string>() : await listPeopleWithExceptions(db(), unitIds);
  const asked = userIds.filter((userId) => special.has(userId));
  const limits = asked.length === 0 ? [] : await listLimits(db(), { userIds: asked, unitIds });
  const own = new Map(limits.map(({ userId, unitId, limits: one }) => [`${userId} ${unitId}`, one]));
  return (userId, unit) => {
    const { dueAt, closesAt } = special.has(userId) ? own.get(`${userId} ${unit.id}`)! : unit;
    const end = dueAt ?? closesAt;
    return end && end <= at ? end : null;
  };
}
