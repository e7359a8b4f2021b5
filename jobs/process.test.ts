import { fork, type ChildProcess } from "node:child_process";
import { afterAll, expect, test } from "vitest";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const started: ChildProcess[] = [];
afterAll(() => started.forEach((child) => child.kill("SIGKILL")));

async function startWorkerProcess(): Promise<{ child: ChildProcess; exit: Promise<number | null> }> {
  const child = fork("jobs/index.ts", {
    execArgv: ["--import", "tsx"],
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

test("the worker ends when its supervisor is gone", async () => {
  const { child, exit } = await startWorkerProcess();
  child.disconnect();
  expect(await exit).toBe(0);
});
