import { allPeople } from "#app/modules/accounts/people.server.ts";
import { presentUnits, unitOrder, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import { db } from "#app/infra/db.server.ts";
import { groupBy, type ReportPerson, type ReportRow, sumUp } from "./report.ts";
import { percentOfDone } from "#app/modules/learning/outline/progress.ts";
import { listLimits } from "#app/modules/learning/dates/load-limits.server.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

/** More people than this are not in one report; the export of the gradebook has no such limit. */
const most = 10_000;
/** Whoever has not done anything for so many days, and is not done, is behind. */
export const quietDays = 14;
const day = 86_400_000;

export type BehindPerson = {
  userId: string;
  name: string;
  handle: string;
  country: string;
  percent: number;
  lastActivityAt: Date | null;
  /** Units that were due and are not done, in the course's order. */
  overdue: { slug: string; title: Text; dueAt: Date }[];
};

export type CourseReport = {
  all: ReportRow;
  byCountry: ReportRow[];
  byInstitution: ReportRow[];
  /** Most overdue units first, at most 200. */
  behind: BehindPerson[];
};

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
  done: string[];
  /** Units that they handed in and that have no marks yet. */
  waiting: string[];
};

type UnitRow = { id: string; slug: string; addedInRevision: number; titles: unknown; hasDates: boolean };

/**
 * How a course goes, for the people that the teaching person sees (of one cohort, if given): everybody together, by country, by
 * institution, and who is behind, which is whoever has a unit that was due (with the date that holds for them) and is not done,
 * or has done nothing for two weeks. Three SQL statements.
 */
export async function getCourseReport(
  { course, cohortIds }: CourseStaffAccess,
  { language, cohortId = null, at = new Date() }: { language: string; cohortId?: string | null; at?: Date },
): Promise<CourseReport> {
  const units = await db().$queryRaw<UnitRow[]>`
    SELECT u.id, u.slug, u.added_in_revision AS "addedInRevision",
           u.due_at IS NOT NULL OR u.closes_at IS NOT NULL
             OR EXISTS (SELECT 1 FROM unit_overrides o WHERE o.unit_id = u.id) AS "hasDates",
           ${unitTitles} AS titles
      FROM ${presentUnits}
     WHERE u.course_id = ${course.id}::uuid AND u.state = 'published'
     ORDER BY ${unitOrder}`;
  const rows = await db().$queryRaw<PersonRow[]>`
    SELECT u.id AS "userId", u.name, u.handle, u.country, u.institution, e.created_at AS "createdAt",
           e.completed_at AS "completedAt", e.completed_revision AS "completedRevision", f."lastActivityAt",
           coalesce(f.done, '{}') AS done, coalesce(f.waiting, '{}') AS waiting
      FROM enrolments e JOIN ${allPeople} u ON u.id = e.user_id
      LEFT JOIN LATERAL (
        SELECT array_agg(p.unit_id::text) FILTER (WHERE p.completed_at IS NOT NULL) AS done,
               array_agg(p.unit_id::text) FILTER (
                 WHERE p.completed_at IS NULL AND p.submitted_at IS NOT NULL AND p.grade_percent IS NULL) AS waiting,
               max(greatest(p.opened_at, p.submitted_at, p.completed_at)) AS "lastActivityAt"
          FROM unit_progress p JOIN units n ON n.id = p.unit_id AND n.course_id = e.course_id
         WHERE p.user_id = e.user_id) f ON true
     WHERE e.course_id = ${course.id}::uuid
       AND ${visibleToStaff({ cohortIds }, "u.id", cohortId)}
     ORDER BY lower(u.name), u.id LIMIT ${most}`;
  const people = rows.map((row) => {
    const done = new Set(row.done);
    return { ...row, doneIds: done, percent: percentOfDone(units, done, row.completedRevision) };
  });
  const forReport = people.map(({ country, institution, percent, completedAt, lastActivityAt }): ReportPerson => {
    return { country, institution, percent, hasCompleted: completedAt !== null, hasBegun: lastActivityAt !== null };
  });
  const open = people.filter(({ completedAt }) => !completedAt);
  const due = await listDueUnits(
    open.map(({ userId }) => userId),
    units,
    at,
  );
  const behind = open.flatMap(({ doneIds, waiting, ...person }): BehindPerson[] => {
    const overdue = units.flatMap((unit) => {
      const dueAt = due.get(`${person.userId} ${unit.id}`);
      // What waits for its marks is the staff's turn.
      if (!dueAt || doneIds.has(unit.id) || waiting.includes(unit.id)) return [];
      return [{ slug: unit.slug, title: textIn(unit.titles, language, course.defaultLanguage), dueAt }];
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

/** Person and unit -> the due date that has passed for them. One SQL statement. */
async function listDueUnits(userIds: string[], units: UnitRow[], at: Date): Promise<Map<string, Date>> {
  const unitIds = units.filter(({ hasDates }) => hasDates).map(({ id }) => id);
  const limits = await listLimits(db(), { userIds, unitIds });
  return new Map(
    limits.flatMap(({ userId, unitId, limits: { dueAt, closesAt } }) => {
      const end = dueAt ?? closesAt;
      return end && end <= at ? [[`${userId} ${unitId}`, end] as const] : [];
    }),
  );
}
