import { fork, type ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { sweepOutbox } from "#app/infra/outbox.server.ts";
import { lockConnectionName, makeProcessLocks, type ProcessLocks } from "#app/infra/process-locks.server.ts";
import { closeQueue, queueHealth } from "#app/infra/queue.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { runSweep } from "#jobs/run-sweep.ts";
import { sweeps } from "#jobs/schedule.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

let child: ChildProcess | null = null;
const made: ProcessLocks[] = [];

beforeAll(() => {
  process.env.DATABASE_POOL = "3";
  forgetSingleton("env");
});
afterEach(async () => {
  await Promise.all(made.splice(0).map((locks) => locks.close()));
});
afterAll(async () => {
  child?.kill("SIGKILL");
  delete process.env.DATABASE_POOL;
  await closeQueue();
});

/** The locks of one worker. */
function worker(): ProcessLocks {
  const locks = makeProcessLocks();
  made.push(locks);
  return locks;
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A sweep that lasts until it is told to end, and counts how many of it run side by side. */
function lasting(name: string) {
  const state = { running: 0, most: 0, end: () => {} };
  const ended = new Promise<void>((resolve) => (state.end = resolve));
  const run = async () => {
    state.most = Math.max(state.most, ++state.running);
    await ended;
    state.running -= 1;
  };
  return { sweep: { name, everySeconds: 1, run }, state };
}

test("every sweep at once, on a pool of three connections, comes to its end", async () => {
  expect(sweeps).toHaveLength(31);
  const locks = worker();
  const ran = await Promise.all(sweeps.map((sweep) => runSweep(sweep, { locks })));
  expect(ran).toEqual(sweeps.map(() => true));
});

test("a sweep that waits for the pool holds none of its connections", async () => {
  const locks = worker();
  const asking = Array.from({ length: 9 }, (_, index) => ({
    name: `test.asking_${index}`,
    everySeconds: 1,
    run: () => db().$transaction((tx) => tx.$queryRaw`SELECT pg_sleep(0.05)::text`),
  }));
  const ran = await Promise.all(asking.map((sweep) => runSweep(sweep, { locks })));
  expect(ran).toEqual(asking.map(() => true));
});

test("two workers do not run the same sweep at once, but different ones they do", async () => {
  const [one, two] = [worker(), worker()];
  const [first, other] = [lasting("test.first"), lasting("test.other")];
  const running = runSweep(first.sweep, { locks: one });
  await expect.poll(() => first.state.running).toBe(1);
  expect(await runSweep(first.sweep, { locks: two })).toBe(false);
  expect(await runSweep(first.sweep, { locks: one })).toBe(false);
  const beside = runSweep(other.sweep, { locks: two });
  await expect.poll(() => other.state.running).toBe(1);
  first.state.end();
  other.state.end();
  expect(await Promise.all([running, beside])).toEqual([true, true]);
  expect(first.state.most).toBe(1);
  expect(await runSweep(first.sweep, { locks: two })).toBe(true);
});

test("the lock of a worker that is killed is free again", async () => {
  const name = "test.killed";
  child = fork("jobs/lock.fixture.ts", [`sweep:${name}`], { execArgv: ["--import", "tsx"], env: process.env });
  await new Promise((resolve) => child!.once("message", resolve));
  const { sweep, state } = lasting(name);
  state.end();
  const locks = worker();
  expect(await runSweep(sweep, { locks })).toBe(false);
  child.kill("SIGKILL");
  await expect.poll(() => runSweep(sweep, { locks }), { timeout: 10_000 }).toBe(true);
});

test("a lost connection ends the run after its batch, and the next run makes another", async () => {
  const [one, two] = [worker(), worker()];
  let batches = 0;
  const sweep = {
    name: "test.cut_off",
    everySeconds: 1,
    batch: 1,
    run: async () => {
      batches += 1;
      if (batches === 3) {
        await db().$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                              WHERE application_name = ${lockConnectionName} AND datname = current_database()`;
        await rest(200);
      }
      return 1;
    },
  };
  expect(await runSweep(sweep, { locks: one })).toBe(true);
  expect(batches).toBe(3);
  // Nobody holds the lock any more, and both workers can take it.
  const once = { ...sweep, run: async () => 0 };
  expect(await runSweep(once, { locks: two })).toBe(true);
  expect(await runSweep(once, { locks: one })).toBe(true);
});

test("a batch that came back full is followed by another at once, until one does not or the worker stops", async () => {
  const locks = worker();
  const counts = [2, 2, 1, 2];
  const sweep = { name: "test.full", everySeconds: 3600, batch: 2, run: async () => counts.shift() };
  await runSweep(sweep, { locks });
  expect(counts).toEqual([2]);
  const stopping = new AbortController();
  let calls = 0;
  const endless = { ...sweep, run: async () => (++calls === 5 && stopping.abort(), 2) };
  await runSweep(endless, { locks, stopping: stopping.signal });
  expect(calls).toBe(5);
});

test("a sweep that throws frees its lock", async () => {
  const sweep = { name: "test.throws", everySeconds: 1, run: () => Promise.reject(new Error("no")) };
  const [one, two] = [worker(), worker()];
  await expect(runSweep(sweep, { locks: one })).rejects.toThrow("no");
  expect(await runSweep({ ...sweep, run: async () => 0 }, { locks: two })).toBe(true);
});

test("more events than one batch are handed over in one run, each once", async () => {
  const createdAt = new Date(Date.now() - 10_000);
  const data = Array.from({ length: 1100 }, () => ({ name: "accounts.zone.changed", payload: {}, createdAt }));
  await db().outboxEvent.createMany({ data });
  const before = (await queueHealth()).waiting;
  await runSweep(
    sweeps.find(({ name }) => name === "outbox.hand_over")!,
    { locks: worker() },
  );
  expect((await queueHealth()).waiting - before).toBe(1100);
  // All are in hand now: the next run finds none, until a minute has passed.
  expect(await sweepOutbox()).toBe(0);
  await db().outboxEvent.updateMany({ data: { handOverAt: new Date() } });
  expect(await sweepOutbox()).toBe(500);
});
