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

/** Why a connection was ended from here: a question over it took too long, or nobody will ask any more. */
type End = "too late" | "closed";

type Connection = { ask(text: string): Promise<pg.QueryResult>; end(why: End): void; ended(): End | null };

/**
 * Asks the database over a connection that is no part of the pool, so that it answers, or is known not to answer, also while
 * every connection of the pool is taken. Throws after a second and a half, when it refuses as well as when it hangs.
 */
export async function askReserved(text: string): Promise<pg.QueryResult> {
  const question = { text, isOver: false };
  try {
    return await within(HEALTH_PATIENCE_MILLISECONDS, askTwice(question));
  } catch (error) {
    question.isOver = true;
    // Nobody knows what is still on its way over it.
    endReserved("too late");
    throw error;
  }
}

/**
 * A connection that broke while nobody asked, or that was ended because another's question took too long, says nothing about
 * the database of now: a new one does.
 */
async function askTwice(question: { text: string; isOver: boolean }): Promise<pg.QueryResult> {
  const { text } = question;
  const used = findSingleton<Connection>("health-connection");
  const first = used ?? connection();
  try {
    return await first.ask(text);
  } catch (error) {
    const isOfBefore = first.ended() === "too late" || (used && passingKind(error) === "away");
    if (!isOfBefore || question.isOver || first.ended() === "closed") throw error;
    return connection().ask(text);
  }
}

/** Gives the reserved connection up; the next question opens another. */
export function closeReserved(): void {
  endReserved("closed");
}

function endReserved(why: End): void {
  findSingleton<Connection>("health-connection")?.end(why);
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
  let end: End | null = null;
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
      // What the driver says of a connection that was ended from here sounds like a database that is away.
      return answer.catch((error: unknown) => {
        throw end ? new Error(`the connection for health questions was ended: ${end}`) : error;
      });
    },
    end(why) {
      end ??= why;
      drop();
    },
    ended: () => end,
  };
  return self;
}
