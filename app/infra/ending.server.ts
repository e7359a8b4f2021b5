/**
 * Calls `end` once when the supervisor that forked this process is gone or asks for the end (SIGTERM, SIGINT). Without
 * the first, a supervisor killed with -9 would leave web and worker behind, holding their ports and the database.
 */
export function whenAskedToEnd(end: (why: string) => void): void {
  let asked = false;
  const once = (why: string) => {
    if (asked) return;
    asked = true;
    end(why);
  };
  process.on("SIGTERM", () => once("SIGTERM"));
  process.on("SIGINT", () => once("SIGINT"));
  if (process.channel) process.on("disconnect", () => once("the supervisor is gone"));
}
