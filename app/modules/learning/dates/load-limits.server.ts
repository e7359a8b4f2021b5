import type { Db } from "#app/infra/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { type LimitOverride, resolveLimits, type UnitLimits } from "./limits.ts";

type Pair = { userId: string; unitId: string };

/** JSON carries dates as text. Of the person, or of a cohort of theirs. */
type StoredOverride = {
  [K in keyof LimitOverride]: LimitOverride[K] extends Date | null ? string | null : number | null;
} & { userId: string; isOwn: boolean };
type Row = UnitLimits & { unitId: string; exceptions: StoredOverride[] | null };

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
  const limitsOf = await findLimits(from, { userIds, unitIds });
  return userIds.flatMap((userId) =>
    unitIds.flatMap((unitId) => {
      const limits = limitsOf(userId, unitId);
      return limits ? [{ userId, unitId, limits }] : [];
    }),
  );
}

/**
 * The same to look up: null for a unit that does not exist. What is common to all people is read once for a unit, and only exceptions
 * for a person. One SQL statement.
 */
export async function findLimits(
  from: Db,
  { userIds, unitIds }: { userIds: readonly string[]; unitIds: readonly string[] },
): Promise<(userId: string, unitId: string) => UnitLimits | null> {
  const said = Prisma.sql`'opensAt', o.opens_at, 'dueAt', o.due_at, 'closesAt', o.closes_at, 'timeLimit', o.time_limit,
                          'attemptsAllowed', o.attempts_allowed`;
  const rows = await from.$queryRaw<Row[]>`
    SELECT u.id AS "unitId", u.opens_at AS "opensAt", u.due_at AS "dueAt", u.closes_at AS "closesAt",
           coalesce(q.time_limit, 0) AS "timeLimit", coalesce(q.attempts_allowed, 0) AS "attemptsAllowed",
           (SELECT jsonb_agg(e.one) FROM (
              SELECT jsonb_build_object('userId', o.user_id, 'isOwn', true, ${said}) AS one
                FROM unit_overrides o WHERE o.unit_id = u.id AND o.user_id = ANY(${userIds}::uuid[])
               UNION ALL
              SELECT jsonb_build_object('userId', m.user_id, 'isOwn', false, ${said})
                FROM unit_overrides o JOIN cohort_members m ON m.cohort_id = o.cohort_id AND m.user_id = ANY(${userIds}::uuid[])
               WHERE o.unit_id = u.id) e) AS exceptions
      FROM units u LEFT JOIN quiz_settings q ON q.unit_id = u.id
     WHERE u.id = ANY(${unitIds}::uuid[])`;
  const units = new Map(
    rows.map(({ unitId, exceptions, ...base }) => [unitId, { base, own: resolveExceptions(base, exceptions ?? []) }]),
  );
  return (userId, unitId) => {
    const unit = units.get(unitId);
    return unit ? (unit.own.get(userId) ?? unit.base) : null;
  };
}

/** What holds for those who have exceptions, by their id. */
function resolveExceptions(base: UnitLimits, exceptions: readonly StoredOverride[]): Map<string, UnitLimits> {
  const byPerson = new Map<string, StoredOverride[]>();
  for (const one of exceptions) {
    const theirs = byPerson.get(one.userId);
    if (theirs) theirs.push(one);
    else byPerson.set(one.userId, [one]);
  }
  const resolve = (theirs: StoredOverride[]) => {
    const own = theirs.find(({ isOwn }) => isOwn);
    const cohorts = theirs.filter(({ isOwn }) => !isOwn).map(readOverride);
    return resolveLimits(base, { person: own ? readOverride(own) : null, cohorts });
  };
  return new Map([...byPerson].map(([userId, theirs]) => [userId, resolve(theirs)]));
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
