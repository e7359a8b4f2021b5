import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { dispatchEvents, outboxHealth } from "#app/infra/outbox.server.ts";
import { closeQueue, queueHealth } from "#app/infra/queue.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const started: ChildProcess[] = [];

afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  await closeQueue();
});

function startWorkerProcess(): { ready: Promise<void>; kill: () => Promise<void> } {
  const child = spawn(process.execPath, ["--import", "tsx", "jobs/kill.fixture.ts"], {
    env: { ...process.env, LOG_LEVEL: "info", NODE_ENV: "test" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(child);
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout!.on("data", (text: Buffer) => String(text).includes("the worker is ready") && resolve());
    child.once("exit", (code) => reject(new Error(`the worker ended early (${code})`)));
  });
  ready.catch(() => {});
  const kill = () =>
    new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.kill("SIGKILL");
    });
  return { ready, kill };
}

const mails = () => readdirSync(path.join(env().DATA_DIR, "mail")).filter((name) => name.endsWith(".eml"));
const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("every event has its effect once, however often the worker is killed", { timeout: 180_000 }, async () => {
  mkdirSync(path.join(env().DATA_DIR, "mail"), { recursive: true });
  const wanted = Array.from({ length: 800 }, () => randomUUID());

  let worker = startWorkerProcess();
  await worker.ready;
  const begun = Date.now();
  const recording = (async () => {
    for (const [index, importRunId] of wanted.entries()) {
      // Every third event comes from a process that died right after its commit: nobody handed it over.
      if (index % 3 === 0) {
        await db().outboxEvent.create({ data: { name: "learning.import.requested", payload: { importRunId } } });
      } else await transaction((tx) => record(tx, "learning.import.requested", { importRunId }));
    }
  })();
  for (let kills = 0; kills < 3; kills++) {
    const before = mails().length;
    await expect.poll(() => mails().length, { timeout: 60_000, interval: 10 }).toBeGreaterThan(before + 50);
    await rest(Math.random() * 200);
    await worker.kill();
    worker = startWorkerProcess();
    await worker.ready;
  }
  await recording;
  // Handing over twice what is under way or done changes nothing.
  const ids = await db().outboxEvent.findMany({ select: { id: true }, take: 200 });
  await dispatchEvents(ids.map(({ id }) => id));

  await expect.poll(() => mails().length, { timeout: 120_000, interval: 100 }).toBe(wanted.length);
  await expect.poll(async () => (await outboxHealth()).waiting, { timeout: 30_000 }).toBe(0);
  await worker.kill();

  const rows = await db().outgoingMail.findMany({ select: { key: true, state: true, attempts: true } });
  expect(rows.map(({ key }) => key).sort()).toEqual(wanted.map((id) => `kill:${id}`).sort());
  const runs = readFileSync(path.join(env().DATA_DIR, "runs.txt"), "utf8").trim().split("\n");
  const repeated = runs.length - new Set(runs).size;
  expect(new Set(runs).size).toBe(wanted.length);
  console.info(
    `events ${wanted.length}, jobs repeated by the kills ${repeated}, mails ${mails().length}, seconds ${((Date.now() - begun) / 1000).toFixed(1)}`,
  );
});

test("everything that is counted is right, however often the worker is killed", { timeout: 180_000 }, async () => {
  const topic = await makeTopic();
  const followers = await Promise.all(Array.from({ length: 5 }, () => makeUser()));
  for (const person of followers) await setTopicLevel(person, topic.publicId, "watch");
  const writers = await Promise.all(Array.from({ length: 24 }, () => makeUser({ role: "trainer" })));
  const replies = 120;

  let worker = startWorkerProcess();
  await worker.ready;
  const posting = (async () => {
    for (let index = 0; index < replies; index++) {
      const reply = { publicId: topic.publicId, body: unique(`Reply ${index}`) };
      // Far enough apart for the limit on one person's posts.
      await postReply(writers[index % writers.length]!, reply, { at: new Date(Date.now() + index * 1000) });
    }
  })();
  const told = () => db().notificationEvent.count({ where: { notification: { userId: followers[0]!.id } } });
  for (let kills = 0; kills < 2; kills++) {
    const before = await told();
    await expect.poll(told, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before + 10);
    await worker.kill();
    worker = startWorkerProcess();
    await worker.ready;
  }
  await posting;
  const people = [...followers, topic.author].map(({ id }) => id);
  const where = { notification: { userId: { in: people } } };
  const all = people.length * replies;
  await expect
    .poll(() => db().notificationEvent.count({ where }), { timeout: 120_000, interval: 100 })
    .toBeGreaterThanOrEqual(all);
  await expect.poll(async () => (await outboxHealth()).waiting, { timeout: 30_000 }).toBe(0);
  await expect.poll(async () => (await queueHealth()).active, { timeout: 30_000 }).toBe(0);
  await worker.kill();

  expect(await db().notificationEvent.count({ where })).toBe(all);
  const counted = { replyCount: replies, lastReplyNumber: replies };
  expect(await db().topic.findUnique({ where: { id: topic.id } })).toMatchObject(counted);
  expect(await findWrongCounts({ neverRead: people })).toEqual([]);
});
