import { dropConnections } from "#app/infra/db.server.ts";
import { askReserved } from "#app/infra/health/reserved-connection.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { passingKind } from "#app/infra/passing-failure.server.ts";
import { singleton } from "#app/lib/singleton.ts";

type Presence = { isAway: boolean; isOver: boolean; silences: number; lastAsked: Promise<void> | null };

const presence = () =>
  singleton("database-presence", (): Presence => ({ isAway: false, isOver: false, silences: 0, lastAsked: null }));

/** Silent questions, one after the other, after which a database that refuses nothing but answers nothing counts as away. */
const MOST_SILENCES = 2;
const EVERY_MILLISECONDS = 1000;

/** Whether the database was away when it was last asked; then nobody needs to wait to learn the same. */
export function isDatabaseAway(): boolean {
  return presence().isAway;
}

/**
 * Asks after the database once a second from now on. One that refuses is away at once, one that hangs after two questions;
 * it is back with the first answer. What waited for it over other connections then fails instead of waiting on. Returns what stops it.
 */
export function watchDatabase(): () => void {
  const state = presence();
  state.isOver = false;
  const timer = setInterval(() => void askAfterDatabase(), EVERY_MILLISECONDS);
  timer.unref();
  return () => {
    clearInterval(timer);
    Object.assign(state, { isAway: false, isOver: true });
  };
}

/** Asks now; several who ask at once share one question. */
export function askAfterDatabase(): Promise<void> {
  const state = presence();
  state.lastAsked ??= ask(state).finally(() => (state.lastAsked = null));
  return state.lastAsked;
}

async function ask(state: Presence): Promise<void> {
  try {
    await askReserved("SELECT 1");
    if (state.isAway) logger().info("the database is back");
    Object.assign(state, { isAway: false, silences: 0 });
  } catch (error) {
    // The answer to a question of before: nobody waits for it, and connections are somebody else's by now.
    if (state.isOver) return;
    // Too many connections: somebody is there, and those of the pool may be among them.
    if ((error as { code?: string }).code === "53300") return;
    state.silences += 1;
    const isRefused = passingKind(error) === "away";
    if (!isRefused && state.silences < MOST_SILENCES) return ask(state);
    if (!state.isAway) {
      logger().error({ err: error }, "the database does not answer");
      dropConnections();
    }
    state.isAway = true;
  }
}
