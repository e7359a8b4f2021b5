import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { postgresBinaries } from "./postgres-binaries.ts";
import { type PostgresUser, postgresUser } from "./postgres-user.ts";
import { commandOf, isAlive, isGoneWithin, pause } from "#server/boot/system/processes.ts";

/** The one role of an embedded cluster. */
const role = "crossroads";

export type ClusterOptions = {
  /** The data directory. */
  dir: string;
  /** A port of 127.0.0.1; nobody else can reach the server. */
  port: number;
  password: string;
  /** File that takes what initdb and the server say. */
  log: string;
  /** Server settings on top of ours. */
  settings?: Record<string, string>;
};

export type Cluster = { pid: number; process: ChildProcess };

/** The address of a database of the cluster. */
export function clusterUrl({ port, password }: { port: number; password: string }, database: string): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Makes the data directory when there is none: UTF-8, sorted by code point, which no update of the operating system
 * changes. It is made beside its place and moved there when complete, so a kill leaves no half-made one.
 */
export async function ensureCluster({ dir, password, log }: ClusterOptions): Promise<void> {
  if (existsSync(path.join(dir, "PG_VERSION"))) return;
  const user = postgresUser(dir);
  const half = `${dir}.making`;
  const secrets = mkdtempSync(path.join(tmpdir(), "crossroads-initdb-"));
  const passwordFile = path.join(secrets, "password");
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) for (const place of [half, secrets, passwordFile]) chownSync(place, user.uid, user.gid);
  try {
    const initdb = run("initdb", user, log, [
      `--pgdata=${half}`,
      `--username=${role}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
    ]);
    const code = await new Promise((resolve) => initdb.once("exit", resolve));
    if (code !== 0) throw new Error(`PostgreSQL could not make its data directory ${dir}:\n${tail(log)}`);
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
  rmSync(dir, { recursive: true, force: true });
  renameSync(half, dir);
}

/**
 * Starts the server and resolves when it accepts connections. It runs in a session of its own, so that a Ctrl-C in the
 * terminal does not take the database away from processes that still finish their work.
 */
export async function startCluster({ dir, port, log, settings = {} }: ClusterOptions): Promise<Cluster> {
  const all = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = run("postgres", postgresUser(dir), log, ["-D", dir, ...flags]);
  const pid = server.pid;
  if (pid === undefined) throw new Error("PostgreSQL's program could not be started.");
  const end = Date.now() + 120_000;
  while (true) {
    const state = readPostmaster(dir);
    if (state?.pid === pid && state.ready) return { pid, process: server };
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error(`PostgreSQL did not start:\n${tail(log)}`);
    }
    // Recovery after a crash may take long; two minutes without an answer mean something else.
    if (Date.now() > end) {
      server.kill("SIGQUIT");
      throw new Error(`PostgreSQL was not ready after two minutes:\n${tail(log)}`);
    }
    await pause(20);
  }
}

/** Stops a server: first in order, then by force. Resolves when it is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, ms] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (!isAlive(pid)) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await isGoneWithin(pid, ms)) return;
  }
}

/** What `postmaster.pid` says, or null when there is none. */
function readPostmaster(dir: string): { pid: number; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(dir, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return null;
  }
}

/**
 * The server that an earlier, killed run left behind in this data directory, or null. The id alone proves nothing (it
 * may have been given to another process since): it must be a postgres that works in this very directory.
 */
export function findOrphan(dir: string): number | null {
  const pid = readPostmaster(dir)?.pid;
  return pid && isAlive(pid) && worksIn(pid, dir) ? pid : null;
}

/** Removes a `postmaster.pid` whose process is gone or is somebody else, which PostgreSQL itself would refuse. */
export function removeStalePidFile(dir: string): void {
  if (readPostmaster(dir) && findOrphan(dir) === null) rmSync(path.join(dir, "postmaster.pid"), { force: true });
}

function worksIn(pid: number, dir: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dir);
  } catch {
    // No /proc, or a process of somebody else.
    return /\bpostgres\b/.test(commandOf(pid));
  }
}

function run(program: string, user: PostgresUser, log: string, args: string[]): ChildProcess {
  const out = openSync(log, "a");
  // Only what it needs: PGDATA, PGPORT or LC_ALL of whoever starts us must not change what it does.
  const env = {
    PATH: process.env.PATH ?? "/usr/bin:/bin",
    LC_ALL: "C.UTF-8",
    TZ: "UTC",
  } as unknown as NodeJS.ProcessEnv;
  const options: SpawnOptions = { cwd: "/", detached: true, stdio: ["ignore", out, out], env };
  const as = user ? { uid: user.uid, gid: user.gid } : {};
  const child = spawn(path.join(postgresBinaries(user), "bin", program), args, { ...options, ...as });
  child.on("error", () => {});
  closeSync(out);
  return child;
}

function tail(file: string): string {
  try {
    return readFileSync(file, "utf8").split("\n").slice(-12).join("\n");
  } catch {
    return "";
  }
}
