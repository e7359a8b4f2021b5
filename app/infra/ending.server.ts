import { logger } from "#app/infra/logger.server.ts";
import { hearOfSuccessor, tellSupervisor } from "#app/infra/memory/supervised.server.ts";
import { watchHeap } from "#app/infra/memory/watch-heap.server.ts";

/** The code of a process that ended in order because its memory was nearly full, and wants to be started again. */
const nearMemoryLimit = 75;

type Code = 0 | 1 | typeof nearMemoryLimit;

/** Milliseconds that the supervisor has to start a successor, which takes two or three seconds. */
const longestWait = 20_000;

/**
 * Calls `end` once, with the code to exit with and whether another process has taken over already: when the supervisor that
 * forked this process is gone, asks for the end (SIGTERM, SIGINT) or says that another one has taken over, when its heap is nearly
 * full (code 75), or when something failed that nobody caught. Without the first, a supervisor killed with -9 would leave web and worker
 * behind, holding their ports and the database. The last is no plan but a last resort: nobody knows what state such a failure
 * left, so it is logged as fatal, what runs is finished, and the supervisor starts the process anew (code 1).
 */
export function whenAskedToEnd(end: (why: string, code: Code, isFollowed: boolean) => Promise<void>): void {
  let asked = false;
  const once = (why: string, code: Code, isFollowed = false) => {
    if (asked) return;
    asked = true;
    // An end that fails itself must not hang.
    end(why, code, isFollowed).catch((error: unknown) => {
      logger().fatal({ err: error }, "the process could not end in order");
      process.exit(1);
    });
  };
  const fail = (error: unknown) => {
    logger().fatal({ err: error }, "something failed that nobody caught; the process ends");
    once("a failure that nobody caught", 1);
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  process.on("SIGTERM", () => once("SIGTERM", 0));
  process.on("SIGINT", () => once("SIGINT", 0));
  hearOfSuccessor(() => once("another process has taken over", 0, true));
  if (process.channel) process.on("disconnect", () => once("the supervisor is gone", 0));
  watchHeap((heap) => {
    logger().warn({ heap }, "the heap is near its limit: another process takes over");
    // The supervisor asks for the end when another one is ready.
    tellSupervisor({ is: "near its memory limit" });
    setTimeout(() => once("the heap is near its limit", nearMemoryLimit), process.connected ? longestWait : 0).unref();
  });
}
