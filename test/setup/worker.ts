import { randomUUID } from "node:crypto";
import path from "node:path";
import { afterEach, beforeEach, inject } from "vitest";

// Runs before every test file, in its own process. Nothing here connects to anything.
process.env.APP_SECRET = "a secret of the tests, longer than 32 characters";
process.env.LOG_LEVEL ??= "silent";
process.env.DATA_DIR = path.join(inject("runFolder"), "data", randomUUID());
// A test file that needs a database says useDatabase(); until then there is none at the other end.
process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
for (const name of ["REDIS_URL", "SMTP_URL", "PUBLIC_URL", "EMBEDDED", "SEED_DEMO"]) delete process.env[name];

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
