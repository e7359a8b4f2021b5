import { fork, spawn, type ChildProcess } from "node:child_process";
import { afterAll, expect, test } from "vitest";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const started: ChildProcess[] = [];
afterAll(() => started.forEach((child) => child.kill("SIGKILL")));

async function startWorkerProcess(
  flags: string[] = [],
): Promise<{ child: ChildProcess; exit: Promise<number | null> }> {
  const child = fork("jobs/index.ts", {
    execArgv: ["--import", "tsx", ...flags],
    env: { ...process.env, LOG_LEVEL: "info" },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  started.push(child);
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await new Promise<void>((resolve) =>
    child.stdout!.on("data", (text: Buffer) => String(text).includes("the worker is ready") && resolve()),
  );
  return { child, exit };
}

test("the worker ends cleanly when it is asked to", async () => {
  const { child, exit } = await startWorkerProcess();
  child.kill("SIGTERM");
  expect(await exit).toBe(0);
});

test.each(["setTimeout(() => { throw new Error('thrown') })", "void Promise.reject(new Error('rejected'))"])(
  "what nobody caught (%s) is logged as fatal, and the process ends in order to be started again",
  async (fault) => {
    const flag = `--import=data:text/javascript,${encodeURIComponent(`process.on("SIGUSR2", () => { ${fault} })`)}`;
    const { child, exit } = await startWorkerProcess([flag]);
    let log = "";
    child.stdout!.on("data", (text: Buffer) => (log += String(text)));
    child.kill("SIGUSR2");
    expect(await exit).toBe(1);
    expect(log).toContain('"level":60');
    expect(log).toMatch(/"message":"(thrown|rejected)"/);
  },
);

test("the worker ends when its supervisor is gone", async () => {
  const { child, exit } = await startWorkerProcess();
  child.disconnect();
  expect(await exit).toBe(0);
});

test("a worker whose heap is nearly full, with nobody to start another, ends in order with the code that asks for it", async () => {
  const leak = `import { getHeapStatistics } from "node:v8";
    const most = 0.85 * 192 * 2 ** 20;
    const held = []; let turn = 0;
    const make = () => Array.from({ length: 20_000 }, (_, n) => ({ n }));
    const fill = () => {
      if (getHeapStatistics().used_heap_size < most) held.push(make());
      else held[turn++ % held.length] = make();
    };
    process.on("SIGUSR2", () => setInterval(fill, 20))`;
  const fill = `--import=data:text/javascript,${encodeURIComponent(leak)}`;
  const flags = ["--import", "tsx", "--heap-growing-percent=30", "--max-old-space-size=192", fill];
  const env = { ...process.env, LOG_LEVEL: "info" } as unknown as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, [...flags, "jobs/index.ts"], { env, stdio: ["ignore", "pipe", "inherit"] });
  started.push(child);
  let log = "";
  child.stdout.on("data", (text: Buffer) => (log += String(text)));
  const exit = new Promise((resolve) => child.once("exit", resolve));
  await expect.poll(() => log, { timeout: 30_000 }).toContain("the worker is ready");
  child.kill("SIGUSR2");
  expect(await exit).toBe(75);
  expect(log).toContain("the heap is near its limit");
  expect(log).toContain("the worker stops");
});
