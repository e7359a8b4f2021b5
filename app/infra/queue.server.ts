import { setTimeout as pause } from "node:timers/promises";
import { createPostgresBackend, Queue, type JobsOptions } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { env } from "#app/infra/env.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { findSingleton, forgetSingleton, singleton } from "#app/lib/singleton.ts";
import { jobs, type JobName, type JobPayload } from "#app/jobs.ts";

/** Attempts of a job before it counts as dead; with the pauses of `retryPause` that is a little over an hour. */
const ATTEMPTS = 12;
/** A mail server may be away for a day: pauses of at most an hour, thirty of them. */
const MAIL_ATTEMPTS = 30;
const LONGEST_PAUSE = 3_600_000;
/** Between two jobs of `enqueueInTurn`. */
const BURST_MILLISECONDS = 100;

export type EnqueueOptions = {
  /** The job's natural identity: while a job with this id waits, runs or is remembered, asking again adds nothing. */
  jobId?: string;
  /** Milliseconds before the job may start. */
  delay?: number;
  /** Mass work (digests): runs when nothing that somebody waits for is queued. */
  bulk?: boolean;
  /**
   * Keep the finished job for an hour, so that a redelivery under the same id is swallowed. Only for ids that never
   * come back with another meaning, such as ids made of an event's number.
   */
  remember?: boolean;
};

export type Entry = { [N in JobName]: { name: N; payload: JobPayload<N> } & EnqueueOptions }[JobName];

/**
 * Adds one job. The payload is checked with the job's schema here and again where it runs. A natural id whose job has
 * died gets a new life with fresh attempts, so that a dead job never swallows a later, legitimate request.
 */
export async function enqueue<N extends JobName>(
  name: N,
  payload: JobPayload<N>,
  options: EnqueueOptions = {},
): Promise<void> {
  const queue = await readyQueue();
  if (options.jobId && (await queue.getJobState(options.jobId)) === "failed") {
    const dead = await queue.getJob(options.jobId);
    await dead?.retry("failed", { resetAttemptsMade: true, resetAttemptsStarted: true });
    return;
  }
  await queue.add(name, jobs[name].parse(payload), jobOptions(name, options));
}

/** Adds many jobs in one round trip. Unlike `enqueue` it does not look for dead jobs under the same ids. */
export async function enqueueAll(entries: Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const queue = await readyQueue();
  const made = entries.map(({ name, payload, ...options }) => {
    return { name, data: jobs[name].parse(payload), opts: jobOptions(name, options) };
  });
  // On PostgreSQL a batch costs temporary tables, as much as six single jobs.
  const [first] = made;
  if (made.length === 1) await queue.add(first!.name, first!.data, first!.opts);
  else await queue.addBulk(made);
}

type Burst = { next: Entry | undefined; running: Promise<void> | undefined };

/**
 * Adds a job that deals with everything that waits when it runs: at once, unless this process has added one within the last
 * tenth of a second; then at its end, and one for all who asked meanwhile. Throws when the queue does not take it.
 */
export function enqueueInTurn(entry: Entry): Promise<void> {
  const burst = singleton<Burst>("queue-burst", () => ({ next: undefined, running: undefined }));
  burst.next = entry;
  return (burst.running ??= addInTurn(burst).finally(() => (burst.running = undefined)));
}

async function addInTurn(burst: Burst): Promise<void> {
  while (burst.next) {
    const entry = burst.next;
    burst.next = undefined;
    await enqueueAll([entry]);
    // Keeps no process alive: what waits then is found by a sweep.
    await pause(BURST_MILLISECONDS, undefined, { ref: false });
  }
}

/** Jobs by state, for /health/ready and /metrics; `dead` are jobs that used up their attempts and are kept 30 days. */
export async function queueHealth(): Promise<{ waiting: number; active: number; delayed: number; dead: number }> {
  const counts = await (await readyQueue()).getJobCounts("waiting", "prioritized", "active", "delayed", "failed");
  return {
    waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
    dead: counts.failed ?? 0,
  };
}

export type DeadJob = { id: string; name: string; reason: string; attempts: number; failedAt: Date | null };

/** The jobs that used up their attempts, newest first, at most `limit`. */
export async function listDeadJobs(limit: number): Promise<DeadJob[]> {
  const found = await (await readyQueue()).getJobs(["failed"], 0, limit - 1, false);
  return found.flatMap((job) => {
    // One that was retried meanwhile is there no longer.
    if (!job?.id) return [];
    const { id, name, failedReason, attemptsMade, finishedOn } = job;
    return [
      {
        id,
        name,
        reason: failedReason ?? "",
        attempts: attemptsMade,
        failedAt: finishedOn ? new Date(finishedOn) : null,
      },
    ];
  });
}

