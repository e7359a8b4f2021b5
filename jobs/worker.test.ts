import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeQueue, enqueue, queueHealth } from "#app/infra/queue.server.ts";
import { db } from "#app/infra/db.server.ts";
import { deleteDispatchedEvents, sweepOutbox } from "#app/infra/outbox.server.ts";
import { unavailable } from "#app/infra/passing-failure.server.ts";
import type { Processors } from "#app/jobs.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { runSweep } from "#jobs/run-sweep.ts";
import { startWorker, type RunningWorker } from "#jobs/worker.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

let worker: RunningWorker;
const imported: string[] = [];
let slow = Promise.resolve();
/** What the next jobs fail with, one after the other. */
const failures: unknown[] = [];

const processors: Partial<Processors> = {
  "learning.import_course": async ({ importRunId }) => {
    await slow;
    const failure = failures.shift();
    if (failure) throw failure;
    imported.push(importRunId);
  },
};

beforeAll(async () => {
  worker = await startWorker({ processors });
});

afterAll(async () => {
  await worker.close();
  await closeQueue();
});

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const arrives = (id: string) => expect.poll(() => imported.includes(id), { interval: 2, timeout: 10_000 }).toBe(true);

/** Counts what every connection of this process says to the database meanwhile. */
async function countingQueries(work: () => Promise<unknown>): Promise<number> {
  const query = pg.Client.prototype.query;
  let count = 0;
  pg.Client.prototype.query = function (this: unknown, ...args: unknown[]) {
    count += 1;
    return Reflect.apply(query, this, args);
  } as typeof query;
  await work();
  pg.Client.prototype.query = query;
  return count;
}

test("an idle worker leaves the database alone", async () => {
  await rest(1000);
  const perSecond = (await countingQueries(() => rest(12_000))) / 12;
  console.info(`an idle worker: ${perSecond.toFixed(2)} statements per second`);
  expect(perSecond).toBeLessThan(3);
});

describe("an event", () => {
  test("reaches its job once its transaction has committed, and is marked", async () => {
    const importRunId = crypto.randomUUID();
    await transaction((tx) => record(tx, "learning.import.requested", { importRunId }));
    await arrives(importRunId);
    await expect.poll(() => db().outboxEvent.count({ where: { dispatchedAt: null } })).toBe(0);
  });

  test("of a transaction that fails has no effect", async () => {
    const importRunId = crypto.randomUUID();
    const failing = transaction(async (tx) => {
      await record(tx, "learning.import.requested", { importRunId });
      throw new Error("second thoughts");
    });
    await expect(failing).rejects.toThrow("second thoughts");
    await rest(300);
    expect(imported).not.toContain(importRunId);
  });

  test("that nobody handed over is found by the sweep, once it is old enough", async () => {
    const importRunId = crypto.randomUUID();
    const data = { name: "learning.import.requested", payload: { importRunId } };
    const { id } = await db().outboxEvent.create({ data });
    expect(await sweepOutbox()).toBe(0);
    await db().outboxEvent.update({ where: { id }, data: { createdAt: new Date(Date.now() - 10_000) } });
    // Twice at once, as two workers would.
    await Promise.all([sweepOutbox(), sweepOutbox()]);
    await arrives(importRunId);
    await rest(300);
    expect(imported.filter((each) => each === importRunId)).toHaveLength(1);
  });

  test("is forgotten a week after it was dispatched", async () => {
    const data = { name: "accounts.user.joined", payload: {} };
    const day = 24 * 3600_000;
    await db().outboxEvent.create({ data: { ...data, dispatchedAt: new Date(Date.now() - 8 * day) } });
    await db().outboxEvent.create({ data: { ...data, dispatchedAt: new Date(Date.now() - 6 * day) } });
    expect(await deleteDispatchedEvents()).toBe(1);
  });
});

test("a sweep runs in one worker at a time", async () => {
  let running = 0;
  let most = 0;
  const sweep = {
    name: "test.slow",
    everySeconds: 1,
    run: async () => {
      most = Math.max(most, ++running);
      await rest(200);
      running -= 1;
    },
  };
  const ran = await Promise.all([runSweep(sweep), runSweep(sweep), runSweep(sweep)]);
  expect(ran.filter(Boolean)).toHaveLength(1);
  expect(most).toBe(1);
  expect(await runSweep(sweep)).toBe(true);
});

test("a job that met a deadlock, a full pool or a database that was away is tried again", async () => {
  for (const failure of [{ code: "40P01" }, { code: "P2028" }, unavailable("away")]) {
    const importRunId = crypto.randomUUID();
    failures.push(Object.assign(new Error("for a moment"), failure));
    await enqueue("learning.import_course", { importRunId });
    await arrives(importRunId);
  }
  expect((await queueHealth()).dead).toBe(0);
});

test("a stopping worker finishes what it has begun and takes nothing new", async () => {
  let open = () => {};
  slow = new Promise((resolve) => (open = resolve));
  const first = crypto.randomUUID();
  await enqueue("learning.import_course", { importRunId: first });
  await expect.poll(async () => (await queueHealth()).active, { interval: 10 }).toBe(1);
  const closing = worker.close();
  await rest(100);
  const second = crypto.randomUUID();
  await enqueue("learning.import_course", { importRunId: second });
  setTimeout(open, 200);
  await closing;
  expect(imported).toContain(first);
  expect(imported).not.toContain(second);
  expect((await queueHealth()).waiting).toBe(1);
  worker = await startWorker({ processors });
  await arrives(second);
});
