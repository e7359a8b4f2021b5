import { findSingleton } from "#app/lib/singleton.ts";

/**
 * Waits until every event of this process has been handed over: while many come, the job for the last ones is added a tenth of a second
 * later (`enqueueInTurn`). Call it before jobs are counted.
 */
export async function handedOver(): Promise<void> {
  await findSingleton<{ running: Promise<void> | undefined }>("queue-burst")?.running;
}
