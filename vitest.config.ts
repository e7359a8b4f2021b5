import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { SlowestFirst } from "./test/setup/slowest-first.ts";

// Left to itself vitest leaves one core idle, which on two cores is half of the machine.
const cores = availableParallelism();

const shared = {
  environment: "node",
  pool: "forks" as const,
  globalSetup: ["test/setup/global.ts"],
  setupFiles: ["test/setup/worker.ts"],
  hookTimeout: 60_000,
  testTimeout: 60_000,
};

const unit = {
  test: {
    ...shared,
    name: "unit",
    include: [
      ...["app", "server", "jobs", "prisma"].map((folder) => `${folder}/**/*.test.{ts,tsx}`),
      "test/{*,{architecture,faults,search}/**/*}.test.ts",
    ],
    // A process works through many files: see test/setup/worker.ts.
    isolate: false,
    // One more than there are cores: many files wait for a clock, a process or the database.
    maxWorkers: cores + 1,
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
    maxWorkers: cores + 1,
    sequence: { groupOrder: 0 },
  },
};

/** Real browsers. Each file has a database, a server and people of its own, so that journeys go on side by side. */
const journeys = {
  test: {
    ...shared,
    name: "journeys",
    include: ["test/e2e/**/*.test.ts"],
    setupFiles: [...shared.setupFiles, "test/setup/worker-journeys.ts"],
    maxWorkers: cores,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { groupOrder: 1 },
  },
};

export default defineConfig({
  esbuild: { jsx: "automatic" },
  test: { projects: [unit, redis, journeys], sequence: { sequencer: SlowestFirst } },
});
