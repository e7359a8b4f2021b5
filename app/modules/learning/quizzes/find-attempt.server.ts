import { Prisma } from "#prisma/generated/client.ts";
import type { Db, Tx } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { TimeEnd } from "#app/modules/learning/dates/timing.ts";
import { findUnitOfKindFor, type UnitKey } from "#app/modules/learning/courses/find-unit.server.ts";

export type QuizAddress = { courseSlug: string; unitSlug: string };
export type AttemptState = "in_progress" | "overdue" | "submitted" | "abandoned";

/** An attempt with what the clock needs to know of its quiz. */
export type AttemptRow = {
  id: string;
  number: number;
  version: number;
  seed: number;
  state: AttemptState;
  startedAt: Date;
  savedAt: Date | null;
  endsAt: Date | null;
  submittedAt: Date | null;
  timeEnd: TimeEnd;
  grace: number;
  penalty: number;
};

/** The quiz behind an address. Throws 404 for what is none that the actor may see. One SQL statement. */
export function findQuizFor(actor: MaybeActor, address: QuizAddress): Promise<UnitKey> {
  return findUnitOfKindFor(actor, "quiz", address);
}

type Which = { unitId: string; userId: string; number?: number | null };

/** The attempt of that number; without one the running one; null when there is none. One SQL statement. */
export function findAttempt(from: Db, which: Which): Promise<AttemptRow | null> {
  return readAttempt(from, which, Prisma.empty);
}

/** The same, locked until the transaction ends. One SQL statement. */
export function lockAttempt(tx: Tx, which: Which): Promise<AttemptRow | null> {
  return readAttempt(tx, which, Prisma.sql`FOR UPDATE OF a`);
}

async function readAttempt(from: Db, { unitId, userId, number = null }: Which, lock: Prisma.Sql) {
  const [row] = await from.$queryRaw<AttemptRow[]>`
    SELECT a.id, a.number, a.version, a.seed, a.state::text AS state, a.started_at AS "startedAt",
           a.saved_at AS "savedAt", a.ends_at AS "endsAt", a.submitted_at AS "submittedAt",
           coalesce(q.time_end::text, 'submit') AS "timeEnd", coalesce(q.grace, 0) AS grace,
           coalesce(q.penalty, 0) AS penalty
      FROM attempts a LEFT JOIN quiz_settings q ON q.unit_id = a.unit_id
     WHERE a.unit_id = ${unitId}::uuid AND a.user_id = ${userId}::uuid
       AND CASE WHEN ${number}::int IS NULL THEN a.state IN ('in_progress', 'overdue') ELSE a.number = ${number}::int END
     ORDER BY a.number DESC LIMIT 1 ${lock}`;
  return row ?? null;
}
