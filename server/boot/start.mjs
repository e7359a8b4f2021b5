// `npm start`: from a fresh clone to a running site. Installs, generates and builds what is missing or stale, then runs
// the supervisor in this very process.
import { claimDataDir } from "#server/boot/prepare/claim.mjs";
import { assertCanListen } from "#server/boot/prepare/port.mjs";
import { checkNode, prepare, root } from "#server/boot/prepare/prepare.mjs";
import { loadSettings } from "#server/boot/prepare/settings.mjs";
import { giveUp } from "#server/boot/prepare/terminal.mjs";

try {
  checkNode();
  process.chdir(root);
  loadSettings();
  // Before the build: it must not be replaced under a site that runs from it.
  claimDataDir();
  await assertPort();
  await prepare({ build: true });
  const { main } = await import("../../build/server/standalone.js");
  await main();
} catch (error) {
  giveUp(error);
}

/** The port that env.server.ts will read; what is no port at all is left to its checks. */
async function assertPort() {
  const port = Number(process.env.PORT || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65_536)
    await assertCanListen(port, process.env.HOST || (process.env.DATABASE_URL ? "0.0.0.0" : "127.0.0.1"));
}
