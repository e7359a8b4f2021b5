import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { withClient } from "#prisma/history.ts";
import { systemPlace } from "./postgres-binaries.ts";
import { isReachable, postgresUser } from "./postgres-user.ts";
import * as postgres from "./postgres.ts";
import { freePort, isPortFree, pause } from "./processes.ts";

/** What is kept of an embedded database in `database.json`, so that it and its server are found again. */
export type DatabaseState = { dir: string; password: string; port: number };

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
  const state = findDatabaseState(dataDir) ?? (await newState(dataDir, say));
  const { dir } = state;
  const orphan = postgres.findOrphan(dir);
  if (orphan) await postgres.stopPostmaster(orphan);
  postgres.removeStalePidFile(dir);
  if (!(await isPortFree(state.port, "127.0.0.1"))) state.port = await freePort();
  writeState(dataDir, state);
  const options = { ...state, log: path.join(logs, "database.log") };
  await postgres.ensureCluster(options);
  let stopping = false;
  let server = await postgres.startCluster(options);
  const watch = () => server.process.once("exit", () => void (stopping || restart()));
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
  watch();
  await ensureDatabase(postgres.clusterUrl(state, "postgres"));
  return {
    url: postgres.clusterUrl(state, databaseName),
    pidFile: path.join(dir, "postmaster.pid"),
    stop: async () => {
      stopping = true;
      const left = postgres.findOrphan(dir);
      if (left) await postgres.stopPostmaster(left);
    },
  };
}

/** The database that `dataDir` has had so far, or null. */
export function findDatabaseState(dataDir: string): DatabaseState | null {
  const file = stateFile(dataDir);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** The address of the running embedded database of `dataDir`, or null when it does not run. */
export function findRunningDatabase(dataDir: string): string | null {
  const state = findDatabaseState(dataDir);
  return state && postgres.findOrphan(state.dir) ? postgres.clusterUrl(state, databaseName) : null;
}

/** Drops and makes the database anew: for a first start that was cut off while it wrote its first rows. */
export async function resetDatabase(dataDir: string): Promise<void> {
  const url = postgres.clusterUrl(findDatabaseState(dataDir)!, "postgres");
  await withClient(url, (client) => client.query(`DROP DATABASE ${databaseName} WITH (FORCE)`));
  await ensureDatabase(url);
}

/**
 * The data lie in `.data/postgres`. As root that may be a place which PostgreSQL's own user cannot reach (/root is
 * closed to everybody); they lie under /var/lib/crossroads then, in a folder named after the clone's.
 */
async function newState(dataDir: string, say: (line: string) => void): Promise<DatabaseState> {
  let dir = path.join(dataDir, "postgres");
  if (!isReachable(path.join(dir, "PG_VERSION"), postgresUser(dir))) {
    const real = realpathSync(dataDir);
    const mark = createHash("sha256").update(real).digest("hex").slice(0, 8);
    dir = path.join(systemPlace, `${path.basename(path.dirname(real)).replace(/[^\w.-]+/g, "-")}-${mark}`, "postgres");
    mkdirSync(path.dirname(dir), { recursive: true, mode: 0o755 });
    say(`PostgreSQL does not run as root, and its own user cannot reach ${dataDir}:`);
    say(`the database lies in ${dir} (noted in ${stateFile(dataDir)}).`);
  }
  return { dir, password: randomBytes(24).toString("base64url"), port: await freePort() };
}

function writeState(dataDir: string, state: DatabaseState): void {
  const text = `${JSON.stringify(state, null, 2)}\n`;
  if (existsSync(stateFile(dataDir)) && readFileSync(stateFile(dataDir), "utf8") === text) return;
  const draft = `${stateFile(dataDir)}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  // Root may start what belongs to somebody else; they must be able to start it again.
  if (process.getuid?.() === 0) chownSync(draft, statSync(dataDir).uid, statSync(dataDir).gid);
  renameSync(draft, stateFile(dataDir));
}

async function ensureDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  });
}

const stateFile = (dataDir: string) => path.join(dataDir, "database.json");
