import { defineConfig } from "vitest/config";
import { findProgram, programs } from "./test/setup/programs.mjs";

const shared = {
  environment: "node",
  pool: "forks" as const,
  globalSetup: ["test/setup/global.ts"],
  setupFiles: ["test/setup/worker.ts"],
  hookTimeout: 30_000,
  testTimeout: 20_000,
};

const tests = ["app", "server", "jobs", "prisma"].map((folder) => `${folder}/**/*.test.{ts,tsx}`);

/** The same files once more, with the queue and the push on Redis. */
const redis = {
  test: {
    ...shared,
    name: "redis",
    include: ["{app,server,jobs}/**/*.redis-too.test.ts"],
    setupFiles: [...shared.setupFiles, "test/setup/worker-redis.ts"],
  },
};

/** Real browsers, one after the other: two at a time would only wait for each other on two cores. */
const journeys = {
  test: {
    ...shared,
    name: "journeys",
    include: ["test/e2e/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
};

export default defineConfig({
  esbuild: { jsx: "automatic" },
  test: {
    projects: [
      { test: { ...shared, name: "unit", include: [...tests, "test/*.test.ts"] } },
      ...(findProgram(...programs.redis.names) ? [redis] : []),
      journeys,
    ],
  },
});
