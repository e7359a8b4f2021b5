import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { dispatchEvents, dispatchWaiting, sweepOutbox } from "#app/infra/outbox.server.ts";
import { closeQueue, queueHealth } from "#app/infra/queue.server.ts";
import { handedOver } from "#test/helpers/handed-over.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

async function recorded(): Promise<bigint> {
  const createdAt = new Date(Date.now() - 10_000);
  const data = { name: "accounts.zone.changed", payload: {}, createdAt };
  return (await db().outboxEvent.create({ data, select: { id: true } })).id;
}

/** Whether this call dispatched the event, whatever else waits. */
async function dispatchOnce(id: bigint, fanOut: () => Promise<unknown>, lease: { leaseSeconds?: number } = {}) {
  return (await dispatchWaiting(id, fanOut, lease)).includes(id);
}

const byId = (one: bigint, other: bigint) => (one < other ? -1 : 1);
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

test("what waits is taken together, in the order in which it happened, each by one worker", async () => {
  const ids = [];
  for (let index = 0; index < 12; index++) ids.push(await recorded());
  const taken: bigint[][] = [];
  const fanOut = async (events: { id: bigint }[]) => {
    taken.push(events.map(({ id }) => id));
    await rest(50);
  };
  const done = await Promise.all([ids[3]!, ids[11]!, ids[0]!].map((id) => dispatchWaiting(id, fanOut)));
  expect(done.flat().sort(byId)).toEqual(ids);
  expect(taken.flat().sort(byId)).toEqual(ids);
  expect(taken.length).toBeLessThan(4);
  for (const some of taken) expect(some).toEqual(some.toSorted(byId));
});

test("more than a batch is taken by one call", async () => {
  const data = Array.from({ length: 230 }, () => ({ name: "accounts.zone.changed", payload: {} }));
  await db().outboxEvent.createMany({ data });
  const { id } = await db().outboxEvent.findFirstOrThrow({ where: { dispatchedAt: null } });
  expect(await dispatchWaiting(id, async () => {})).toHaveLength(230);
  expect(await db().outboxEvent.count({ where: { dispatchedAt: null } })).toBe(0);
});

test("an event that cannot be fanned out holds no other back, and is left to its own next try", async () => {
  const [first, bad, last] = [await recorded(), await recorded(), await recorded()];
  const tried: bigint[] = [];
  const fanOut = async (events: { id: bigint }[]) => {
    tried.push(...events.map(({ id }) => id));
    if (events.some(({ id }) => id === bad)) throw new Error("of an unknown shape");
  };
  await expect(dispatchWaiting(first, fanOut)).rejects.toThrow("unknown shape");
  for (const id of [first, last]) expect(await rowOf(id)).toMatchObject({ dispatchedAt: expect.any(Date) });
  expect(await rowOf(bad)).toMatchObject({ dispatchedAt: null, leasedUntil: null });
  tried.length = 0;
  await dispatchWaiting(await recorded(), fanOut);
  expect(tried).not.toContain(bad);
  expect(await dispatchOnce(bad, async () => {})).toBe(true);
});

test("events that come one after the other are handed over by a job now and one at the end", async () => {
  await handedOver();
  const { waiting } = await queueHealth();
  const ids = [];
  for (let index = 0; index < 20; index++) ids.push(await recorded());
  await Promise.all(ids.map((id) => dispatchEvents([id])));
  expect((await queueHealth()).waiting).toBe(waiting + 2);
});
