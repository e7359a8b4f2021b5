import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, describe, expect, inject, test } from "vitest";
import { withClient } from "#prisma/history.ts";
import { findRunningDatabase } from "#server/boot/database/embedded-database.ts";
import { freePort } from "#server/boot/system/processes.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";
import { isPostgresOf, processesOf } from "#test/helpers/site-processes.ts";

// The real `npm start`, in a folder of data of its own with a space in its name.
const dataDir = path.join(inject("runFolder"), "start test", "data");
mkdirSync(path.dirname(dataDir), { mode: 0o711 });
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const readyTime = { timeout: 240_000 };

type Start = { pid: number; output: () => string; ended: Promise<number | null>; untilReady: () => Promise<void> };

afterAll(() => processes().forEach((pid) => process.kill(pid, "SIGKILL")));

describe.skipIf(process.platform !== "linux")("npm start", { timeout: 300_000 }, () => {
  let site: Start;

  test("comes up, says where it is and who may sign in, and keeps its secret to itself", async () => {
    site = start();
    await site.untilReady();
    expect(site.output()).toContain(`Crossroads is ready: http://localhost:${port}`);
    expect(site.output()).toContain("admin@crossroads.test");
    expect(site.output()).toContain("/dev/mail");
    expect(statSync(path.join(dataDir, "database.json")).mode & 0o777).toBe(0o600);
    await sql("INSERT INTO rate_limits (key, points) VALUES ('kept', 1)");
  });

  test("refuses to start twice in the same folder, and on a port that is taken", async () => {
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`running here already (process ${site.pid}`);
    const elsewhere = start({ DATA_DIR: path.join(path.dirname(dataDir), "other") });
    expect(await elsewhere.ended).toBe(1);
    expect(elsewhere.output()).toMatch(/Port \d+ .*is taken[^]*PORT=\d+ npm start/);
  });

  test("is ready again after kill -9 of web, worker and database", async () => {
    for (const pid of processes().filter((one) => one !== site.pid)) process.kill(pid, "SIGKILL");
    await expect.poll(isReady, { timeout: 60_000 }).toBe(false);
    await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
  });

  test("leaves nothing when it is killed with -9 itself", async () => {
    process.kill(site.pid, "SIGKILL");
    await expect.poll(processes, { timeout: 40_000 }).toEqual([]);
  });

  test("starts again with its data, past a lock and a database that killed processes left behind", async () => {
    site = start();
    await site.untilReady();
    // All at one stroke: a child that notices the loss of the others would stop the database in order.
    spawnSync("kill", [
      "-9",
      ...processes()
        .filter((one) => !isPostgres(one))
        .map(String),
    ]);
    expect(processes().some(isPostgres)).toBe(true);
    site = start();
    await site.untilReady();
    expect(await sql("SELECT points FROM rate_limits WHERE key = 'kept'")).toEqual([{ points: 1 }]);
    expect(site.output()).not.toContain("Writing the first content");
  });

  test("ends in order on Ctrl-C: nothing left running, no lock", async () => {
    process.kill(site.pid, "SIGINT");
    expect(await site.ended).toBe(0);
    expect(processes()).toEqual([]);
    expect(readdirSync(dataDir)).not.toContain("lock");
    expect(existsSync(path.join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  });

  test("begins anew when its first content was cut off, and can be ended while it starts", async () => {
    writeFileSync(path.join(dataDir, "filling"), "");
    site = start();
    await expect.poll(site.output, readyTime).toContain("Writing the first content");
    process.kill(site.pid, "SIGTERM");
    expect(await site.ended).toBe(0);
    expect(processes()).toEqual([]);
    expect(readdirSync(dataDir)).toContain("filling");
    site = start();
    await site.untilReady();
    expect(readdirSync(dataDir)).not.toContain("filling");
    expect(await sql("SELECT points FROM rate_limits WHERE key = 'kept'")).toEqual([]);
    process.kill(site.pid, "SIGINT");
    expect(await site.ended).toBe(0);
  });

  test("a taken port ends it before anything else is started", async () => {
    const other = createServer().listen(port, "0.0.0.0");
    site = start();
    expect(await site.ended).toBe(1);
    other.close();
    expect(processes()).toEqual([]);
  });
});

function start(more: Record<string, string> = {}): Start {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: String(port), ...more };
  const child = spawn(process.execPath, ["server/boot/start.mjs"], {
    cwd: projectRoot(),
    env: env as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  void ended.then(() => (output += "\n[ended]"));
  const untilReady = async () => {
    await expect.poll(() => output, readyTime).toMatch(/Started in|\[ended\]/);
    expect(output).toContain("Started in");
    expect(await isReady()).toBe(true);
  };
  return { pid: child.pid!, output: () => output, ended, untilReady };
}

async function isReady(): Promise<boolean> {
  const answer = await fetch(`${address}/health/ready`).catch(() => null);
  return answer?.ok ?? false;
}

async function sql(text: string): Promise<unknown[]> {
  return withClient(findRunningDatabase(dataDir)!, async (client) => (await client.query(text)).rows);
}

const processes = () => processesOf(dataDir);
const isPostgres = (pid: number) => isPostgresOf(dataDir, pid);
