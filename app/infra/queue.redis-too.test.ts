import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  closeQueue,
  enqueue,
  enqueueAll,
  listDeadJobs,
  queueHealth,
  retryDeadJobs,
  retryPause,
} from "#app/infra/queue.server.ts";
import type { JobPayload } from "#app/jobs.ts";
import { startWorker, type RunningWorker } from "#jobs/worker.ts";
import { AppError } from "#app/infra/app-error.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

/** What the stand-in for the processor of "mail.send" was asked for, and what it should do about a key. */
const asked: string[] = [];
const behaviour = new Map<string, (time: number) => void | Promise<void>>();

let worker: RunningWorker;

beforeAll(async () => {
  const sendMail = async ({ key }: JobPayload<"mail.send">) => {
    asked.push(key);
    await behaviour.get(key)?.(times(key));
  };
  worker = await startWorker({ processors: { "mail.send": sendMail } });
});

afterAll(async () => {
  await worker.close();
  await closeQueue();
});

const times = (key: string) => asked.filter((each) => each === key).length;
const until = (check: () => boolean | Promise<boolean>) =>
  expect.poll(check, { timeout: 15_000, interval: 20 }).toBe(true);
const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("a job", () => {
  test("runs", async () => {
    await enqueue("mail.send", { key: "plain" });
    await until(() => times("plain") === 1);
  });

  test("with a wrong payload is refused where it is asked for", async () => {
    await expect(enqueue("mail.send", { key: 7 } as never)).rejects.toThrow();
  });

  test("that fails is tried again", async () => {
    behaviour.set("flaky", (time) => {
      if (time === 1) throw new Error("not yet");
    });
    await enqueue("mail.send", { key: "flaky" });
    await until(() => times("flaky") === 2);
    await rest(300);
    expect(times("flaky")).toBe(2);
  });

  test("that the domain refuses is dead at once, kept, and lives again when it is asked for again", async () => {
    behaviour.set("refused", (time) => {
      if (time === 1) throw new AppError("error.not_found", 404);
    });
    await enqueue("mail.send", { key: "refused" }, { jobId: "refused" });
    await until(async () => (await queueHealth()).dead === 1);
    expect(times("refused")).toBe(1);
    await enqueue("mail.send", { key: "refused" }, { jobId: "refused" });
    await until(() => times("refused") === 2);
    await until(async () => (await queueHealth()).dead === 0);
  });

  test("that is dead is listed with its reason, and is tried again when somebody says so, and only then", async () => {
    behaviour.set("buried", (time) => {
      if (time === 1) throw new AppError("error.not_found", 404);
    });
    await enqueue("mail.send", { key: "buried" }, { jobId: "buried" });
    await until(async () => (await queueHealth()).dead === 1);
    expect(await listDeadJobs(10)).toMatchObject([{ id: "buried", name: "mail.send", attempts: 1 }]);
    expect(await retryDeadJobs("unknown")).toBe(0);
    expect(await retryDeadJobs()).toBe(1);
    await until(() => times("buried") === 2);
    await until(async () => (await queueHealth()).dead === 0);
    expect([await listDeadJobs(10), await retryDeadJobs()]).toEqual([[], 0]);
  });

  test("waits for its delay", async () => {
    const start = Date.now();
    await enqueue("mail.send", { key: "later" }, { delay: 700 });
    await until(() => times("later") === 1);
    expect(Date.now() - start).toBeGreaterThanOrEqual(690);
    expect(Date.now() - start).toBeLessThan(4000);
  });
});

describe("a natural id", () => {
  test("makes one job of many requests while the job waits", async () => {
    for (let i = 0; i < 5; i++) await enqueue("mail.send", { key: "once" }, { jobId: "once", delay: 400 });
    await until(() => times("once") === 1);
    await rest(300);
    expect(times("once")).toBe(1);
  });

  test("does not swallow a later request once the job is done", async () => {
    await enqueue("mail.send", { key: "again" }, { jobId: "again" });
    await until(() => times("again") === 1);
    await until(async () => (await queueHealth()).active === 0);
    await enqueue("mail.send", { key: "again" }, { jobId: "again" });
    await until(() => times("again") === 2);
  });

  test("that is remembered swallows a redelivery", async () => {
    const entry = { name: "mail.send" as const, payload: { key: "kept" }, jobId: "event-1-mail.send", remember: true };
    await enqueueAll([entry, entry]);
    await until(() => times("kept") === 1);
    await until(async () => (await queueHealth()).active === 0);
    await enqueueAll([entry]);
    await rest(300);
    expect(times("kept")).toBe(1);
  });
});

test("mass work waits until nothing else does", async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const blockers = Array.from({ length: 20 }, (_, i) => `blocker-${i}`);
  for (const key of blockers) behaviour.set(key, () => gate);
  await enqueueAll(blockers.map((key) => ({ name: "mail.send" as const, payload: { key } })));
  await until(async () => (await queueHealth()).active > 0);
  await enqueue("mail.send", { key: "mass" }, { bulk: true });
  await enqueueAll(
    Array.from({ length: 20 }, (_, i) => ({ name: "mail.send" as const, payload: { key: `prompt-${i}` } })),
  );
  open();
  await until(() => times("mass") === 1 && times("prompt-19") === 1);
  // Several jobs are begun at once and each on its own connection, so that no single one of them has a sure place.
  const before = asked.slice(0, asked.indexOf("mass")).filter((key) => key.startsWith("prompt-"));
  expect(before.length).toBeGreaterThan(10);
});

test("pauses double up to an hour", () => {
  expect(retryPause(1)).toBeLessThanOrEqual(1250);
  expect(retryPause(5)).toBeGreaterThanOrEqual(12_000);
  expect(retryPause(29)).toBeLessThanOrEqual(1.25 * 3_600_000);
});
