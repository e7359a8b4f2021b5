import { makeProcessLocks, type ProcessLocks } from "#app/infra/process-locks.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { singleton } from "#app/lib/singleton.ts";

export type Sweep = {
  name: string;
  everySeconds: number;
  /** Deals with what is due and returns with how much; takes no part in any transaction around it. */
  run: () => Promise<unknown>;
  /**
   * How much one call of `run` takes on at most. A call that came back full is followed by another at once. A sweep without
   * it goes through everything that is due by itself.
   */
  batch?: number;
};

/** A sweep that hangs keeps its lock no longer than this. */
const LONGEST_MILLISECONDS = 600_000;

/**
 * Runs one sweep, batch after batch while they come back full, unless another worker is at it: a lock that a dead holder
 * loses with its connection. No connection of the pool is held for it. Returns whether it ran here.
 */
export async function runSweep(
  sweep: Sweep,
  { locks = defaultLocks(), stopping }: { locks?: ProcessLocks; stopping?: AbortSignal } = {},
): Promise<boolean> {
  return locks.tryRun(`sweep:${sweep.name}`, async (lost) => {
    const isOver = () => lost.aborted || stopping?.aborted;
    await atMost(LONGEST_MILLISECONDS, async (timeIsUp) => {
      while (isFull(sweep, await sweep.run()) && !isOver() && !timeIsUp.aborted);
    });
  });
}

/** Keeps a sweep running at its pace until stopped; a run that fails is tried again at the next. */
export async function keepRunning(sweep: Sweep, stopping: AbortSignal, locks: ProcessLocks): Promise<void> {
  while (!stopping.aborted) {
    // A fifth of chance keeps several workers from asking at the same moment.
    await pause(sweep.everySeconds * 1000 * (0.9 + Math.random() * 0.2), stopping);
    if (stopping.aborted) return;
    try {
      await runSweep(sweep, { locks, stopping });
    } catch (error) {
      logger().warn({ err: error, sweep: sweep.name }, "a sweep failed and will be tried again");
    }
  }
}

/** For whoever runs a sweep outside of a worker's schedule. */
function defaultLocks(): ProcessLocks {
  return singleton("process-locks", makeProcessLocks);
}

function isFull({ batch }: Sweep, done: unknown): boolean {
  return batch !== undefined && typeof done === "number" && done >= batch;
}

async function atMost(milliseconds: number, work: (timeIsUp: AbortSignal) => Promise<void>): Promise<void> {
  const clock = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      clock.abort();
      reject(new Error(`it took longer than ${milliseconds / 1000} seconds`));
    }, milliseconds);
  });
  try {
    await Promise.race([work(clock.signal), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopping.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    stopping.addEventListener("abort", done);
  });
}
