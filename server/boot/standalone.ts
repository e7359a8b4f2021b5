import { readyLines } from "#server/boot/supervisor/announce.ts";
import { readEnvironment } from "#server/boot/supervisor/environment.ts";
import { assertCanListen } from "#server/boot/prepare/port.mjs";
import { builtPrograms, type Programs } from "#server/boot/programs/programs.ts";
import { Supervisor } from "#server/boot/supervisor/supervisor.ts";
import { heapLimits } from "#server/boot/system/heap-limits.ts";
import { say } from "#server/boot/prepare/terminal.mjs";

/**
 * The embedded default, run by `npm start`: one process that owns the database, the web server and the worker, shows
 * how they are, and ends all of them in order. It returns when the site is ready (null: asked to end before), and stays.
 */
export async function main({ programs, isDevelopment = false }: MainOptions = {}): Promise<Supervisor | null> {
  const start = Date.now();
  const environment = await readEnvironment({ isDevelopment });
  const { env } = environment;
  await assertCanListen(env.PORT, env.HOST);
  const supervisor = new Supervisor(environment, programs ?? builtPrograms(heapLimits(env)));
  supervisor.endOnSignals();
  try {
    await supervisor.openDatabase();
    await supervisor.migrate();
    const firstAdministrator = await supervisor.fill();
    supervisor.startChildren();
    await supervisor.untilReady();
    for (const line of readyLines(environment, firstAdministrator)) say(line);
    say(`  Started in ${((Date.now() - start) / 1000).toFixed(1)} s.`);
    return supervisor;
  } catch (error) {
    // Asked to end while it started: that is not a failure.
    if (supervisor.isEnding) return null;
    await supervisor.end();
    throw error;
  }
}

type MainOptions = { programs?: Programs; isDevelopment?: boolean };
