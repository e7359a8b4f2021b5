import { totalmem } from "node:os";
import type { Env } from "#app/infra/env.server.ts";

/** Megabytes that may live in the heap of web and worker. */
export type HeapLimits = { web: number; worker: number };

/** The worker imports packages of 50 MB; 900 lessons of 50 KB end it at 128 MB and are in its heap at 256. */
const least = { web: 128, worker: 256 };
const most = 512;

/**
 * What the environment says, else an eighth of the memory for each of the two, 128 (the worker: 256) to 512 MB. A process holds 100
 * to 150 MB beside its heap, so on a machine of 1 GB web, worker and database fit.
 */
export function heapLimits(env: Partial<Pick<Env, "WEB_HEAP" | "WORKER_HEAP">>, bytes = machineMemory()): HeapLimits {
  const usual = Math.min(most, Math.round(bytes / 8 / 2 ** 20));
  return {
    web: env.WEB_HEAP ?? Math.max(least.web, usual),
    worker: env.WORKER_HEAP ?? Math.max(least.worker, usual),
  };
}

/** Bytes that this machine has, or that its container may use (cgroup, version 1 or 2) where that is less. */
function machineMemory(): number {
  // 0, or more than there can be, where nothing is set.
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}
