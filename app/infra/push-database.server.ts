import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { pool } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { isWrittenFor } from "#app/infra/written-for.server.ts";

// What is known of the adapter without being promised: that it keeps one connection for LISTEN and asks its pool for
// nothing but `connect` and `query`. Other versions get a whole pool of their own: the same messages, more connections.
export const adapterVersions = { "@socket.io/postgres-adapter": "0.5.0" };

export type PushDatabase = { pool: pg.Pool; close(): Promise<void> };

/** How long after a break the adapter surely listens again: it waits 1 to 3 seconds before it tries. */
const adapterWaits = 4000;

/**
 * The database as socket.io's adapter uses it. `onGap` is called when messages may have been missed: the connection broke,
 * and there is a new one.
 */
export function openPushDatabase(onGap: () => void): PushDatabase {
  return isWrittenFor(adapterVersions) ? openListener(onGap) : openPool(onGap);
}

/** The adapter never gives a broken connection back to a pool, so the listener is none of the pool's. */
function openListener(onGap: () => void): PushDatabase {
  const state = { hasListened: false };
  const database = {
    async connect() {
      const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
      client.on("error", noteBreak);
      await client.connect();
      // What was said while nobody listened is lost to this process: its browsers ask again.
      if (state.hasListened) setTimeout(onGap, 1000).unref();
      state.hasListened = true;
      return Object.assign(client, { release: () => void client.end() });
    },
    query: (text: string, values?: unknown[]) => pool().query(text, values),
  };
  return { pool: database as unknown as pg.Pool, close: async () => {} };
}

function openPool(onGap: () => void): PushDatabase {
  // Broken connections that are never given back keep their places: there are many.
  const own = new pg.Pool({ connectionString: env().DATABASE_URL, keepAlive: true, max: 100 });
  own.on("error", () => {});
  own.on("connect", (client) =>
    client.on("error", (error) => {
      noteBreak(error);
      setTimeout(onGap, adapterWaits).unref();
    }),
  );
  // The end of a pool waits for those, too.
  return { pool: own, close: () => Promise.race([own.end(), pause(1000)]) };
}

function noteBreak(error: Error): void {
  logger().warn({ err: error }, "the push's database connection broke");
}
