import type { EventName } from "#app/events.ts";
import { db } from "#app/infra/db.server.ts";
import { eventsKeptDays } from "#app/infra/kept-data.ts";
import { logger } from "#app/infra/logger.server.ts";
import { enqueue, enqueueAll, enqueueInTurn } from "#app/infra/queue.server.ts";

/** Younger events are left to the process that recorded them; dispatching right after commit takes milliseconds. */
const SWEEP_AFTER_SECONDS = 5;
/** Events that one call of the sweep hands over at most. */
export const outboxBatch = 500;
/** What was handed over is given this long before it is handed over again. */
const HAND_OVER_SECONDS = 60;
/** How long a worker that died keeps others from its event; a fan-out takes milliseconds. */
const LEASE_SECONDS = 30;
/** An event that old has had its turn: its dispatching job may be dead and needs a new life. */
const REVIVE_AFTER_SECONDS = 60;
/** Events that a worker takes with the one that it was asked for. */
const MOST_TAKEN = 100;
/** Events that one call of the cleanup deletes at most. */
export const dispatchedBatch = 10_000;

export type RecordedEvent = { id: bigint; name: EventName; payload: unknown };

/**
 * Hands freshly committed events to the worker, which fans them out to their subscribers. While many come it asks once in a
 * tenth of a second: the worker takes whatever waits (`dispatchWaiting`). Never throws: an event whose hand-over failed is
 * found by `sweepOutbox`.
 */
export async function dispatchEvents(ids: bigint[]): Promise<void> {
  const last = ids.at(-1);
  if (last === undefined) return;
  try {
    await enqueueInTurn(entryFor(last));
  } catch (error) {
    logger().warn({ err: error, events: ids.length }, "events wait for the sweep: the queue did not take them");
  }
}

/**
 * Hands over again what was recorded some seconds ago and never dispatched (the process died after its commit, or the
 * queue was away). Each is claimed for a minute, so that the next call takes the next ones; an event that is being fanned
 * out is left alone until its lease has run out. Returns how many events it handed over, at most 500; doing so twice adds
 * nothing.
 */
export async function sweepOutbox(): Promise<number> {
  const rows = await db().$queryRaw<{ id: bigint; old: boolean }[]>`
    UPDATE outbox_events SET hand_over_at = now() + ${HAND_OVER_SECONDS} * interval '1 second'
     WHERE id IN (
       SELECT id FROM outbox_events
        WHERE dispatched_at IS NULL AND hand_over_at <= now()
          AND created_at < now() - ${SWEEP_AFTER_SECONDS} * interval '1 second'
        ORDER BY hand_over_at, id LIMIT ${outboxBatch} FOR UPDATE SKIP LOCKED)
    RETURNING id, created_at < now() - ${REVIVE_AFTER_SECONDS} * interval '1 second' AS old`;
  await enqueueAll(rows.filter((row) => !row.old).map((row) => entryFor(row.id)));
  for (const { id } of rows.filter((row) => row.old)) {
    const { name, payload, jobId } = entryFor(id);
    await enqueue(name, payload, { jobId });
  }
  if (rows.length > 0) logger().info({ events: rows.length }, "the sweep handed events over");
  return rows.length;
}

type FanOut = (events: RecordedEvent[]) => Promise<unknown>;

/**
 * Runs `fanOut` for an event that was not dispatched yet and for the others that wait with it, oldest first, and marks them
 * dispatched when that succeeded. Their rows are claimed by a lease meanwhile, so two workers never fan the same event out at
 * the same time; the loser does nothing. No transaction is open while `fanOut` works. When it fails for many, each is tried by
 * itself, and those that fail give their lease back; when the process dies, the leases run out and the sweep hands the events
 * over again. Returns the ids that this call dispatched; throws the first failure once the others are done.
 */
export async function dispatchWaiting(
  id: bigint,
  fanOut: FanOut,
  { leaseSeconds = LEASE_SECONDS } = {},
): Promise<bigint[]> {
  const done: bigint[] = [];
  for (let isFull = true; isFull;) {
    const events = await claimWaiting(id, leaseSeconds);
    isFull = events.length >= MOST_TAKEN;
    done.push(...(await fanOutAll(events, fanOut)));
  }
  return done;
}

type Claimed = RecordedEvent & { leasedUntil: Date };

/** Others only when they are due: one that has just failed is tried again by its own job. */
async function claimWaiting(id: bigint, leaseSeconds: number): Promise<Claimed[]> {
  const rows = await db().$queryRaw<Claimed[]>`
    UPDATE outbox_events
       SET leased_until = now() + ${leaseSeconds} * interval '1 second',
           hand_over_at = now() + ${leaseSeconds} * interval '1 second'
     WHERE id = ANY(${id}::bigint || ARRAY(
             SELECT id FROM outbox_events
              WHERE dispatched_at IS NULL AND hand_over_at <= now() AND (leased_until IS NULL OR leased_until <= now())
              ORDER BY hand_over_at, id LIMIT ${MOST_TAKEN} FOR UPDATE SKIP LOCKED))
       AND dispatched_at IS NULL AND (leased_until IS NULL OR leased_until <= now())
    RETURNING id, name, payload, leased_until AS "leasedUntil"`;
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

async function fanOutAll(events: Claimed[], fanOut: FanOut): Promise<bigint[]> {
  const [first] = events;
  if (!first) return [];
  try {
    await fanOut(events.map(({ id, name, payload }) => ({ id, name, payload })));
    return await markDispatched(events);
  } catch (error) {
    if (events.length > 1) return fanOutOneByOne(events, fanOut);
    const { id, leasedUntil } = first;
    await db().outboxEvent.updateMany({ where: { id, leasedUntil }, data: { leasedUntil: null } });
    throw error;
  }
}

async function fanOutOneByOne(events: Claimed[], fanOut: FanOut): Promise<bigint[]> {
  const tried: PromiseSettledResult<bigint[]>[] = [];
  for (const event of events) tried.push(...(await Promise.allSettled([fanOutAll([event], fanOut)])));
  const failed = tried.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
  return tried.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
}

async function markDispatched(events: Claimed[]): Promise<bigint[]> {
  const marked = await db().$queryRaw<{ id: bigint }[]>`
    UPDATE outbox_events SET dispatched_at = now(), leased_until = NULL
     WHERE id = ANY(${events.map(({ id }) => id)}::bigint[]) AND dispatched_at IS NULL RETURNING id`;
  return marked.map(({ id }) => id);
}

/** Deletes events that were dispatched more than `eventsKeptDays` ago, at most 10,000 per call. Returns how many. */
export async function deleteDispatchedEvents(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM outbox_events WHERE id IN (
      SELECT id FROM outbox_events
       WHERE dispatched_at < now() - ${eventsKeptDays} * interval '1 day'
       ORDER BY dispatched_at, id LIMIT ${dispatchedBatch})`;
}

/** Events that nobody has dispatched yet, and the age of the oldest in seconds; for /health/ready and /metrics. */
export async function outboxHealth(): Promise<{ waiting: number; oldestSeconds: number }> {
  const [row] = await db().$queryRaw<{ waiting: bigint; oldest: number | null }[]>`
    SELECT count(*) AS waiting, extract(epoch FROM now() - min(created_at))::float8 AS oldest
      FROM outbox_events WHERE dispatched_at IS NULL`;
  return { waiting: Number(row?.waiting ?? 0), oldestSeconds: row?.oldest ?? 0 };
}

function entryFor(id: bigint) {
  return { name: "infra.dispatch_event" as const, payload: { eventId: String(id) }, jobId: `event-${id}` };
}
