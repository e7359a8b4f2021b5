import { closeDb } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { forgetAllSingletons } from "#app/lib/singleton.ts";
import { withClient } from "#prisma/history.ts";
import { freePort } from "#server/boot/system/processes.ts";
import { startTestCluster, templateDatabase } from "#test/setup/postgres.ts";
import { builtPrograms } from "#server/boot/programs/programs.ts";
import { heapLimits } from "#server/boot/system/heap-limits.ts";
import { asSupervised } from "#server/boot/supervisor/environment.ts";
import { type Program, startProgram } from "./programs.ts";

/** What a bench stands on: a PostgreSQL and a migrated database of its own, and the programs that it starts. */
export type Ground = {
  /** Makes this process, and what is started from now on, use one more database: migrated and empty the first time. */
  openDatabase(name: string): Promise<void>;
  /** Starts the built web server as the supervisor does, with more variables of its environment, or with `flags` of Node instead. */
  startWeb(name?: string, more?: Record<string, string>, flags?: string[]): Promise<Program>;
  /** The same for the built worker. */
  startWorker(more?: Record<string, string>, flags?: string[]): Promise<Program>;
  /** Starts a program that calls functions of the product (`load/calls.ts`). */
  startCalls(name: string): Promise<Program>;
  /** Starts a program of `test/bench/baselines`. */
  startBaseline(name: string): Promise<Program>;
  /** What the database has done for each statement, in all databases: `statement-counter.ts` of the tests reads it. */
  serverUrl: string;
};

/**
 * Runs a bench on a ground of its own and clears it away, also when the bench fails or is interrupted. This process itself
 * gets the same environment, so that it can call the product's functions to seed.
 */
export async function onOwnGround(work: (ground: Ground) => Promise<void>): Promise<void> {
  const cluster = await startTestCluster();
  const programs: Program[] = [];
  const end = once(async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await closeDb();
    await cluster.stop();
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => void end().finally(() => process.exit(130)));
  // A refusal that a client under load meets, somewhere in an event.
  process.once("uncaughtException", (error) => {
    console.error(error);
    void end().finally(() => process.exit(1));
  });
  try {
    await withClient(cluster.url, (client) => client.query(`CREATE DATABASE bench TEMPLATE ${templateDatabase}`));
    const url = new URL(cluster.url);
    url.pathname = "/bench";
    const variables = {
      NODE_ENV: "production",
      EMBEDDED: "1",
      LOG_LEVEL: "warn",
      PUBLIC_URL: "http://localhost",
      DATABASE_URL: url.href,
      DATA_DIR: `${cluster.folder}/data`,
      APP_SECRET: "for the bench ".repeat(4),
    };
    Object.assign(process.env, variables);
    const start = async (file: string, profile: string, { listens = true, more = {}, flags }: More = {}) => {
      const port = listens ? await freePort() : null;
      const program = await startProgram({
        file,
        port,
        profile,
        flags,
        variables: { ...variables, ...more, PORT: String(port ?? 0) },
      });
      programs.push(program);
      return program;
    };
    const made = new Set<string>();
    const openDatabase = async (name: string) => {
      await Promise.allSettled([closeQueue(), closeDb()]);
      forgetAllSingletons();
      const create = `CREATE DATABASE ${name} TEMPLATE ${templateDatabase}`;
      if (!made.has(name)) await withClient(cluster.url, (client) => client.query(create));
      made.add(name);
      url.pathname = `/${name}`;
      variables.DATABASE_URL = url.href;
      Object.assign(process.env, variables);
    };
    await work({
      serverUrl: cluster.url,
      openDatabase,
      startWeb: (name = "web", more = {}, flags = built.web.flags) =>
        start(built.web.file, name, { more: { ...asSupervised, ...more }, flags }),
      startWorker: (more = {}, flags = built.worker.flags) =>
        start(built.worker.file, "worker", { listens: false, more: { ...asSupervised, ...more }, flags }),
      startCalls: (name) => start("test/bench/load/calls.ts", `calls-${name}`),
      startBaseline: (name) => start(`test/bench/baselines/${name}.ts`, `baseline-${name}`),
    });
  } finally {
    await end();
  }
}

type More = { more?: Record<string, string>; flags?: string[]; listens?: boolean };

const built = builtPrograms(heapLimits({}));

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
