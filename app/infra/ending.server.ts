import { logger } from "#app/infra/logger.server.ts";

/**
 * Calls `end` once, with the code to exit with, when the supervisor that forked this process is gone or asks for the end
 * (SIGTERM, SIGINT), or when something failed that nobody caught. Without the first, a supervisor killed with -9 would leave
 * web and worker behind, holding their ports and the database. The last is no plan but a last resort: nobody knows what state
 * such a failure left, so it is logged as fatal, what runs is finished, and the supervisor starts the process anew (code 1).
 */
export function whenAskedToEnd(end: (why: string, code: 0 | 1) => Promise<void>): void {
  let asked = false;
  const once = (why: string, code: 0 | 1) => {
    if (asked) return;
    asked = true;
    // An end that fails itself must not hang.
    end(why, code).catch((error: unknown) => {
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
  if (process.channel) process.on("disconnect", () => once("the supervisor is gone", 0));
}
