import { mkdirSync } from "node:fs";
import path from "node:path";
import { withClient } from "#prisma/history.ts";
import { chooseLocation, findDatabaseLocation, keepLocation } from "./database-location.ts";
import { listenProblem } from "#server/boot/prepare/port.mjs";
import * as postgres from "./postgres.ts";
import { freePort, pause } from "#server/boot/system/processes.ts";

export type EmbeddedDatabase = {
  url: string;
  /** The file with the server's process id. */
  pidFile: string;
  /** Stops the server in order and resolves when it is gone. */
  stop: () => Promise<void>;
};

const databaseName = "crossroads";

/**
 * Starts the PostgreSQL that belongs to `dataDir`, makes it first where there is none, and starts it again whenever it
 * dies. Whoever calls holds the lock of `dataDir`, so a server found running is one that a killed supervisor left.
 */
export async function openEmbeddedDatabase(dataDir: string, say: (line: string) => void): Promise<EmbeddedDatabase> {
  const logs = path.join(dataDir, "logs");
  mkdirSync(logs, { recursive: true });
  const location = findDatabaseLocation(dataDir) ?? chooseLocation(dataDir, await freePort(), say);
  const { dir } = location;
  const orphan = postgres.findOrphan(dir);
  if (orphan) await postgres.stopPostmaster(orphan);
  postgres.removeStalePidFile(dir);
  if (await listenProblem(location.port, "127.0.0.1")) location.port = await freePort();
  keepLocation(dataDir, location);
  const options = { ...location, log: path.join(logs, "database.log") };
  await postgres.ensureCluster(options);
  let server = await postgres.startCluster(options);
  let stopping = false;
  let restarting: Promise<void> | null = null;
  const watch = () => server.process.once("exit", () => (restarting = stopping ? null : restart()));
  const restart = async () => {
    say("The database has ended; starting it again.");
    for (let wait = 250; !stopping; wait = Math.min(wait * 2, 10_000)) {
      await pause(wait);
      try {
        postgres.removeStalePidFile(dir);
        server = await postgres.startCluster(options);
        watch();
        say("The database is back.");
        return;
      } catch (error) {
        say(`The database does not start yet: ${(error as Error).message}`);
      }
    }
  };
  const stop = async () => {
    stopping = true;
    await restarting;
    await postgres.stopPostmaster(server.pid);
  };
  watch();
  try {
    await ensureDatabase(postgres.clusterUrl(location, "postgres"));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: postgres.clusterUrl(location, databaseName), pidFile: path.join(dir, "postmaster.pid"), stop };
}

/** The address of the running embedded database of `dataDir`, or null when it does not run. */
export function findRunningDatabase(dataDir: string): string | null {
  const location = findDatabaseLocation(dataDir);
  return location && postgres.findOrphan(location.dir) ? postgres.clusterUrl(location, databaseName) : null;
}

/** Drops and makes the database anew: for a first start that was cut off while it wrote its first rows. */
export async function resetDatabase(dataDir: string): Promise<void> {
  const url = postgres.clusterUrl(findDatabaseLocation(dataDir)!, "postgres");
  await withClient(url, (client) => client.query(`DROP DATABASE IF EXISTS ${databaseName} WITH (FORCE)`));
  await ensureDatabase(url);
}

async function ensureDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  });
}
