import type { Env } from "#app/infra/env.server.ts";
import { readyLines } from "#server/boot/announce.ts";
import { readEnvironment } from "#server/boot/environment.ts";
import { listenProblem } from "#server/boot/processes.ts";
import { builtPrograms, type Programs } from "#server/boot/programs.ts";
import { Supervisor } from "#server/boot/supervisor.ts";
import { PlainError, say } from "#server/boot/terminal.mjs";

/**
 * The embedded default, run by `npm start`: one process that owns the database, the web server and the worker, shows
 * how they are, and ends all of them in order. It returns when the site is ready (null: asked to end before), and stays.
 */
export async function main({ programs, isDevelopment = false }: MainOptions = {}): Promise<Supervisor | null> {
  const start = Date.now();
  const environment = await readEnvironment({ isDevelopment });
  const { env } = environment;
  const problem = await listenProblem(env.PORT, env.HOST);
  if (problem) throw new PlainError(cannotListen(env, problem));
  const supervisor = new Supervisor(environment, programs ?? builtPrograms());
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

function cannotListen({ PORT, HOST }: Env, problem: string): string {
  const why: Record<string, string> = {
    EADDRINUSE: `Port ${PORT} of ${HOST} is taken by another program, so Crossroads cannot listen there.`,
    EACCES: `This user may not listen on port ${PORT}; ports below 1024 are root's.`,
    EADDRNOTAVAIL: `HOST=${HOST} is no address of this machine.`,
  };
  const choice = problem === "EADDRNOTAVAIL" ? "HOST=0.0.0.0" : `PORT=${other(PORT)}`;
  return `${why[problem] ?? `Crossroads cannot listen on port ${PORT} of ${HOST} (${problem}).`}\nChoose another one:  ${choice} npm start`;
}

const other = (port: number) => (port >= 1024 && port < 65_000 ? port + 1 : 3000);
