import type { EventName, EventPayload } from "#app/events.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { dispatchEvents } from "#app/infra/outbox.server.ts";

const recorded = new WeakMap<Tx, bigint[]>();

/**
 * Runs `work` in one database transaction. Events noted with `record` commit with it and are dispatched to their
 * subscribers' jobs right after; if the process dies in between, the sweep dispatches them later.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
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

/** Writes a domain fact into the outbox, in the transaction that makes it true. */
export async function record<N extends EventName>(tx: Tx, name: N, payload: EventPayload<N>): Promise<void> {
  const row = await tx.outboxEvent.create({ data: { name, payload }, select: { id: true } });
  recorded.get(tx)?.push(row.id);
}
