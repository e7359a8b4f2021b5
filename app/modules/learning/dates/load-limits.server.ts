import type { Db } from "#app/infra/db.server.ts";
import { type LimitOverride, resolveLimits, type UnitLimits } from "./limits.ts";

type Pair = { userId: string; unitId: string };

/** JSON carries dates as text. */
type StoredOverride = {
  [K in keyof LimitOverride]: LimitOverride[K] extends Date | null ? string | null : number | null;
};
type Row = UnitLimits & Pair & { person: StoredOverride | null; cohorts: StoredOverride[] | null };

/** The dates and limits of one unit for one person (see `resolveLimits`). One SQL statement. */
export async function loadLimits(from: Db, { userId, unitId }: Pair): Promise<UnitLimits> {
  const [row] = await listLimits(from, { userIds: [userId], unitIds: [unitId] });
  if (!row) throw new Error(`no such unit: ${unitId}`);
  return row.limits;
}

/**
 * The dates and limits of all these units for all these people, in no order; a unit that does not exist is left out. One
 * SQL statement.
 */
export async function listLimits(
  from: Db,
  { userIds, unitIds }: { userIds: readonly string[]; unitIds: readonly string[] },
): Promise<(Pair & { limits: UnitLimits })[]> {
  const rows = await from.$queryRaw<Row[]>`
    SELECT p.id AS "userId", u.id AS "unitId", u.opens_at AS "opensAt", u.due_at AS "dueAt", u.closes_at AS "closesAt",
           coalesce(q.time_limit, 0) AS "timeLimit", coalesce(q.attempts_allowed, 0) AS "attemptsAllowed",
           (SELECT jsonb_build_object('opensAt', o.opens_at, 'dueAt', o.due_at, 'closesAt', o.closes_at,
                                      'timeLimit', o.time_limit, 'attemptsAllowed', o.attempts_allowed)
              FROM unit_overrides o WHERE o.unit_id = u.id AND o.user_id = p.id) AS person,
           (SELECT jsonb_agg(jsonb_build_object('opensAt', o.opens_at, 'dueAt', o.due_at, 'closesAt', o.closes_at,
                                                'timeLimit', o.time_limit, 'attemptsAllowed', o.attempts_allowed))
              FROM unit_overrides o JOIN cohort_members m ON m.cohort_id = o.cohort_id AND m.user_id = p.id
             WHERE o.unit_id = u.id) AS cohorts
      FROM unnest(${userIds}::uuid[]) AS p(id)
     CROSS JOIN units u
      LEFT JOIN quiz_settings q ON q.unit_id = u.id
     WHERE u.id = ANY(${unitIds}::uuid[])`;
  return rows.map(({ userId, unitId, person, cohorts, ...base }) => ({
    userId,
    unitId,
    limits: resolveLimits(base, { person: person && readOverride(person), cohorts: (cohorts ?? []).map(readOverride) }),
  }));
}

/** Who has dates of their own in one of these units: an exception for them, or for a cohort of theirs. One SQL statement. */
export async function listPeopleWithExceptions(from: Db, unitIds: readonly string[]): Promise<Set<string>> {
  const rows = await from.$queryRaw<{ userId: string }[]>`
    SELECT o.user_id AS "userId" FROM unit_overrides o WHERE o.unit_id = ANY(${unitIds}::uuid[]) AND o.user_id IS NOT NULL
    UNION
    SELECT m.user_id FROM unit_overrides o JOIN cohort_members m ON m.cohort_id = o.cohort_id
     WHERE o.unit_id = ANY(${unitIds}::uuid[])`;
  return new Set(rows.map(({ userId }) => userId));
}

function readOverride({ opensAt, dueAt, closesAt, timeLimit, attemptsAllowed }: StoredOverride): LimitOverride {
  const date = (text: string | null) => (text === null ? null : new Date(text));
  return { opensAt: date(opensAt), dueAt: date(dueAt), closesAt: date(closesAt), timeLimit, attemptsAllowed };
}
