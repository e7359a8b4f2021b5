import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { isAlive, isGoneWithin, pause } from "#server/boot/system/processes.ts";
import type { Question } from "./side-program.fixture.ts";
import { SideProgram, type SideProgramSettings } from "./side-program.server.ts";

const program = { name: "side-program-fixture", source: "app/infra/memory/side-program.fixture.ts" };
const started: SideProgram[] = [];

afterEach(async () => void (await Promise.all(started.splice(0).map((side) => side.close()))));

function makeProgram(settings: Partial<SideProgramSettings> = {}) {
  const side = new SideProgram({ ...program, ...settings });
  started.push(side);
  return {
    side,
    ask: (question: Question) => side.ask(question),
    say: (text: string) => side.ask({ is: "say", text }) as Promise<{ text: string; pid: number; bytes: Uint8Array }>,
  };
}

test("is one process, asked one thing after the other, in order", async () => {
  const { side, say } = makeProgram();
  expect(side.pid).toBeNull();
  const order: string[] = [];
  const texts = ["a", "b", "c", "d"];
  const answers = await Promise.all(texts.map((text) => say(text).finally(() => order.push(text))));
  expect(answers.map(({ text }) => text)).toEqual(texts);
  expect(order).toEqual(texts);
  expect(new Set(answers.map(({ pid }) => pid))).toEqual(new Set([side.pid]));
  expect(side.pid).not.toBe(process.pid);
  expect(Buffer.from(answers[3]!.bytes).toString()).toBe("d");
});

test("ends when nobody asks for a while, and another one starts with the next question", async () => {
  const { side, say } = makeProgram({ idle: 1500 });
  const first = (await say("a")).pid;
  await pause(100);
  expect((await say("b")).pid).toBe(first);
  expect(await isGoneWithin(first, 10_000)).toBe(true);
  expect(side.pid).toBeNull();
  expect((await say("c")).pid).not.toBe(first);
});

test("says what the program says is wrong, and goes on", async () => {
  const { ask, say } = makeProgram();
  const [failed, said] = await Promise.allSettled([ask({ is: "fail" }), say("after it")]);
  expect(failed).toMatchObject({ status: "rejected", reason: { message: expect.stringContaining("cannot be made") } });
  expect(said).toMatchObject({ status: "fulfilled", value: { text: "after it" } });
});

test("a program that dies over its work is asked once more; dead while it waits, it is started", async () => {
  const { ask, say } = makeProgram();
  const folder = mkdtempSync(path.join(tmpdir(), "side-program-"));
  const [again, next] = await Promise.all([ask({ is: "die once", mark: path.join(folder, "mark") }), say("next")]);
  rmSync(folder, { recursive: true });
  expect(again).toBe("made by the second");
  process.kill(next.pid, "SIGKILL");
  expect((await say("another")).pid).not.toBe(next.pid);
});

test("one that dies over it again is 503, and who asks next is answered", async () => {
  const { ask, say } = makeProgram();
  const [refused, said] = await Promise.allSettled([ask({ is: "die" }), say("after it")]);
  expect(refused).toMatchObject({ status: "rejected", reason: { code: "error.busy", status: 503 } });
  expect(said).toMatchObject({ status: "fulfilled", value: { text: "after it" } });
});

test("one that does not answer is killed, and after the second time this is 503", async () => {
  const { side, ask } = makeProgram({ patience: 1000 });
  await expect(ask({ is: "hang" })).rejects.toMatchObject({ code: "error.busy", status: 503 });
  expect(side.pid).toBeNull();
});

test("closing waits for what was asked; a signal to all ends nothing", async () => {
  const { side, say } = makeProgram();
  const { pid } = await say("a");
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.kill(pid, signal);
  const last = say("b");
  await side.close();
  expect((await last).pid).toBe(pid);
  expect(isAlive(pid)).toBe(false);
});

test("ends with the process that asks, also when that one is killed", async () => {
  const asker = fork(program.source, ["asks"], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [pid] = (await once(asker, "message")) as [number];
  expect(isAlive(pid)).toBe(true);
  asker.kill("SIGKILL");
  expect(await isGoneWithin(pid, 10_000)).toBe(true);
});
