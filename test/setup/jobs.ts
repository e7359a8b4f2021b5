import { afterAll, beforeAll } from "vitest";
import { startWorker } from "#jobs/worker.ts";

/** Does the background jobs of this test file's site while its tests run. After `useApp`, which brings the queue. */
export function useWorker(): void {
  let worker: { close(): Promise<void> };
  beforeAll(async () => {
    worker = await startWorker();
  });
  afterAll(() => worker.close());
}
