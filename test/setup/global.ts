import type { TestProject } from "vitest/node";
import { startTestCluster, type TestCluster } from "./postgres.ts";
import { startTestRedis, type TestRedis } from "./redis.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the run's PostgreSQL (its `postgres` database), from which test files clone theirs. */
    clusterUrl: string;
    /** Temporary folder of the run. */
    runFolder: string;
    /** Address of the run's Redis, or "" where none is installed. */
    redisUrl: string;
  }
}

type Run = { users: number; cluster: Promise<TestCluster>; redis: Promise<TestRedis | null> };

// Every project of the configuration calls this, each with its own copy of the module; they share one run.
const shelf = globalThis as typeof globalThis & { crossroadsTestRun?: Run };

/** Starts PostgreSQL and Redis for the run, or joins what another project has started. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = (shelf.crossroadsTestRun ??= { users: 0, cluster: startTestCluster(), redis: startTestRedis() });
  run.users += 1;
  const cluster = await run.cluster;
  project.provide("clusterUrl", cluster.url);
  project.provide("runFolder", cluster.folder);
  project.provide("redisUrl", (await run.redis)?.url ?? "");
  return async () => {
    run.users -= 1;
    if (run.users > 0) return;
    delete shelf.crossroadsTestRun;
    await (await run.redis)?.stop();
    await cluster.stop();
  };
}
