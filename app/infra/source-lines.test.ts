import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { expect, inject, test } from "vitest";
import { withSourceLines } from "./source-lines.server.ts";

const folder = mkdtempSync(path.join(inject("runFolder"), "source-lines-"));
const source = path.join(folder, "deep", "faulty.ts");
const bundle = path.join(folder, "bundle.js");

async function traceOf(code: string): Promise<string> {
  await build({
    stdin: { contents: code, sourcefile: source, loader: "ts" },
    outfile: bundle,
    sourcemap: true,
    format: "esm",
  });
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  return spawnSync(process.execPath, [bundle], { encoding: "utf8" }).stdout;
}

const faulty = `type Name = string;
type Number_ = number;

function fail(name: Name): never {
  throw new Error("broken at bundle.js:1:1: " + name);
}
try { fail("x"); } catch (error) { console.log((error as Error).stack); }
`;

test("a trace of bundled code names the file and the line of its source", async () => {
  const trace = await traceOf(faulty);
  expect(trace).toContain("bundle.js:");
  const mapped = withSourceLines(trace);
  expect(mapped).toContain(`${source}:5:9`);
  expect(mapped).toMatch(/at .*faulty\.ts:7:\d+/);
  expect(mapped.split("\n")[0]).toBe(trace.split("\n")[0]);
});

test("code without a map, or with a broken one, keeps its lines", async () => {
  const trace = (await traceOf(faulty)).replaceAll("bundle.js", "other.js");
  writeFileSync(path.join(folder, "other.js.map"), "{");
  writeFileSync(path.join(folder, "other.js"), readFileSync(bundle));
  expect(withSourceLines(trace)).toBe(trace);
  rmSync(path.join(folder, "other.js.map"));
  expect(withSourceLines("Error: x\n    at f (/nowhere/at/all.js:1:2)\n    at node:internal/x:3:4")).toBe(
    "Error: x\n    at f (/nowhere/at/all.js:1:2)\n    at node:internal/x:3:4",
  );
});
