import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { processors } from "#jobs/processors.ts";
import { startWorker, type RunningWorker } from "#jobs/worker.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

let worker: RunningWorker;
const original = processors["learning.import_course"];
let carriedOut = 0;

beforeAll(async () => {
  processors["learning.import_course"] = async () => void carriedOut++;
  worker = await startWorker();
});

afterAll(async () => {
  processors["learning.import_course"] = original;
  await worker.close();
  await closeQueue();
});

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function transactions(): Promise<number> {
  const [row] = await db().$queryRaw<{ n: bigint }[]>`
    SELECT xact_commit + xact_rollback AS n FROM pg_stat_database WHERE datname = current_database()`;
  return Number(row!.n);
}

test("events reach their job fast", async () => {
  const begun = performance.now();
  await transaction((tx) => record(tx, "learning.import.requested", { importRunId: crypto.randomUUID() }));
  await expect.poll(() => carriedOut, { interval: 2 }).toBe(1);
  const first = performance.now() - begun;
  const many = performance.now();
  for (let i = 0; i < 500; i++)
    await transaction((tx) => record(tx, "learning.import.requested", { importRunId: crypto.randomUUID() }));
  await expect.poll(() => carriedOut, { interval: 5, timeout: 20_000 }).toBe(501);
  const seconds = (performance.now() - many) / 1000;
  console.info(`first effect after ${first.toFixed(0)} ms, ${(1000 / seconds).toFixed(0)} jobs per second`);
});

test("an idle worker leaves the database alone", async () => {
  await rest(2000);
  const before = await transactions();
  await rest(12_000);
  const perSecond = ((await transactions()) - before) / 12;
  console.info(`idle: ${perSecond.toFixed(2)} transactions per second`);
  expect(perSecond).toBeLessThan(2);
});
