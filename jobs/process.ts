import { closeDb } from "#app/infra/db.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { closeMail } from "#app/infra/mail-smtp.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { closeRealtime, createRealtime } from "#app/infra/realtime.server.ts";
import { tellSupervisor } from "#app/infra/memory/supervised.server.ts";
import { startWorker, type RunningWorker, type WorkerSettings } from "#jobs/worker.ts";
import { whenAskedToEnd } from "#app/infra/ending.server.ts";

/** Makes this process a worker until it is asked to end; it then finishes or returns its jobs and exits. */
export async function runWorkerProcess(settings: WorkerSettings = {}): Promise<void> {
  let worker: RunningWorker | null = null;
  whenAskedToEnd(async (why, code) => {
    logger().info({ why }, "the worker stops");
    // Whatever hangs must not keep the process for ever; unfinished jobs are taken over.
    setTimeout(() => process.exit(1), 25_000).unref();
    await worker?.close();
    await Promise.allSettled([closeRealtime(), closeQueue(), closeMail()]);
    await closeDb();
    process.exit(code);
  });
  createRealtime();
  worker = await startWorker(settings);
  tellSupervisor({ is: "ready" });
}
