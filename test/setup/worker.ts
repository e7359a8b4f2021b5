import { randomUUID } from "node:crypto";
import path from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, inject, vi } from "vitest";
import { forgetAllSingletons } from "#app/lib/singleton.ts";

// Runs before every test file. A process works through many files one after the other, because loading the product anew
// costs more than most files take; each begins with the environment and the singletons of a process that has just started.
// Nothing here connects to anything.
const shelf = globalThis as typeof globalThis & {
  crossroadsWorker?: { env: NodeJS.ProcessEnv; first: NodeJS.ProcessEnv };
};
const start = (shelf.crossroadsWorker ??= { env: process.env, first: { ...process.env } });
process.env = start.env;
for (const name of Object.keys(process.env)) if (!(name in start.first)) delete process.env[name];
Object.assign(process.env, start.first);
forgetAllSingletons();

process.env.APP_SECRET = "a secret of the tests, longer than 32 characters";
process.env.LOG_LEVEL ??= "silent";
process.env.DATA_DIR = path.join(inject("runFolder"), "data", randomUUID());
// A test file that needs a database says useDatabase(); until then there is none at the other end.
process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
for (const name of ["REDIS_URL", "SMTP_URL", "PUBLIC_URL", "EMBEDDED", "SEED_DEMO", "S3_BUCKET"])
  delete process.env[name];

// What is made by chance is the same in every run, so that a run that fails fails again. FAST_CHECK_SEED=$RANDOM looks further.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FAST_CHECK_SEED ?? 2005) });

let complaints: unknown[][] = [];
const consoleError = console.error;

beforeEach(() => {
  complaints = [];
  console.error = (...args: unknown[]) => {
    complaints.push(args);
    consoleError(...args);
  };
});

// Whoever expects one replaces console.error in the test: vi.spyOn(console, "error").mockImplementation(() => {}).
afterEach(() => {
  console.error = consoleError;
  if (complaints.length > 0) throw new Error(`console.error was called: ${complaints.map(String).join("; ")}`);
});

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
