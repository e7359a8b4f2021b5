// Plain JavaScript: start.mjs asks before it installs and builds, which would be in vain.
import { createServer } from "node:net";
import { PlainError } from "./terminal.mjs";

/**
 * Why nobody may listen on this port of this host now (EADDRINUSE, EACCES, EADDRNOTAVAIL), or null when one may.
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | null>}
 */
export function listenProblem(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}

/**
 * Throws a message that says why the site cannot listen there and what to do.
 * @param {number} port
 * @param {string} host
 */
export async function assertCanListen(port, host) {
  const problem = await listenProblem(port, host);
  if (!problem) return;
  const why = {
    EADDRINUSE: `Port ${port} of ${host} is taken by another program, so Crossroads cannot listen there.`,
    EACCES: `This user may not listen on port ${port}; ports below 1024 are root's.`,
    EADDRNOTAVAIL: `HOST=${host} is no address of this machine.`,
  };
  const next = port >= 1024 && port < 65_000 ? port + 1 : 3000;
  const choice = problem === "EADDRNOTAVAIL" || problem === "ENOTFOUND" ? "HOST=0.0.0.0" : `PORT=${next}`;
  const reason = why[problem] ?? `Crossroads cannot listen on port ${port} of ${host} (${problem}).`;
  throw new PlainError(`${reason}\nChoose another one:  ${choice} npm start`);
}
