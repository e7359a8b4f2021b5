import { withName } from "#app/modules/accounts/person-columns.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { readRoster } from "./read-roster.ts";
import { type CourseStaffAccess, requireCohort } from "#app/modules/learning/courses/staff-access.server.ts";

/** What became of one row. */
export type RosterOutcome = {
  line: number;
  email: string;
  outcome: "enrolled" | "already" | "invited" | "waiting" | "refused" | "ignored";
  code?: string;
  values?: Record<string, string>;
};

/**
 * Takes a list of people: it is read at once, so that a list that is none is refused here, and worked through by a job.
 * Returns the run, whose page tells what became of each row. `cohortId` is where rows without a cohort go. Throws 400.
 */
export async function requestRoster(
  access: CourseStaffAccess,
  list: { text: string; source: string; cohortId: string | null; language: string },
): Promise<{ id: string }> {
  const { course, actor, cohortIds } = access;
  if (list.cohortId !== null || cohortIds === null) requireCohort(access, list.cohortId);
  const rows = readRoster(list.text);
  const { cohortId, language } = list;
  const source = stripUnsafeCharacters(list.source).slice(0, 120);
  return transaction(async (tx) => {
    const run = await tx.rosterRun.create({
      data: { courseId: course.id, cohortId, actorId: actor.id, source, language, rows, total: rows.length },
      select: { id: true },
    });
    await record(tx, "learning.roster.requested", { rosterRunId: run.id });
    return run;
  });
}

/** A run with its report. A cohort's trainer sees the runs of their own. Throws 404 for no such run. Two SQL statements. */
export async function getRosterRun({ course, actor, cohortIds }: CourseStaffAccess, id: string) {
  if (!isUuid(id)) throw notFound();
  const run = await db().rosterRun.findFirst({
    where: { id, courseId: course.id, ...(cohortIds && { actorId: actor.id }) },
    select: { ...columns, report: true },
  });
  if (!run) throw notFound();
  const report = run.report as unknown as RosterOutcome[];
  return { ...run, report, done: report.length, isOver: run.state === "done" || run.state === "failed" };
}

/** The latest runs of a course, newest first, at most 20. Two SQL statements. */
export async function listRosterRuns({ course, actor, cohortIds }: CourseStaffAccess) {
  return db().rosterRun.findMany({
    where: { courseId: course.id, ...(cohortIds && { actorId: actor.id }) },
    select: columns,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 20,
  });
}

const columns = {
  id: true,
  source: true,
  state: true,
  total: true,
  createdAt: true,
  finishedAt: true,
  actor: withName,
} as const;
