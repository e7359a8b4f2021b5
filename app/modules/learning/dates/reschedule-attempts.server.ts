import type { Tx } from "#app/infra/db.server.ts";
import { listLimits } from "./load-limits.server.ts";
import { dueAtOf, endsAtOf, type TimeEnd } from "./timing.ts";

type Row = { id: string; userId: string; state: string; startedAt: Date; timeEnd: TimeEnd; grace: number };

/**
 * Gives the running attempts at a quiz the end that the limits now say, after its dates, its settings, an override or the
 * membership of a cohort have changed: all of them, or those of `userIds`. Whoever calls has written the change in the same
 * transaction. An attempt in its grace whose end has moved on runs again; one that is ended stays ended. Returns how many
 * were looked at. Three SQL statements.
 */
export async function rescheduleAttempts(
  tx: Tx,
  { unitId, userIds = null, at = new Date() }: { unitId: string; userIds?: readonly string[] | null; at?: Date },
): Promise<number> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT a.id, a.user_id AS "userId", a.state::text AS state, a.started_at AS "startedAt",
           coalesce(q.time_end::text, 'submit') AS "timeEnd", coalesce(q.grace, 0) AS grace
      FROM attempts a LEFT JOIN quiz_settings q ON q.unit_id = a.unit_id
     WHERE a.unit_id = ${unitId}::uuid AND a.state IN ('in_progress', 'overdue')
       AND (${userIds === null} OR a.user_id = ANY(${userIds ?? []}::uuid[]))
     ORDER BY a.id FOR UPDATE OF a`;
  if (rows.length === 0) return 0;
  const limits = await listLimits(tx, { userIds: [...new Set(rows.map(({ userId }) => userId))], unitIds: [unitId] });
  const byPerson = new Map(limits.map((one) => [one.userId, one.limits]));
  const ends = rows.map(({ id, userId, state, startedAt, ...rule }) => {
    const endsAt = endsAtOf(startedAt, byPerson.get(userId)!);
    return {
      id,
      endsAt,
      runs: dueAtOf({ state: "in_progress", endsAt }, rule),
      grace: dueAtOf({ state: "overdue", endsAt }, rule),
    };
  });
  await tx.$executeRaw`
    UPDATE attempts a SET ends_at = x."endsAt",
           state = CASE WHEN x."endsAt" IS NULL OR x."endsAt" > ${at} THEN 'in_progress' ELSE a.state END,
           due_at = CASE WHEN a.state = 'overdue' AND x."endsAt" <= ${at} THEN x.grace ELSE x.runs END
      FROM jsonb_to_recordset(${JSON.stringify(ends)}::jsonb)
        AS x(id uuid, "endsAt" timestamptz, runs timestamptz, grace timestamptz)
     WHERE a.id = x.id`;
  return rows.length;
}
