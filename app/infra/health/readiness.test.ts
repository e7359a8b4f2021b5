import { setTimeout as pause } from "node:timers/promises";
import { createServer, type AddressInfo, type Socket } from "node:net";
import type { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { pool } from "#app/infra/db.server.ts";
import { askAfterDatabase, isDatabaseAway, watchDatabase } from "#app/infra/health/database-presence.server.ts";
import { checkNeeds, closeReadiness, findUnready } from "#app/infra/health/readiness.server.ts";
import { askReserved, closeReserved } from "#app/infra/health/reserved-connection.server.ts";
import { env } from "#app/infra/env.server.ts";
import { passingKind } from "#app/infra/passing-failure.server.ts";
import { findSingleton, forgetSingleton } from "#app/lib/singleton.ts";
import { knownMigrations } from "#prisma/history.ts";
import { type Line, makeLine } from "#test/helpers/database-line.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
let line: Line;
let direct: string;
const known = knownMigrations();

beforeAll(async () => {
  direct = process.env.DATABASE_URL!;
  line = await makeLine(direct);
  process.env.DATABASE_URL = line.url;
  forgetSingleton("env");
});
afterEach(() => line.open());
afterAll(async () => {
  closeReserved();
  closeReadiness();
  await line.end();
});

/** The answer, and whether it came at all: generous, since the machine may be busy with other tests. */
async function ask(migrations = known) {
  const began = performance.now();
  const names = await checkNeeds(migrations);
  return { names, isInTime: performance.now() - began < 10_000 };
}

test("says ready when everything answers, also while every connection of the pool is taken", async () => {
  expect(await ask()).toEqual({ names: [], isInTime: true });
  const clients = await Promise.all(Array.from({ length: env().DATABASE_POOL }, () => pool().connect()));
  expect(await ask()).toEqual({ names: [], isInTime: true });
  for (const client of clients) client.release();
});

test("names a database that refuses, and one that accepts and never answers, and is ready again after it", async () => {
  await line.cut();
  expect(await ask()).toEqual({ names: ["database", "queue"], isInTime: true });
  await line.open();
  expect(await ask()).toEqual({ names: [], isInTime: true });
  line.freeze();
  // A connection that was open before, then new ones.
  for (let round = 0; round < 2; round++) {
    expect(await ask()).toEqual({ names: ["database", "queue"], isInTime: true });
  }
  await line.open();
  expect(await ask()).toEqual({ names: [], isInTime: true });
});

test("names migrations that the database has not seen, and forgives those that a newer node has brought", async () => {
  expect((await ask([...known, "20990101000000_tomorrow"])).names).toEqual(["migrations"]);
  expect((await ask(known.slice(0, -1))).names).toEqual([]);
});

test("what a balancer asks again and again costs one look, answers a crowd at once, and notices within seconds", async () => {
  closeReadiness();
  expect(await findUnready(known)).toEqual([]);
  line.freeze();
  const crowd = await Promise.all(Array.from({ length: 500 }, () => findUnready(known)));
  expect(new Set(crowd.map((names) => names.join()))).toEqual(new Set([""]));
  await expect.poll(() => findUnready(known), { timeout: 10_000 }).toEqual(["database", "queue"]);
  await line.open();
  await expect.poll(() => findUnready(known), { timeout: 10_000 }).toEqual([]);
  closeReadiness();
});

test("a process that is late with everything does not take the database for silent", async () => {
  const end = performance.now() + 4000;
  // Longer than the patience, so that its time is over at each turn.
  const block = () => {
    const until = performance.now() + 700;
    while (performance.now() < until);
    if (performance.now() < end) setImmediate(block);
  };
  const asking = checkNeeds(known);
  setImmediate(block);
  expect(await asking).toEqual([]);
});

test("a database that hangs counts as away after two questions, and what waits for it over the pool fails", async () => {
  await askAfterDatabase();
  expect(isDatabaseAway()).toBe(false);
  const clients = await Promise.all([pool().connect(), pool().connect()]);
  line.freeze();
  const answers = clients.map((client) => client.query("SELECT 1").catch((error: Error) => error));
  await askAfterDatabase();
  expect(isDatabaseAway()).toBe(true);
  for (const answer of await Promise.all(answers)) expect(answer).toBeInstanceOf(Error);
  for (const client of clients) client.release(true);
  await line.open();
  await askAfterDatabase();
  expect(isDatabaseAway()).toBe(false);
});

test("after it nothing that broke is handed out again, and one that is held between two statements ends nothing", async () => {
  const held = await pool().connect();
  const others = await Promise.all(Array.from({ length: env().DATABASE_POOL - 1 }, () => pool().connect()));
  for (const client of others) client.release();
  line.freeze();
  await askAfterDatabase();
  expect(isDatabaseAway()).toBe(true);
  await line.open();
  const answers = await Promise.allSettled(others.map(() => pool().query("SELECT 1")));
  expect(answers.map(({ status }) => status)).toEqual(others.map(() => "fulfilled"));
  expect(passingKind(await held.query("SELECT 1").catch((error: Error) => error))).toBe("away");
  held.release();
  await askAfterDatabase();
});

test("a question that took too long, and the end of all questions, say nothing about those beside them", async () => {
  await askAfterDatabase();
  const slow = askReserved("SELECT pg_sleep(30)").catch((error: Error) => error);
  await pause(1300);
  const beside = askReserved("SELECT 1");
  expect(await slow).toBeInstanceOf(Error);
  expect((await beside).rowCount).toBe(1);
  const stop = watchDatabase();
  const asked = askAfterDatabase();
  stop();
  closeReserved();
  await asked;
  expect(isDatabaseAway()).toBe(false);
  expect((await pool().query("SELECT 1")).rowCount).toBe(1);
});

test("names a Redis that accepts and never answers, and the queue that is kept in it", async () => {
  const held: Socket[] = [];
  const mute = createServer((socket) => held.push(socket.on("error", () => {})));
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  process.env.REDIS_URL = `redis://127.0.0.1:${(mute.address() as AddressInfo).port}`;
  forgetSingleton("env");
  expect(await ask()).toEqual({ names: ["queue", "redis"], isInTime: true });
  expect(await ask()).toEqual({ names: ["queue", "redis"], isInTime: true });
  closeReadiness();
  findSingleton<{ options: { connection: Redis } }>("queue-connection")?.options.connection.disconnect();
  for (const name of ["queue", "queue-connection"]) forgetSingleton(name);
  for (const socket of held) socket.destroy();
  mute.close();
  delete process.env.REDIS_URL;
  forgetSingleton("env");
});
