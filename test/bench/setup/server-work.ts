import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";

/** What a PostgreSQL server has done, seen from outside of the database that is measured. */
export type ServerWork = {
  /** Seconds of processor time of the server's own processes and of a database's connections, besides those of `except`. */
  cpuSeconds(database: string, except: number): number;
  /** Transactions that a database has committed, and statements by kind since the last `forget`. Takes 11 seconds. */
  commits(database: string): Promise<number>;
  /** Calls of statements in a database: ours, transaction control, the queue's. */
  statements(database: string): Promise<{ ours: number; control: number; queue: number }>;
  forget(): Promise<void>;
  close(): Promise<void>;
};

/** Watches the server at `serverUrl`, which stands on this machine. */
export async function watchServer(serverUrl: string): Promise<ServerWork> {
  const client = new pg.Client({ connectionString: serverUrl });
  // The server ends before this line does when the bench fails.
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const own = rows[0]!.pid;
  const postmaster = parentOf(own);
  return {
    cpuSeconds(database, except) {
      const all = readdirSync("/proc")
        .map(Number)
        .filter((pid) => pid > 0 && pid !== own && pid !== except);
      return all
        .filter((pid) => pid === postmaster || (parentOf(pid) === postmaster && serves(pid, database)))
        .reduce((sum, pid) => sum + secondsOf(pid), 0);
    },
    async commits(database) {
      // A connection tells what it did once a second while it works, and ten seconds after it stopped.
      await new Promise((resolve) => setTimeout(resolve, 11_000));
      const asked = await client.query<{ commits: number }>(
        "SELECT xact_commit::float8 AS commits FROM pg_stat_database WHERE datname = $1",
        [database],
      );
      return asked.rows[0]!.commits;
    },
    async statements(database) {
      const asked = await client.query<{ ours: number; control: number; queue: number }>(
        `SELECT coalesce(sum(calls) FILTER (WHERE kind = 'ours'), 0)::float8 AS ours,
                coalesce(sum(calls) FILTER (WHERE kind = 'control'), 0)::float8 AS control,
                coalesce(sum(calls) FILTER (WHERE kind = 'queue'), 0)::float8 AS queue
           FROM (SELECT calls, CASE WHEN query ~* '^\\s*(begin|commit|rollback|savepoint|release)' THEN 'control'
                                    WHEN query ~* 'add_job|get_state|job_state|bullmq|_job' THEN 'queue' ELSE 'ours' END AS kind
                   FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = $1) counted`,
        [database],
      );
      return asked.rows[0]!;
    },
    forget: async () => void (await client.query("SELECT pg_stat_statements_reset()")),
    close: () => client.end(),
  };
}

/** "postgres: someone database 127.0.0.1(40000) idle" is a connection; the server's own processes name no address. */
function serves(pid: number, database: string): boolean {
  const title = read(`/proc/${pid}/cmdline`);
  return !/\(\d+\)|\[local\]/.test(title) || title.includes(` ${database} `);
}

function parentOf(pid: number): number {
  return Number(read(`/proc/${pid}/stat`).split(") ")[1]?.split(" ")[1]);
}

/** Of a program with one thread. */
function secondsOf(pid: number): number {
  return Number(read(`/proc/${pid}/schedstat`).split(" ")[0] || 0) / 1e9;
}

/** Empty when the process has ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
