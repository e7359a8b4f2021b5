import { db } from "#app/infra/db.server.ts";
import { countCourseReport, type CountedReport } from "./count-course-report.server.ts";

/** A report about fewer people is made when it is asked for. */
export const fewPeople = 500;
/** Reports that one call of the sweep makes at most. */
export const reportsBatch = 5;
/** Younger ones are not made anew. */
const fresh = 4 * 60_000;
/** Older ones are not shown: the worker is away, or the course has become small. */
const longest = 60 * 60_000;

type Due = { courseId: string; scope: string };

/**
 * Sweep: counts the reports of courses and of cohorts with more than 500 people, the oldest first, so that nobody who opens one
 * waits until tens of thousands of rows are read. Of every other course it reads 501 entries of an index at most. Returns how many
 * it made, at most 5.
 */
export async function sweepCourseReports({ at = new Date() } = {}): Promise<number> {
  const due = await db().$queryRaw<Due[]>`
    SELECT l.course_id AS "courseId", l.scope
      FROM (SELECT c.id AS course_id, 'all' AS scope FROM courses c
             WHERE c.state = 'published'
               AND EXISTS (SELECT 1 FROM enrolments e WHERE e.course_id = c.id OFFSET ${fewPeople})
             UNION ALL
            SELECT h.course_id, h.id::text FROM cohorts h JOIN courses c ON c.id = h.course_id AND c.state = 'published'
             WHERE EXISTS (SELECT 1 FROM cohort_members m WHERE m.cohort_id = h.id OFFSET ${fewPeople})) l
      LEFT JOIN course_reports r ON r.course_id = l.course_id AND r.scope = l.scope
     WHERE r.made_at IS NULL OR r.made_at <= ${new Date(at.getTime() - fresh)}
     ORDER BY r.made_at NULLS FIRST, l.course_id, l.scope LIMIT ${reportsBatch}`;
  for (const { courseId, scope } of due) {
    const cohortId = scope === "all" ? null : scope;
    const report = await countCourseReport({ courseId, cohortIds: null, cohortId }, at);
    const row = { madeAt: at, data: JSON.parse(JSON.stringify(report)) as object };
    const where = { courseId_scope: { courseId, scope } };
    await db().courseReport.upsert({
      where,
      create: { courseId, scope, ...row },
      update: row,
      select: { madeAt: true },
    });
  }
  await db().courseReport.deleteMany({ where: { madeAt: { lt: new Date(at.getTime() - longest) } } });
  return due.length;
}

/** What the sweep counted within the last hour; null when there is nothing. One SQL statement. */
export async function findKeptReport(
  courseId: string,
  scope: string,
  { at = new Date() } = {},
): Promise<{ report: CountedReport; madeAt: Date } | null> {
  const row = await db().courseReport.findUnique({
    where: { courseId_scope: { courseId, scope }, madeAt: { gte: new Date(at.getTime() - longest) } },
    select: { madeAt: true, data: true },
  });
  if (!row) return null;
  // Times are texts in JSON.
  const { behind, ...report } = row.data as unknown as CountedReport;
  const withTimes = behind.map(({ lastActivityAt, overdue, ...person }) => ({
    ...person,
    lastActivityAt: lastActivityAt && new Date(lastActivityAt),
    overdue: overdue.map(({ dueAt, ...unit }) => ({ ...unit, dueAt: new Date(dueAt) })),
  }));
  return { report: { ...report, behind: withTimes }, madeAt: row.madeAt };
}
