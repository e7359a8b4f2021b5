import pg from "pg";
import { env } from "#app/infra/env.server.ts";
import { logger } from "#app/infra/logger.server.ts";

export type ProcessLocks = {
  /**
   * Runs `work` while holding the lock of this name; not at all while anybody holds it, in this process or another. `lost`
   * tells that the connection is gone and the lock with it. Returns whether it ran.
   */
  tryRun(name: string, work: (lost: AbortSignal) => Promise<unknown>): Promise<boolean>;
  /** Gives up every lock and the connection; the next `tryRun` opens a new one. */
  close(): Promise<void>;
};

/** Every question over the connection is answered within this time, or the connection is taken for lost. */
const PATIENCE_MILLISECONDS = 10_000;
/** By this name an operator finds the connection in pg_stat_activity. */
export const lockConnectionName = "crossroads locks";

/**
 * Locks that end with the process: advisory locks of one database session. The session is a connection of its own and no
 * part of the pool, so that waiting for the pool's connections while a lock is held can make no circle. It is opened when
 * it is first needed, and opened again after it was lost.
 */
export function makeProcessLocks(): ProcessLocks {
  const held = new Set<string>();
  let session: Promise<Session> | null = null;

  async function present(): Promise<Session> {
    const known = session;
    const open = await known?.catch(() => null);
    if (open && !open.lost.aborted) return open;
    // Of several that find it lost, one opens the next.
    if (session === known) session = openSession();
    return session!;
  }

  return {
    async tryRun(name, work) {
      // The database gives one session the same lock twice: within the process the set decides.
      if (held.has(name)) return false;
      held.add(name);
      try {
        const { ask, lost } = await present();
        if (!(await ask("SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS yes", name))) return false;
        try {
          await work(lost);
        } finally {
          if (!lost.aborted)
            await ask("SELECT pg_advisory_unlock(hashtextextended($1, 0)) AS yes", name).catch(() => {});
        }
        return true;
      } finally {
        held.delete(name);
      }
    },
    async close() {
      const last = session;
      session = null;
      await (await last?.catch(() => null))?.end();
    },
  };
}

type Session = { ask(question: string, name: string): Promise<boolean>; lost: AbortSignal; end(): Promise<void> };

async function openSession(): Promise<Session> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: lockConnectionName,
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE_MILLISECONDS,
    query_timeout: PATIENCE_MILLISECONDS,
  });
  const gone = new AbortController();
  client.on("error", (error) => logger().warn({ err: error }, "the connection that holds this process's locks broke"));
  client.on("end", () => gone.abort());
  await client.connect();
  // One question after the other: the driver does not queue them any more.
  let turn: Promise<unknown> = Promise.resolve();
  const ask = async (question: string, name: string): Promise<boolean> => {
    const answer = turn.then(() => client.query<{ yes: boolean }>(question, [name]));
    turn = answer.catch(() => {});
    try {
      return (await answer).rows[0]!.yes;
    } catch (error) {
      // Whether a lock is held is unknown now; without the connection none is.
      gone.abort();
      void client.end().catch(() => {});
      throw error;
    }
  };
  return { ask, lost: gone.signal, end: () => client.end() };
}
