import { findPersonCalled } from "#app/modules/accounts/find-person.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { inviteAddress } from "#app/modules/learning/enrolment/invitations/invite-people.server.ts";
import { lockSeats, seat } from "#app/modules/learning/enrolment/assign-seats.server.ts";
import type { RosterRow } from "./read-roster.ts";
import type { RosterOutcome } from "./request-roster.server.ts";

type Run = {
  id: string;
  courseId: string;
  cohortId: string | null;
  actorId: string;
  language: string;
  limitTo: string[] | null;
};

/**
 * Job: goes through a list of people, each row in a transaction of its own, and writes down what became of it. Somebody
 * with a confirmed account is enrolled or waits; whoever has none, or has not confirmed the address, is invited. What
 * became of a row is noted in that row's transaction, so a run that was interrupted goes on behind the last one, and two
 * that run side by side do each row once.
 */
export async function runRoster(rosterRunId: string, { at = new Date() } = {}): Promise<void> {
  const row = await db().rosterRun.findUnique({
    where: { id: rosterRunId },
    select: { courseId: true, cohortId: true, actorId: true, language: true, state: true, rows: true, report: true },
  });
  if (!row || row.state === "done" || row.state === "failed") return;
  const rows = row.rows as unknown as RosterRow[];
  const { length: done } = row.report as unknown as RosterOutcome[];
  const { courseId, cohortId, actorId, language } = row;
  const save = (data: { state: "running" | "done"; finishedAt?: Date; rows?: [] }) =>
    db().rosterRun.update({ where: { id: rosterRunId }, data, select: { id: true } });
  const cohorts = await listCohortNames(courseId);
  // Whoever has lost the right meanwhile lets nobody in any more.
  const limitTo = actorId ? await cohortsOf(actorId, courseId) : [];
  const run: Run = { id: rosterRunId, courseId, cohortId, actorId: actorId ?? "", language, limitTo };
  await save({ state: "running" });
  for (const [index, one] of rows.entries()) {
    if (index < done) continue;
    await transaction(async (tx) => note(tx, run, index, await admit(tx, run, one, cohorts, at)));
  }
  await save({ state: "done", finishedAt: new Date(), rows: [] });
}

/** Adds a row's outcome to the report. Throws, so that nothing of the row is kept, when another run was faster. */
async function note(tx: Tx, { id }: Run, index: number, outcome: RosterOutcome): Promise<void> {
  const noted = await tx.$executeRaw`
    UPDATE roster_runs SET report = report || ${JSON.stringify([outcome])}::jsonb
     WHERE id = ${id}::uuid AND jsonb_array_length(report) = ${index}`;
  if (noted === 0) throw new Error("the list is gone through by another job, too");
}

async function admit(tx: Tx, run: Run, row: RosterRow, cohorts: Map<string, string>, at: Date): Promise<RosterOutcome> {
  const { line, email, code } = row;
  const refuse = (why: string): RosterOutcome => ({ line, email, outcome: "refused", code: why });
  if (row.ignored) {
    const values = { columns: row.ignored };
    return { line, email, outcome: "ignored", code: "enrolment.roster.columns_ignored", values };
  }
  if (code) return refuse(code);
  const cohortId = row.cohort === "" ? run.cohortId : findCohort(cohorts, row.cohort);
  if (row.cohort !== "" && cohortId === null) {
    return { ...refuse("enrolment.roster.cohort_unknown"), values: { cohort: row.cohort } };
  }
  if (run.limitTo && (cohortId === null || !run.limitTo.includes(cohortId)))
    return refuse("enrolment.error.own_cohort");
  const person = await findPersonCalled(tx, email);
  if (person?.suspendedUntil && person.suspendedUntil > at) return refuse("enrolment.roster.suspended");
  const { courseId, language } = run;
  if (!person?.emailConfirmedAt) {
    const invited = await inviteAddress(tx, { courseId, cohortId, email, language, by: run.actorId, at });
    if (invited === "already") return { line, email, outcome: "already" as const };
    const again = invited === "already_invited" ? { code: "enrolment.roster.already_invited" } : {};
    return { line, email, outcome: "invited" as const, ...again };
  }
  await lockSeats(tx, courseId);
  return { line, email, outcome: await seat(tx, { courseId, cohortId, userId: person.id, at }) };
}

/** The cohort of this name, or the first that runs of several ("Dakar, Tunis"), as our own gradebook names them. */
function findCohort(cohorts: Map<string, string>, cell: string): string | null {
  const names = [cell, ...cell.split(",")].map((name) => name.trim().toLowerCase());
  return names.map((name) => cohorts.get(name)).find((id) => id !== undefined) ?? null;
}

/** The cohorts that still run, by their address and by their name, both in small letters. */
async function listCohortNames(courseId: string): Promise<Map<string, string>> {
  const where = { courseId, archivedAt: null };
  const select = { id: true, slug: true, name: true } as const;
  const rows = await db().cohort.findMany({ where, select, orderBy: { createdAt: "desc" }, take: 500 });
  return new Map(rows.flatMap(({ id, slug, name }) => [[slug, id] as const, [name.toLowerCase(), id] as const]));
}

/** The cohorts that somebody may put people into: null = all of the course. */
async function cohortsOf(userId: string, courseId: string): Promise<string[] | null> {
  const [row] = await db().$queryRaw<{ isTeam: boolean; cohortIds: string[] }[]>`
    SELECT u.role = 'administrator'
             OR EXISTS (SELECT 1 FROM course_trainers t WHERE t.course_id = ${courseId}::uuid AND t.user_id = u.id) AS "isTeam",
           ARRAY(SELECT h.id FROM cohorts h WHERE h.course_id = ${courseId}::uuid AND h.trainer_id = u.id) AS "cohortIds"
      FROM ${allPeople} u WHERE u.id = ${userId}::uuid`;
  return row?.isTeam ? null : (row?.cohortIds ?? []);
}
