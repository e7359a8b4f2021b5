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
import { systemFolder } from "./postgres-binaries.ts";
import { isReachable, postgresUser } from "./postgres-user.ts";
import { PlainError } from "#server/boot/prepare/terminal.mjs";

/** What is kept of an embedded database in `database.json`, so that it and its server are found again. */
type DatabaseState = {
  password: string;
  port: number;
  /** The data directory, where it is not the folder `postgres` beside this file. */
  elsewhere?: string;
};

/** An embedded database: where its files are and how it is reached. */
export type DatabaseLocation = { dir: string; password: string; port: number };

/** The embedded database of this data folder, or null when it has none yet. */
export function findDatabaseLocation(dataDir: string): DatabaseLocation | null {
  const file = stateFile(dataDir);
  if (!existsSync(file)) return null;
  const { elsewhere, password, port } = JSON.parse(readFileSync(file, "utf8")) as DatabaseState;
  if (elsewhere && !isOurs(elsewhere, dataDir)) return null;
  const dir = elsewhere ?? path.join(dataDir, "postgres");
  const user = postgresUser(dir);
  if (!isReachable(path.join(dir, "PG_VERSION"), user)) throw new PlainError(unreachable(dir, user!.name));
  return { dir, password, port };
}

// A clone that has moved below a closed folder since its database was made.
function unreachable(dir: string, user: string): string {
  return (
    `The database in ${dir} runs as ${user}, and a folder above it is closed to that user.\n` +
    `Move the clone to where it was or to an open place such as /srv, or open the folders above: chmod o+x …`
  );
}

/**
 * Chooses where a new database goes: `.data/postgres`. As root that may be a place which PostgreSQL's own user cannot
 * reach (/root is closed to everybody); then it goes under /var/lib/crossroads, in a folder of this clone's own.
 */
export function chooseLocation(dataDir: string, port: number, say: (line: string) => void): DatabaseLocation {
  let dir = path.join(dataDir, "postgres");
  if (!isReachable(path.join(dir, "PG_VERSION"), postgresUser(dir))) {
    const real = realpathSync(dataDir);
    const name = path.basename(path.dirname(real)).replace(/[^\w.-]+/g, "-");
    const mark = createHash("sha256").update(real).digest("hex").slice(0, 8);
    dir = path.join(systemFolder, `${name}-${mark}`, "postgres");
    mkdirSync(path.dirname(dir), { recursive: true, mode: 0o755 });
    writeFileSync(ownerFile(dir), real);
    say("PostgreSQL does not run as root, and its own user cannot reach this folder:");
    say(`the database lies in ${dir} (noted in ${stateFile(dataDir)}).`);
  }
  if (existsSync(dir)) {
    // Its password went with database.json. Whoever deleted that wants to begin anew, or has a way back.
    const aside = `${dir}.${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}`;
    renameSync(dir, aside);
    say(`There is a database without its database.json; it was moved to ${aside}.`);
  }
  return { dir, port, password: randomBytes(24).toString("base64url") };
}

/** Notes where the database is. */
export function keepLocation(dataDir: string, { dir, password, port }: DatabaseLocation): void {
  const isElsewhere = dir !== path.join(dataDir, "postgres");
  const state: DatabaseState = { password, port, ...(isElsewhere ? { elsewhere: dir } : {}) };
  const text = `${JSON.stringify(state, null, 2)}\n`;
  const file = stateFile(dataDir);
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  const draft = `${file}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  // Root may start what belongs to somebody else; they must be able to start it again.
  if (process.getuid?.() === 0) chownSync(draft, statSync(dataDir).uid, statSync(dataDir).gid);
  renameSync(draft, file);
}

/** A clone that was moved keeps its database; a copy of a clone must not work on the database of the original. */
function isOurs(elsewhere: string, dataDir: string): boolean {
  const real = realpathSync(dataDir);
  const owner = existsSync(ownerFile(elsewhere)) ? readFileSync(ownerFile(elsewhere), "utf8") : real;
  if (owner !== real && existsSync(stateFile(owner))) return false;
  writeFileSync(ownerFile(elsewhere), real);
  return true;
}

const stateFile = (dataDir: string) => path.join(dataDir, "database.json");
const ownerFile = (dir: string) => path.join(path.dirname(dir), "belongs-to");
