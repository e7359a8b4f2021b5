import { readFileSync } from "node:fs";

// Loaded before web and worker (node --import). When the supervisor was killed with -9 nobody is left to stop the
// database. Each of them asks it, as its own last act, to end once its last connection has closed ("smart shutdown"),
// so that the other one can finish first.
const pidFile = process.env.CROSSROADS_POSTMASTER;

if (pidFile && process.channel) {
  let isOrphaned = false;
  process.on("disconnect", () => (isOrphaned = true));
  process.on("exit", () => {
    if (!isOrphaned) return;
    try {
      process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGTERM");
    } catch {
      // It has ended already.
    }
  });
}
