import { cohortHasFreeSeat, hasFreeSeat } from "./free-seats.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { db, type Db, type Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { reschedulePerson } from "#app/modules/learning/dates/reschedule-person.server.ts";

/** What became of somebody who was to have a seat. "already": nothing had to change. */
export type Seated = "enrolled" | "already" | "waiting";

type Wish = { courseId: string; cohortId: string | null; userId: string; at: Date };

/**
 * Whoever takes or frees seats of a course does so one after the other until the transaction ends. It is taken before
 * the enrolment of any person is locked, so that nobody waits for each other in a circle.
 */
export async function lockSeats(tx: Tx, courseId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`places:${courseId}`}, 0))`;
}

/** Free seats of a course and of one of its cohorts; null = as many as come. */
export async function countFree(
  from: Db,
  { courseId, cohortId }: Pick<Wish, "courseId" | "cohortId">,
): Promise<{ course: number | null; cohort: number | null }> {
  const [row] = await from.$queryRaw<{ course: number | null; cohort: number | null }[]>`
    SELECT CASE WHEN c.capacity IS NOT NULL
             THEN c.capacity - (SELECT count(*)::int FROM enrolments e WHERE e.course_id = c.id) END AS course,
           (SELECT CASE WHEN h.capacity IS NOT NULL
                     THEN h.capacity - (SELECT count(*)::int FROM cohort_members m WHERE m.cohort_id = h.id) END
              FROM cohorts h WHERE h.id = ${cohortId}::uuid AND h.course_id = c.id) AS cohort
      FROM courses c WHERE c.id = ${courseId}::uuid`;
  return row ?? { course: 0, cohort: 0 };
}

/**
 * Gives somebody a seat in a course, and in a cohort when one is meant, or else a turn in the waiting list. Those who
 * wait come first: a seat that is free already is theirs. The caller has called `lockSeats`.
 */
export async function seat(tx: Tx, wish: Wish): Promise<Seated> {
  const { courseId, cohortId, userId, at } = wish;
  const isIn = await findSeats(tx, wish);
  if (isIn.course && (cohortId === null || isIn.cohort)) return "already";
  await assignFreeSeats(tx, { courseId, at });
  const free = await countFree(tx, wish);
  const isFull = (!isIn.course && isNone(free.course)) || (cohortId !== null && isNone(free.cohort));
  if (!isFull) {
    await enrolPerson(tx, wish);
    return "enrolled";
  }
  // A wish for approval becomes a turn in it; where somebody waits already they keep their turn.
  await tx.$executeRaw`
    INSERT INTO enrolment_requests (id, course_id, cohort_id, user_id, kind, created_at)
    VALUES (gen_random_uuid(), ${courseId}::uuid, ${cohortId}::uuid, ${userId}::uuid, 'waiting', ${at})
    ON CONFLICT (course_id, user_id) WHERE state = 'open' DO UPDATE
      SET kind = 'waiting', cohort_id = coalesce(excluded.cohort_id, enrolment_requests.cohort_id)`;
  return "waiting";
}

/** Enrols somebody and puts them into the cohort, whatever is free, and closes what they had asked for. */
export async function enrolPerson(tx: Tx, { courseId, cohortId, userId, at }: Wish): Promise<void> {
  const data = { userId, courseId, createdAt: at };
  await tx.enrolment.createMany({ data, skipDuplicates: true });
  if (cohortId) {
    await tx.cohortMember.createMany({ data: { cohortId, userId, joinedAt: at }, skipDuplicates: true });
    await reschedulePerson(tx, { courseId, userId, at });
  }
  const where = { courseId, userId, state: "open" as const };
  await tx.enrolmentRequest.updateMany({ where, data: { state: "accepted", decidedAt: at } });
}

/**
 * Gives free seats to those who wait, first come first served, and tells them. Whoever waits for a cohort that is full is
 * passed over until it has room; so is a suspended person. The caller has called `lockSeats`. Returns how many.
 */
export async function assignFreeSeats(tx: Tx, { courseId, at }: Pick<Wish, "courseId" | "at">): Promise<number> {
  const waiting = await tx.$queryRaw<{ id: string; userId: string; cohortId: string | null; isIn: boolean }[]>`
    SELECT r.id, r.user_id AS "userId", r.cohort_id AS "cohortId",
           EXISTS (SELECT 1 FROM enrolments e WHERE e.course_id = r.course_id AND e.user_id = r.user_id) AS "isIn"
      FROM enrolment_requests r JOIN ${allPeople} u ON u.id = r.user_id
     WHERE r.course_id = ${courseId}::uuid AND r.state = 'open' AND r.kind = 'waiting'
       AND (u.suspended_until IS NULL OR u.suspended_until <= ${at})
     ORDER BY r.created_at, r.id LIMIT 500`;
  if (waiting.length === 0) return 0;
  let course = (await countFree(tx, { courseId, cohortId: null })).course;
  const cohorts = new Map<string, number | null>();
  let given = 0;
  for (const { id, userId, cohortId, isIn } of waiting) {
    if (cohortId && !cohorts.has(cohortId)) cohorts.set(cohortId, (await countFree(tx, { courseId, cohortId })).cohort);
    const cohort = cohortId ? cohorts.get(cohortId)! : null;
    if ((!isIn && isNone(course)) || isNone(cohort)) continue;
    await enrolPerson(tx, { courseId, cohortId, userId, at });
    await record(tx, "learning.place.given", { requestId: id });
    if (!isIn && course !== null) course--;
    if (cohortId && cohort !== null) cohorts.set(cohortId, cohort - 1);
    given++;
  }
  return given;
}

/** Courses that one call of the sweep takes on. */
export const seatsBatch = 100;

/**
 * Sweep: fills what has become free by other ways than leaving (a larger capacity, a deleted account, the end of a
 * suspension); at most 100 courses at a time. Returns in how many somebody got a seat.
 */
export async function sweepSeats({ at = new Date() } = {}): Promise<number> {
  const rows = await db().$queryRaw<{ courseId: string }[]>`
    WITH open AS MATERIALIZED (
      SELECT c.id, ${hasFreeSeat} AS free FROM courses c
       WHERE EXISTS (SELECT 1 FROM enrolment_requests r
                      WHERE r.course_id = c.id AND r.state = 'open' AND r.kind = 'waiting')),
    groups AS MATERIALIZED (SELECT h.id, ${cohortHasFreeSeat} AS free FROM cohorts h JOIN open c ON c.id = h.course_id)
    SELECT DISTINCT c.id AS "courseId" FROM open c
      JOIN enrolment_requests r ON r.course_id = c.id AND r.state = 'open' AND r.kind = 'waiting'
      JOIN ${allPeople} u ON u.id = r.user_id AND (u.suspended_until IS NULL OR u.suspended_until <= ${at})
      LEFT JOIN groups h ON h.id = r.cohort_id
     WHERE (c.free OR EXISTS (SELECT 1 FROM enrolments e WHERE e.course_id = c.id AND e.user_id = r.user_id))
       AND coalesce(h.free, true)
     LIMIT ${seatsBatch}`;
  let filled = 0;
  for (const { courseId } of rows) {
    const given = await transaction(async (tx) => {
      await lockSeats(tx, courseId);
      return assignFreeSeats(tx, { courseId, at });
    });
    if (given > 0) filled += 1;
  }
  return filled;
}

async function findSeats(tx: Tx, { courseId, cohortId, userId }: Omit<Wish, "at">) {
  const [row] = await tx.$queryRaw<{ course: boolean; cohort: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM enrolments WHERE course_id = ${courseId}::uuid AND user_id = ${userId}::uuid) AS course,
           EXISTS (SELECT 1 FROM cohort_members WHERE cohort_id = ${cohortId}::uuid AND user_id = ${userId}::uuid) AS cohort`;
  return row!;
}

function isNone(free: number | null): boolean {
  return free !== null && free <= 0;
}
