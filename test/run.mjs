// `npm test` (and, with --validate, `npm run validate`): its own set-up as `npm start` does it, then everything that can
// run here. The last line says how it went: "N passed, N failed, N skipped". Other arguments go to vitest as they are,
// such as a part of a file's name.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { lockHolder } from "#server/boot/prepare/lock.mjs";
import { checkNode, prepare, root } from "#server/boot/prepare/prepare.mjs";
import { dataDir } from "#server/boot/prepare/settings.mjs";
import { say } from "#server/boot/prepare/terminal.mjs";
import { findProgram, programs } from "./setup/programs.mjs";

const checks = {
  format: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
  lint: ["node_modules/oxlint/bin/oxlint", "--deny-warnings"],
  types: ["node_modules/typescript/bin/tsc", "--noEmit"],
  unused: ["node_modules/knip/bin/knip.js", "--no-progress"],
};

const total = { passed: 0, failed: 0, skipped: 0 };
const args = process.argv.slice(2);

try {
  process.chdir(root);
  checkNode();
  await prepare({ build: false });
  if (lockHolder(dataDir())) say("  Note: a site runs from this folder; a new build will be put under it.");
  // The checks read what the build reads, and neither writes what the other reads.
  await Promise.all([args.includes("--validate") ? runChecks() : null, prepare({ build: true })]);
  await runTests(args.filter((arg) => arg !== "--validate"));
} catch (error) {
  total.failed += 1;
  say(`\n${error?.isPlain ? error.message : error?.stack}`);
}
say();
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
// Nothing passed: whatever was asked for did not run.
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** The checks that need no build, side by side. */
async function runChecks() {
  const runs = Object.entries(checks).map(async ([name, command]) => {
    const from = Date.now();
    const code = await run(command);
    total[code === 0 ? "passed" : "failed"] += 1;
    say(`  ${name}: ${code === 0 ? "good" : "failed"} (${seconds(Date.now() - from)} s)`);
  });
  await Promise.all(runs);
}

async function runTests(filters) {
  const folder = mkdtempSync(path.join(tmpdir(), "crossroads-report-"));
  const file = path.join(folder, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const code = await run(["node_modules/vitest/vitest.mjs", "run", ...reporters, ...filters]);
    const failed = count(JSON.parse(readFileSync(file, "utf8")));
    // An error outside of any test.
    if (code !== 0 && failed === 0) total.failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Adds what vitest reports; returns how much of it failed. */
function count({ testResults }) {
  let failed = 0;
  const skipped = [];
  for (const { name, status, assertionResults } of testResults) {
    // A file that could not even be loaded has no tests to count.
    if (status === "failed" && !assertionResults.some((test) => test.status === "failed")) failed += 1;
    for (const test of assertionResults) {
      if (test.status === "passed") total.passed += 1;
      else if (test.status === "failed") failed += 1;
      else skipped.push(`${path.relative(root, name)} > ${test.fullName.trim()}`);
    }
  }
  total.failed += failed;
  total.skipped += skipped.length;
  reportSlowest(testResults);
  reportSkipped(skipped);
  return failed;
}

/** Where the time goes: the files that take longest. They run side by side, so their sum is more than the run. */
function reportSlowest(testResults) {
  const files = testResults
    .map(({ name, startTime, endTime }) => ({ name: path.relative(root, name), time: endTime - startTime }))
    .sort((a, b) => b.time - a.time);
  say("\n  The slowest files, in seconds:");
  for (const { name, time } of files.slice(0, 15)) say(`  ${seconds(time).padStart(7)}  ${name}`);
  say(`  ${seconds(files.reduce((sum, { time }) => sum + time, 0)).padStart(7)}  all ${files.length} together`);
}

function seconds(milliseconds) {
  return (milliseconds / 1000).toFixed(1);
}

function reportSkipped(skipped) {
  for (const { names, without } of Object.values(programs)) {
    if (!findProgram(...names)) say(`  Not installed: ${names[0]}. Skipped for want of it: ${without}.`);
  }
  for (const name of skipped) say(`  skipped: ${name}`);
}

function run(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(signal ? 1 : code));
  });
}
