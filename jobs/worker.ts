import { UnrecoverableError, Worker, type Job } from "bullmq";
import { isAppError } from "#app/infra/app-error.ts";
import { env } from "#app/infra/env.server.ts";
import { logger, withRequestId } from "#app/infra/logger.server.ts";
import { getSite } from "#app/infra/site-settings.server.ts";
import { queueConnection, readyQueue, retryPause } from "#app/infra/queue.server.ts";
import { jobs, type JobName, type Processors } from "#app/jobs.ts";
import { processors } from "#jobs/processors.ts";
import { replaceRetired } from "#jobs/retired-jobs.ts";
import { startSweeps } from "#jobs/schedule.ts";

export type WorkerSettings = {
  /** Jobs carried out at the same time. */
  concurrency?: number;
  /** A job whose worker died is taken over after at most `lockMilliseconds` plus two checks: 40 seconds. */
  lockMilliseconds?: number;
  checkMilliseconds?: number;
  /** Stand-ins for some jobs, for tests. */
  processors?: Partial<Processors>;
};

/** How long a stopping worker lets its jobs finish; the rest is taken over by another worker. */
const FINISH_MILLISECONDS = 20_000;

export type RunningWorker = { close(): Promise<void> };

/**
 * Starts carrying out jobs and sweeps in this process; waits for the queue's store, however long it is away. `close`
 * takes no new jobs and lets the running ones finish for 20 seconds.
 */
export async function startWorker(settings: WorkerSettings = {}): Promise<RunningWorker> {
  await waitForQueue();
  const worker = makeWorker(settings);
  await worker.waitUntilReady();
  const sweeping = startSweeps();
  logger().info({ concurrency: worker.concurrency }, "the worker is ready");
  return {
    async close() {
      const finished = Promise.all([sweeping.stop(), worker.close()]);
      const inTime = await Promise.race([finished.then(() => true), later(FINISH_MILLISECONDS)]);
      if (!inTime) await worker.close(true);
    },
  };
}

/** Each job holds one connection of the pool at a time, some hold two for a moment; sweeps take the rest. */
function defaultConcurrency(): number {
  return Math.max(2, Math.min(20, Math.floor(env().DATABASE_POOL * 0.6)));
}

function makeWorker({
  concurrency = defaultConcurrency(),
  lockMilliseconds = 20_000,
  checkMilliseconds = 10_000,
  processors: standIns = {},
}: WorkerSettings): Worker {
  const { name, options, backend } = queueConnection();
  const workerOptions = {
    ...options,
    concurrency,
    lockDuration: lockMilliseconds,
    stalledInterval: checkMilliseconds,
    // A job must survive many worker deaths (deployments, kill -9), but not one that it causes itself for ever.
    maxStalledCount: 10,
    // Woken by LISTEN or a blocking read; asking again without cause once a minute is enough.
    drainDelay: 60,
    runRetryDelay: 2000,
    settings: { backoffStrategy: retryPause },
  };
  const all = { ...processors, ...standIns };
  const worker = new Worker(name, (job) => carryOut(job, all), workerOptions as never, backend as never) as Worker;
  worker.on("error", (error) => logger().warn({ err: error }, "the worker reported an error"));
  worker.on("failed", noteFailure);
  return worker;
}

async function carryOut(job: Job, all: Processors): Promise<void> {
  // The queue may hold what another version of the product has asked for.
  if (await replaceRetired(job.name, job.data)) return;
  if (!Object.hasOwn(jobs, job.name)) throw new UnrecoverableError(`there is no job ${job.name}`);
  const name = job.name as JobName;
  const processor = all[name] as (payload: unknown) => Promise<unknown>;
  const payload = jobs[name].safeParse(job.data);
  if (!payload.success) throw new UnrecoverableError(`wrong payload for ${name}: ${payload.error.message}`);
  await withRequestId(`job-${job.id}`, async () => {
    // Mails, files and certificates name the site: whatever was forgotten of it is read again before.
    await getSite();
    try {
      await processor(payload.data);
    } catch (error) {
      // A refusal by the domain will be the same in a minute; anything else may be gone by then.
      if (isAppError(error) && error.status < 500 && error.status !== 429) throw new UnrecoverableError(error.code);
      throw error;
    }
  });
}

function noteFailure(job: Job | undefined, error: Error): void {
  const about = { err: error, job: job?.name, jobId: job?.id, attempt: job?.attemptsMade };
  if (job?.finishedOn) logger().error(about, "a job is dead and kept for inspection");
  else logger().warn(about, "a job failed and will be tried again");
}

async function waitForQueue(): Promise<void> {
  for (let told = false; ; told = true) {
    try {
      await readyQueue();
      return;
    } catch (error) {
      if (!told) logger().warn({ err: error }, "the queue's store does not answer; the worker waits for it");
      await later(1000);
    }
  }
}

function later(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, false).unref());
}
