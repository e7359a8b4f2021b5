import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, inject, test } from "vitest";
import { birthOf, lockHolder, releaseLock, takeLock } from "./lock.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(inject("runFolder"), "lock-"));
});

test("the lock is taken once, also twice by the same process, and given back", () => {
  expect(takeLock(folder)).toBeNull();
  expect(takeLock(folder)).toBeNull();
  expect(lockHolder(folder)).toBe(process.pid);
  releaseLock(folder);
  expect(lockHolder(folder)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test("while another process holds it, it says which", async () => {
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await new Promise((resolve) => other.once("spawn", resolve));
  const pid = other.pid!;
  writeLock({ pid, born: birthOf(pid) });
  expect(takeLock(folder)).toEqual({ heldBy: pid });
  const gone = new Promise((resolve) => other.once("exit", resolve));
  other.kill("SIGKILL");
  await gone;
  expect(takeLock(folder)).toBeNull();
});

test("a lock whose process id now belongs to somebody else is stale", () => {
  writeLock({ pid: process.ppid, born: "before the last restart" });
  expect(takeLock(folder)).toBeNull();
  expect(lockHolder(folder)).toBe(process.pid);
});

test("half a lock is stale", () => {
  writeFileSync(path.join(folder, "lock"), '{"pid":');
  expect(takeLock(folder)).toBeNull();
});

test("of many that start at once on a stale lock, one gets it", async () => {
  writeLock({ pid: 999_999_999, born: "long ago" });
  const script = `import { takeLock } from ${JSON.stringify(path.join(import.meta.dirname, "lock.mjs"))};
    console.log(takeLock(process.argv[1]) ? "no" : "mine"); setInterval(() => {}, 1000);`;
  const started = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ["--input-type=module", "-e", script, folder]),
  );
  const answers = await Promise.all(
    started.map(
      (child) => new Promise<string>((resolve) => child.stdout.once("data", (text) => resolve(`${text}`.trim()))),
    ),
  );
  for (const child of started) child.kill("SIGKILL");
  expect(answers.filter((answer) => answer === "mine")).toHaveLength(1);
});

function writeLock(lock: { pid: number; born: string | null }): void {
  writeFileSync(path.join(folder, "lock"), JSON.stringify(lock));
}
