import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { EventName, EventPayload } from "#app/events.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { dispatchEvents } from "#app/infra/outbox.server.ts";
import { passingKind } from "#app/infra/passing-failure.server.ts";
import { oneStatement } from "#app/infra/statements/one-statement.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

const recorded = new WeakMap<Tx, bigint[]>();

/** How often a transaction is begun again that the database has undone because another was in its way. */
const MOST_TRIES = 4;

/**
 * Runs `work` in one database transaction. Events noted with `record` commit with it and are dispatched to their
 * subscribers' jobs right after; if the process dies in between, the sweep dispatches them later. `work` touches nothing but
 * the transaction: when the database undoes it for a deadlock or a conflict, it runs again, four times at most.
 */
export function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return untilNoConflict(() => runOnce(work));
}

/** Runs a whole transaction, and runs it again when the database has undone it for a deadlock or a conflict, four times at most. */
async function untilNoConflict<T>(whole: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await whole();
    } catch (error) {
      if (tried === MOST_TRIES || passingKind(error) !== "conflict") throw error;
      logger().info({ err: error, tried }, "a transaction was undone by a conflict and runs again");
      // Not the same for both: they would meet again.
      await pause(2 ** tried * 10 * (0.5 + Math.random()));
    }
  }
}

async function runOnce<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let ids: bigint[] = [];
  const result = await db().$transaction(
    async (tx) => {
      recorded.set(tx, []);
      const value = await work(tx);
      ids = recorded.get(tx) ?? [];
      return value;
    },
    { maxWait: 10_000, timeout: 30_000 },
  );
  // Not awaited: the fact is committed, its effects never hang on the request.
  if (ids.length > 0) void dispatchEvents(ids);
  return result;
}

/**
 * A transaction of one statement, for what is written all day. It holds the advisory lock of this name: the statement sees what was
 * committed while it waited, and whoever takes the lock next sees what it wrote. Events that it wrote by `recordSql` are named by `eventsOf`
 * and dispatched after the commit. It begins and locks in one message and without Prisma, whose transactions are as much work
 * as such a statement. Undone by a conflict it runs again, as `transaction` does. Throws what the driver throws.
 */
export async function lockedStatement<Row>(
  lock: string,
  statement: Prisma.Sql,
  eventsOf: (rows: Row[]) => bigint[] = () => [],
): Promise<Row[]> {
  const begin = `BEGIN; SELECT pg_advisory_xact_lock(hashtextextended(${pg.escapeLiteral(lock)}, 0))`;
  const rows = await untilNoConflict(() => oneStatement<Row[]>(begin, statement));
  // Not awaited: the fact is committed, its effects never hang on the request.
  void dispatchEvents(eventsOf(rows));
  return rows;
}

/**
 * SQL: `record` as a part of the statement that makes the fact true; it writes one event for each row of `from`, and returns
 * its id. Whoever runs it says so with `noteRecorded`.
 */
export function recordSql<N extends EventName>(name: N, payload: EventPayload<N>, from: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO outbox_events (name, payload) SELECT ${name}, ${JSON.stringify(payload)}::jsonb FROM ${from} RETURNING id`;
}

/** Has an event that `recordSql` wrote dispatched once the transaction has committed. */
export function noteRecorded(tx: Tx, id: bigint): void {
  recorded.get(tx)?.push(id);
}

/** Writes a domain fact into the outbox, in the transaction that makes it true. */
export async function record<N extends EventName>(tx: Tx, name: N, payload: EventPayload<N>): Promise<void> {
  const row = await tx.outboxEvent.create({ data: { name, payload }, select: { id: true } });
  noteRecorded(tx, row.id);
}

/** Writes as many facts of one kind; one SQL statement. */
export async function recordAll<N extends EventName>(
  tx: Tx,
  name: N,
  payloads: readonly EventPayload<N>[],
): Promise<void> {
  const data = payloads.map((payload) => ({ name, payload }));
  for (const { id } of await tx.outboxEvent.createManyAndReturn({ data, select: { id: true } })) noteRecorded(tx, id);
}
