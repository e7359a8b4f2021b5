import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { dispatchOnce, sweepOutbox } from "#app/infra/outbox.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

async function recorded(): Promise<bigint> {
  const createdAt = new Date(Date.now() - 10_000);
  const data = { name: "accounts.zone.changed", payload: {}, createdAt };
  return (await db().outboxEvent.create({ data, select: { id: true } })).id;
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const rowOf = (id: bigint) => db().outboxEvent.findUniqueOrThrow({ where: { id } });

/** A fan-out that takes as long as the test wants. */
function slowly() {
  const state = { runs: 0, end: () => {} };
  const ended = new Promise<void>((resolve) => (state.end = resolve));
  const fanOut = async () => {
    state.runs += 1;
    await ended;
  };
  return { state, fanOut };
}

test("an event is fanned out by one of two workers, in no transaction, and no sweep takes it meanwhile", async () => {
  const id = await recorded();
  const { state, fanOut } = slowly();
  const first = dispatchOnce(id, fanOut);
  await expect.poll(() => state.runs).toBe(1);
  expect(await dispatchOnce(id, fanOut)).toBe(false);
  expect(await sweepOutbox()).toBe(0);
  const [open] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
  expect(open!.count).toBe(0);
  state.end();
  expect(await first).toBe(true);
  expect(state.runs).toBe(1);
  expect(await rowOf(id)).toMatchObject({ dispatchedAt: expect.any(Date), leasedUntil: null });
  expect(await dispatchOnce(id, fanOut)).toBe(false);
});

test("a fan-out that fails gives the event back at once", async () => {
  const id = await recorded();
  await expect(dispatchOnce(id, () => Promise.reject(new Error("the queue is away")))).rejects.toThrow("away");
  expect(await rowOf(id)).toMatchObject({ dispatchedAt: null, leasedUntil: null });
  expect(await dispatchOnce(id, async () => {})).toBe(true);
});

test("an event whose worker died is taken over when the lease has run out", async () => {
  const id = await recorded();
  const { state, fanOut } = slowly();
  const dead = dispatchOnce(id, fanOut, { leaseSeconds: 1 });
  await expect.poll(() => state.runs).toBe(1);
  expect(await dispatchOnce(id, async () => {})).toBe(false);
  await rest(1100);
  expect(await sweepOutbox()).toBe(1);
  expect(await dispatchOnce(id, async () => {})).toBe(true);
  state.end();
  expect(await dead).toBe(false);
});
