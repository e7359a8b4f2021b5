import { mkdtempSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseEnv as parseFile } from "node:util";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { parseEnv } from "#app/infra/env.server.ts";
import { readEnvironment } from "./environment.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";

const before = { ...process.env };

beforeEach(() => {
  for (const name of ["DATABASE_URL", "APP_SECRET", "PORT"]) delete process.env[name];
  process.env.DATA_DIR = mkdtempSync(path.join(inject("runFolder"), "environment-"));
});
afterEach(() => {
  process.env = { ...before };
});

test("without a word the embedded default makes its secret and keeps it to itself", async () => {
  const first = await readEnvironment();
  expect(first.env.EMBEDDED).toBe(true);
  expect(first.env.NODE_ENV).toBe("production");
  expect(first.env.APP_SECRET.length).toBeGreaterThanOrEqual(32);
  expect((await readEnvironment()).env.APP_SECRET).toBe(first.env.APP_SECRET);
  expect(statSync(path.join(first.env.DATA_DIR, "secret")).mode & 0o777).toBe(0o600);
});

test("a database of one's own is not the embedded default, whatever EMBEDDED says", async () => {
  process.env.DATABASE_URL = "postgresql://db.example.org/site";
  process.env.EMBEDDED = "1";
  expect((await readEnvironment()).env.EMBEDDED).toBe(false);
});

test("the embedded default listens on this machine only, unless HOST says otherwise", async () => {
  delete process.env.HOST;
  expect((await readEnvironment()).env.HOST).toBe("127.0.0.1");
  process.env.HOST = "0.0.0.0";
  expect((await readEnvironment()).env.HOST).toBe("0.0.0.0");
  process.env.HOST = "";
  process.env.DATABASE_URL = "postgresql://db.example.org/site";
  expect((await readEnvironment()).env.HOST).toBe("0.0.0.0");
});

test("a wrong value stops the start with its name and the reason", async () => {
  process.env.PORT = "many";
  process.env.SMTP_URL = "mail.example.org";
  await expect(readEnvironment()).rejects.toThrow(/PORT: .*\n.*SMTP_URL: /);
});

test("port 0 takes a free one", async () => {
  process.env.PORT = "0";
  expect((await readEnvironment()).env.PORT).toBeGreaterThan(1023);
});

test(".env.example names every variable and all of its values are good", () => {
  const example = parseFile(readFileSync(path.join(projectRoot(), ".env.example"), "utf8")) as Record<string, string>;
  const env = parseEnv({
    ...example,
    DATABASE_URL: "postgresql://db.example.org/site",
    REDIS_URL: "redis://redis.example.org",
    SMTP_URL: "smtp://mail.example.org",
    S3_BUCKET: "files",
    S3_ENDPOINT: "https://s3.example.org",
    S3_ACCESS_KEY_ID: "key",
    S3_SECRET_ACCESS_KEY: "secret",
    APP_SECRET: "-".repeat(32),
    METRICS_TOKEN: "-".repeat(16),
  });
  const setByStart = ["NODE_ENV", "EMBEDDED"];
  expect([...Object.keys(example), ...setByStart].sort()).toEqual(Object.keys(env).sort());
});
