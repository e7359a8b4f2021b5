import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inject } from "vitest";
import { closeDb } from "#app/infra/db.server.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { findDatabaseLocation } from "#server/boot/database/database-location.ts";
import { findOrphan } from "#server/boot/database/postgres.ts";
import { builtPrograms } from "#server/boot/programs/programs.ts";
import { heapLimits } from "#server/boot/system/heap-limits.ts";
import { readEnvironment } from "#server/boot/supervisor/environment.ts";
import { Supervisor } from "#server/boot/supervisor/supervisor.ts";
import { commandOf, isGoneWithin } from "#server/boot/system/processes.ts";
import { processesOf } from "#test/helpers/site-processes.ts";

/** What can die. */
export type Part = "web" | "worker" | "database";

export type Site = {
  url: string;
  /** The process of a part; 0 while there is none. */
  pidOf(part: Part): number;
  /** Kills a part with SIGKILL and resolves when it is gone. Nobody starts it again but the site itself. */
  kill(part: Part): Promise<void>;
  isReady(): Promise<boolean>;
  /** What web and worker have logged as faults of ours. */
  faults(): string[];
  end(): Promise<void>;
};

/**
 * Starts the whole site as `npm start` does, in a folder of data of its own: a database of its own, the built web process, and
 * the worker with the short locks of jobs/kill.fixture.ts. This process then works on the same database. `fill` runs before
 * web and worker are there.
 */
export async function startSite(port: number, fill: () => Promise<void>): Promise<Site> {
  const dataDir = path.join(inject("runFolder"), "faults", "data");
  mkdirSync(path.dirname(dataDir), { mode: 0o711 });
  for (const name of ["DATABASE_URL", "EMBEDDED"]) delete process.env[name];
  Object.assign(process.env, { DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: `http://localhost:${port}` });
  const environment = await readEnvironment();
  environment.variables.LOG_LEVEL = "error";
  const root = projectRoot();
  const preload = pathToFileURL(path.join(root, "build/server/last-one-out.js")).href;
  const worker = {
    name: "worker",
    file: path.join(root, "jobs/kill.fixture.ts"),
    flags: ["--import", "tsx", "--import", preload],
  };
  const supervisor = new Supervisor(environment, { ...builtPrograms(heapLimits(environment.env)), worker });
  await supervisor.openDatabase();
  process.env.DATABASE_URL = environment.variables.DATABASE_URL;
  forgetSingleton("env");
  await supervisor.migrate();
  await fill();
  supervisor.startChildren();
  await supervisor.untilReady();

  const url = `http://localhost:${port}`;
  const scripts = { web: "/web.js", worker: "kill.fixture.ts" };
  const pidOf = (part: Part) => {
    if (part === "database") return findOrphan(findDatabaseLocation(dataDir)!.dir) ?? 0;
    return processesOf(dataDir).find((pid) => commandOf(pid).includes(scripts[part])) ?? 0;
  };
  return {
    url,
    pidOf,
    async kill(part) {
      const pid = pidOf(part);
      if (pid === 0) throw new Error(`there is no ${part} to kill`);
      process.kill(pid, "SIGKILL");
      if (!(await isGoneWithin(pid, 5000))) throw new Error(`the ${part} does not die`);
    },
    async isReady() {
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) }).catch(() => null);
      return answer?.ok ?? false;
    },
    faults: () => ["web", "worker"].flatMap((name) => faultsIn(path.join(dataDir, "logs", `${name}.log`))),
    async end() {
      await closeDb();
      await supervisor.end();
    },
  };
}

/** Lines of a log that is JSON, each with what happened and where. That the database went away is no fault of ours. */
function faultsIn(file: string): string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("{"));
  return lines.flatMap((line) => {
    const { level, msg, path: where, err } = JSON.parse(line) as LogLine;
    if (level < 50 || msg === "the database does not answer") return [];
    return [`${msg} ${where ?? ""} ${err?.code ?? ""} ${err?.stack ?? err?.message ?? ""}`];
  });
}

type LogLine = { level: number; msg: string; path?: string; err?: { code?: string; message?: string; stack?: string } };