/** Gives one such job, or without an id at most a thousand of them, fresh attempts. Returns how many. */
export async function retryDeadJobs(id?: string): Promise<number> {
  const queue = await readyQueue();
  const dead = id === undefined ? await queue.getJobs(["failed"], 0, 999, false) : [await queue.getJob(id)];
  let count = 0;
  for (const job of dead) {
    if (!job?.id || (await queue.getJobState(job.id)) !== "failed") continue;
    await job.retry("failed", { resetAttemptsMade: true, resetAttemptsStarted: true });
    count += 1;
  }
  return count;
}

/** Closes this process's connections to the queue; a later `enqueue` opens new ones. */
export async function closeQueue(): Promise<void> {
  const burst = findSingleton<Burst>("queue-burst");
  if (burst) burst.next = undefined;
  await findSingleton<Queue>("queue")?.close();
  await findSingleton<QueueConnection>("queue-connection")?.close();
  forgetSingleton("queue");
  forgetSingleton("queue-connection");
}

/** Milliseconds to wait after the given failed attempt (1 = the first): 1 s, 2 s, 4 s … at most an hour, a quarter random. */
export function retryPause(attempt: number): number {
  return Math.round(Math.min(LONGEST_PAUSE, 1000 * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2));
}

export type QueueConnection = {
  name: string;
  options: { connection: pg.Pool | Redis; prefix?: string };
  backend: typeof createPostgresBackend | undefined;
  close(): Promise<unknown>;
};

/**
 * How BullMQ reaches its store: Redis when REDIS_URL is set, else the schema `bullmq` of the product's own database.
 * jobs/worker.ts builds its Worker from the same description.
 */
export function queueConnection(): QueueConnection {
  return singleton("queue-connection", () => (env().REDIS_URL ? redisConnection() : postgresConnection()));
}

function postgresConnection(): QueueConnection {
  // BullMQ can make a pool itself only under CommonJS; the search path is how its SQL finds the schema. One of the
  // connections is kept by the worker's LISTEN, which keep-alive lets it trust for long instead of polling.
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: 5,
    keepAlive: true,
    options: "-c search_path=bullmq",
  });
  pool.on("error", (error) => logger().warn({ err: error }, "an idle queue connection broke"));
  // One that breaks in somebody's hands: whoever holds it learns so from its next statement.
  pool.on("connect", (client) => client.on("error", () => {}));
  return { name: "crossroads", options: { connection: pool }, backend: createPostgresBackend, close: () => pool.end() };
}

function redisConnection(): QueueConnection {
  // The retries are BullMQ's rule for blocking commands; without an offline limit a web request could hang for ever,
  // but nothing awaits an enqueue on a request's path.
  const redis = new Redis(env().REDIS_URL!, { maxRetriesPerRequest: null });
  redis.on("error", (error) => logger().warn({ err: error }, "the queue's Redis connection broke"));
  return {
    name: "crossroads",
    // Installations that share a Redis are kept apart by the name of their database.
    options: { connection: redis, prefix: `crossroads-${new URL(env().DATABASE_URL).pathname.slice(1)}` },
    backend: undefined,
    close: () => redis.quit(),
  };
}

/** The queue, once its store has answered. A store that was away at the first use does not spoil later ones. */
export async function readyQueue(): Promise<Queue> {
  const queue = singleton("queue", makeQueue);
  try {
    await queue.waitUntilReady();
    return queue;
  } catch (error) {
    // BullMQ remembers the failure for the life of the object, so the object goes.
    if (findSingleton("queue") === queue) forgetSingleton("queue");
    await queue.close().catch(() => undefined);
    throw error;
  }
}

function makeQueue(): Queue {
  const { name, options, backend } = queueConnection();
  // Nobody reads BullMQ's event stream here, so it is kept short.
  const settings = { ...options, streams: { events: { maxLen: 1000 } } };
  const queue = new Queue(name, settings as never, backend as never) as Queue;
  queue.on("error", (error) => logger().warn({ err: error }, "the queue reported an error"));
  return queue;
}

function jobOptions(name: JobName, { jobId, delay, bulk, remember }: EnqueueOptions): JobsOptions {
  return {
    jobId,
    delay,
    priority: bulk ? 10 : undefined,
    attempts: name === "mail.send" ? MAIL_ATTEMPTS : ATTEMPTS,
    backoff: { type: "pause" },
    // By age only: on PostgreSQL a count costs every finishing job a scan of all finished ones.
    removeOnComplete: remember ? { age: 3600 } : true,
    removeOnFail: { age: 30 * 24 * 3600 },
    stackTraceLimit: 10,
    keepLogs: 0,
  };
}
