import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync } from "node:fs";
import { get } from "node:http";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";
import { type Child, superviseChild } from "#server/boot/programs/children.ts";
import { builtPrograms } from "#server/boot/programs/programs.ts";
import { commandOf, freePort } from "#server/boot/system/processes.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { processesOf } from "#test/helpers/site-processes.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

// The built web server with a small heap, into which a signal puts what never goes away.
const heap = 128;
const dataDir = mkdtempSync(path.join(inject("runFolder"), "near-limit-"));
const port = await freePort();
const url = `http://localhost:${port}`;
// It grows until 84 % of the heap are full, whatever the program itself needs: more than the 75 % at which a successor is asked for, and
// less than what V8 gives up at. From there on it only changes, so that there is always something to collect.
const leak = `import { getHeapStatistics } from "node:v8";
  const held = []; let turn = 0;
  const make = () => Array.from({ length: 40_000 }, (_, n) => ({ n }));
  const mayGrow = () => getHeapStatistics().used_heap_size < 0.84 * ${heap} * 2 ** 20;
  process.on("SIGUSR2", () => setInterval(() => { held[mayGrow() ? held.length : turn++ % held.length] = make(); }, 20));`;
const shown: string[] = [];
let web: Child;

beforeAll(() => {
  if (!existsSync(path.resolve("build/assets.json"))) throw new Error("There is no build to test: run `npm test`.");
  const program = builtPrograms({ web: heap, worker: heap }).web;
  const flags = [...program.flags, `--import=data:text/javascript,${encodeURIComponent(leak)}`];
  const more = { PORT: String(port), HOST: "127.0.0.1", PUBLIC_URL: url, DATA_DIR: dataDir, LOG_LEVEL: "warn" };
  const variables = { ...process.env, ...more, NODE_ENV: "production", EMBEDDED: "1" } as unknown as NodeJS.ProcessEnv;
  const around = {
    root: projectRoot(),
    variables,
    logs: path.join(dataDir, "logs"),
    show: (line: string) => void shown.push(line),
  };
  web = superviseChild({ ...program, flags }, around);
});
afterAll(() => web.stop());

const webPids = () => processesOf(dataDir).filter((pid) => commandOf(pid).includes("web.js"));
const patience = { timeout: 90_000, interval: 50 };

test.skipIf(process.platform !== "linux")(
  "a web process whose heap is nearly full is followed by another: everybody is answered, nothing that was sent is lost",
  { timeout: 240_000 },
  async () => {
    await expect.poll(() => ask("/health/ready"), patience).toBe(200);
    const { code } = await makeSpace();
    const writers = await Promise.all(Array.from({ length: 4 }, () => makeUser({ role: "trainer" })));
    const { publicId } = await makeTopic({ spaceCode: code, author: writers[0]! });
    const said: string[] = [];
    const faults: unknown[] = [];
    let isOver = false;
    const crowd = [
      ...writers.map(async (actor) => {
        const visitor = await signedIn({ url }, actor);
        while (!isOver) {
          const body = `Said ${randomUUID()}`;
          const fields = { intent: "send", body, language: "en", clientId: randomUUID() };
          const status = await visitor.post(`/topics/${publicId}/reply`, fields).then(
            (answer) => answer.status,
            (error: Error) => String(error.cause ?? error),
          );
          if (typeof status === "number" && status < 400) said.push(body);
          else if (status !== 503) faults.push(status);
        }
      }),
      ...["/", "/health/live", `/topics/${publicId}`].map(async (address) => {
        while (!isOver) {
          const status = await ask(address);
          if (typeof status === "string" || (status >= 400 && status !== 503)) faults.push(`${address}: ${status}`);
        }
      }),
    ];
    const [full] = webPids();
    await expect.poll(() => said.length, patience).toBeGreaterThan(20);
    process.kill(full!, "SIGUSR2");
    await expect.poll(() => webPids().filter((pid) => pid !== full).length, patience).toBe(1);
    await expect.poll(webPids, patience).not.toContain(full);
    const before = said.length;
    await expect.poll(() => said.length, patience).toBeGreaterThan(before + 20);
    isOver = true;
    await Promise.all(crowd);
    expect(faults).toEqual([]);
    expect(shown.filter((line) => line.includes("nearly filled its memory"))).toHaveLength(1);
    expect(web.deaths()).toBe(0);
    const kept = await db().reply.findMany({ where: { body: { in: said } }, select: { body: true } });
    expect(kept.map(({ body }) => body).sort()).toEqual(said.sort());
  },
);

test.skipIf(process.platform !== "linux")(
  "who comes while a killed web process is started again waits and is answered",
  { timeout: 120_000 },
  async () => {
    const [pid] = webPids();
    process.kill(pid!, "SIGKILL");
    await expect.poll(webPids, patience).not.toContain(pid);
    expect(await ask("/health/live")).toBe(200);
    expect(web.deaths()).toBe(1);
  },
);

/** Over a connection of its own; what went wrong where nothing came back. */
function ask(address: string): Promise<number | string> {
  return new Promise((resolve) => {
    get({ port, host: "127.0.0.1", path: address, agent: false, headers: { accept: "text/html" } }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode!));
      answer.once("error", (error) => resolve(String(error)));
    }).once("error", (error) => resolve(String(error)));
  });
}
