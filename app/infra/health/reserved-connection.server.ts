import pg from "pg";
import { within } from "#app/infra/health/within.ts";
import { env } from "#app/infra/env.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { passingKind } from "#app/infra/passing-failure.server.ts";
import { findSingleton, forgetSingleton, singleton } from "#app/lib/singleton.ts";

/** By this name an operator finds the connection in pg_stat_activity. */
const healthConnectionName = "crossroads health";

/** Longer than this nobody who asks after the database's health waits. */
export const HEALTH_PATIENCE_MILLISECONDS = 1500;

type Connection = { ask(text: string): Promise<pg.QueryResult>; close(): void };

/**
 * Asks the database over a connection that is no part of the pool, so that it answers, or is known not to answer, also while
 * every connection of the pool is taken. Throws after a second and a half, when it refuses as well as when it hangs.
 */
export async function askReserved(text: string): Promise<pg.QueryResult> {
  try {
    return await within(HEALTH_PATIENCE_MILLISECONDS, askTwice(text));
  } catch (error) {
    // Nobody knows what is still on its way over it.
    closeReserved();
    throw error;
  }
}

/** A connection that broke while nobody asked says nothing about the database of now: a new one does. */
async function askTwice(text: string): Promise<pg.QueryResult> {
  const used = findSingleton<Connection>("health-connection");
  if (!used) return connection().ask(text);
  try {
    return await used.ask(text);
  } catch (error) {
    if (passingKind(error) !== "away") throw error;
    return connection().ask(text);
  }
}

/** Gives the reserved connection up; the next question opens another. */
export function closeReserved(): void {
  findSingleton<Connection>("health-connection")?.close();
  forgetSingleton("health-connection");
}

function connection(): Connection {
  return singleton("health-connection", openConnection);
}

function openConnection(): Connection {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: healthConnectionName,
    keepAlive: true,
    connectionTimeoutMillis: 5 * HEALTH_PATIENCE_MILLISECONDS,
  });
  const drop = () => {
    if (findSingleton<Connection>("health-connection") === self) forgetSingleton("health-connection");
    void client.end().catch(() => {});
  };
  client.on("error", (error) => {
    logger().warn({ err: error }, "the connection for health questions broke");
    drop();
  });
  const connected = client.connect();
  connected.catch(drop);
  // One question after the other: the driver does not queue them.
  let turn: Promise<unknown> = connected;
  const self: Connection = {
    ask(text) {
      const answer = turn.then(() => client.query(text));
      turn = answer.catch((error: unknown) => {
        drop();
        throw error;
      });
      turn.catch(() => {});
      return answer;
    },
    close: drop,
  };
  return self;
}
