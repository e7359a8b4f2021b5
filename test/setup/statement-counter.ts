import { readFileSync } from "node:fs";
import pg from "pg";

/** Settings by which a server keeps counts of every statement. */
export const statementCounts = {
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.max": "10000",
};

/** A statement that a bench or a test runs for itself carries this and is not counted. */
export const uncounted = "/* bench */";

export type Counts = {
  statements: number;
  rows: number;
  /** Pages of 8 KB that the database touched, in memory or not. */
  buffers: number;
  /** The statement that touched most of them, with its share. */
  heaviest: { text: string; buffers: number };
};

export type StatementCounter = {
  /** Forgets what was counted in a database so far. */
  reset(database: string): Promise<void>;
  /** What was done in one database since then. No noise can move it. */
  read(database: string): Promise<Counts>;
  /** Starts a watch on the processor time of a database's connections; it tells the seconds since. */
  watchCpu(database: string): Promise<() => Promise<number>>;
  close(): Promise<void>;
};

/** Listens to the counts of a server that `startTestCluster` has started. */
export async function openStatementCounter(serverUrl: string): Promise<StatementCounter> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const secondsOf = async (database: string) => {
    const { rows } = await client.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE datname = $1", [
      database,
    ]);
    return new Map(rows.map(({ pid }) => [pid, runningSeconds(pid)]));
  };
  return {
    async reset(database) {
      await client.query("SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = $1", [database]);
    },
    async read(database) {
      const { rows } = await client.query<{ calls: number; rows: number; buffers: number; text: string }>(
        `SELECT s.calls::float8 AS calls, s.rows::float8 AS rows, s.query AS text,
                (s.shared_blks_hit + s.shared_blks_read)::float8 AS buffers
           FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
          WHERE d.datname = $1 AND position($2 IN s.query) = 0
          ORDER BY buffers DESC`,
        [database, uncounted],
      );
      const sum = (of: "calls" | "rows" | "buffers") => rows.reduce((total, row) => total + row[of], 0);
      const heaviest = { text: rows[0]?.text ?? "", buffers: rows[0]?.buffers ?? 0 };
      return { statements: sum("calls"), rows: sum("rows"), buffers: sum("buffers"), heaviest };
    },
    async watchCpu(database) {
      const before = await secondsOf(database);
      return async () => {
        let sum = 0;
        for (const [pid, seconds] of await secondsOf(database)) sum += seconds - (before.get(pid) ?? 0);
        return sum;
      };
    },
    close: () => client.end(),
  };
}

/** Of a program with one thread; 0 when it has ended. */
function runningSeconds(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e9;
  } catch {
    return 0;
  }
}
