import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { withClient } from "#prisma/history.ts";
import * as postgres from "./postgres.ts";
import { freePort, isAlive } from "#server/boot/system/processes.ts";

const folder = mkdtempSync(path.join(inject("runFolder"), "postgres test-"));
chmodSync(folder, 0o711);
const options = { dir: path.join(folder, "postgres"), port: 0, password: "test", log: path.join(folder, "log") };
let server: postgres.Cluster;

beforeAll(async () => {
  options.port = await freePort();
  await postgres.ensureCluster(options);
  server = await postgres.startCluster(options);
});
afterAll(() => postgres.stopPostmaster(postgres.findOrphan(options.dir) ?? server.pid));

test("it is PostgreSQL 18, UTF-8, sorted by code point, on loopback only", async () => {
  const ask = (sql: string) =>
    withClient(postgres.clusterUrl(options, "postgres"), async (client) => (await client.query(sql)).rows[0]);
  expect(await ask("SELECT version() LIKE 'PostgreSQL 18%' AS is18")).toEqual({ is18: true });
  expect(await ask("SHOW server_encoding")).toEqual({ server_encoding: "UTF8" });
  expect(await ask("SHOW listen_addresses")).toEqual({ listen_addresses: "127.0.0.1" });
  expect(await ask("SELECT 'Z' < 'a' AS first, lower('ÉΩ') AS lower")).toEqual({ first: true, lower: "éω" });
});

test("its own server is recognised, and stopped in order", async () => {
  expect(postgres.findOrphan(options.dir)).toBe(server.pid);
  await postgres.stopPostmaster(server.pid);
  expect(isAlive(server.pid)).toBe(false);
  expect(postgres.findOrphan(options.dir)).toBeNull();
});

test("after kill -9, with the process id given to somebody else, it starts again", async () => {
  server = await postgres.startCluster(options);
  const gone = new Promise((resolve) => server.process.once("exit", resolve));
  server.process.kill("SIGKILL");
  await gone;
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await new Promise((resolve) => other.once("spawn", resolve));
  const pidFile = path.join(options.dir, "postmaster.pid");
  writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(other.pid)));
  try {
    expect(postgres.findOrphan(options.dir)).toBeNull();
    postgres.removeStalePidFile(options.dir);
    await expect
      .poll(async () => (server = await postgres.startCluster(options)).pid, { timeout: 10_000 })
      .toBeTruthy();
    expect(isAlive(other.pid!)).toBe(true);
  } finally {
    other.kill("SIGKILL");
  }
});
