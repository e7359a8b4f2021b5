import { fork, type ChildProcess } from "node:child_process";
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
