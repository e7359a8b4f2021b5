import { defineConfig } from "vitest/config";

const shared = {
  environment: "node",
  pool: "forks" as const,
  globalSetup: ["test/setup/global.ts"],
  setupFiles: ["test/setup/worker.ts"],
  hookTimeout: 30_000,
  testTimeout: 20_000,
};

const unit = {
  test: {
    ...shared,
    name: "unit",
    include: [...["app", "server", "jobs", "prisma"].map((folder) => `${folder}/**/*.test.{ts,tsx}`), "test/*.test.ts"],
    sequence: { groupOrder: 0 },
  },
};

/** The same files once more, with the queue and the push on Redis. */
const redis = {
  test: {
    ...shared,
    name: "redis",
    include: ["{app,server,jobs}/**/*.redis-too.test.ts"],
    setupFiles: [...shared.setupFiles, "test/setup/worker-redis.ts"],
    sequence: { groupOrder: 1 },
  },
};

/** Real browsers, one file after the other: two at a time would only wait for each other on two cores. */
const journeys = {
  test: {
    ...shared,
    name: "journeys",
    include: ["test/e2e/**/*.test.ts"],
    setupFiles: [...shared.setupFiles, "test/setup/worker-journeys.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { groupOrder: 2 },
  },
};

export default defineConfig({ esbuild: { jsx: "automatic" }, test: { projects: [unit, redis, journeys] } });
