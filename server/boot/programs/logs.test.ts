import { mkdtempSync, readdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, inject, test } from "vitest";
import { openLog, readableLine, throttle } from "./logs.ts";

test("warnings and errors are shown in words, the rest is not", () => {
  const line = (entry: object) => readableLine("web", JSON.stringify(entry));
  expect(line({ level: 30, msg: "a request" })).toBeNull();
  expect(line({ level: 40, msg: "slow" })).toBe("[web] warning: slow");
  expect(line({ level: 50, msg: "a request failed", err: { message: "no such table\nLINE 1" } })).toBe(
    "[web] error: a request failed: no such table",
  );
  expect(readableLine("web", "TypeError: x is not a function")).toBe("[web] TypeError: x is not a function");
  expect(readableLine("web", "null")).toBeNull();
  expect(readableLine("web", " ")).toBeNull();
});

test("a log file is moved aside before it grows beyond its limit, and three are kept", () => {
  const folder = mkdtempSync(path.join(inject("runFolder"), "logs-"));
  const file = path.join(folder, "web.log");
  for (let turn = 0; turn < 6; turn++) {
    writeFileSync(file, "");
    truncateSync(file, 11 * 1024 * 1024);
    openLog(file).write("the next line\n");
  }
  expect(readdirSync(folder).sort()).toEqual(["web.log", "web.log.1", "web.log.2", "web.log.3"]);
  expect(statSync(file).size).toBe("the next line\n".length);
});

test("a flood of lines is cut", () => {
  const shown: string[] = [];
  const show = throttle((line) => shown.push(line), 3);
  for (let number = 0; number < 100; number++) show(`line ${number}`);
  expect(shown).toEqual(["line 0", "line 1", "line 2"]);
});
