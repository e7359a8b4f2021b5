import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { withClient } from "#prisma/history.ts";
import { findDatabaseLocation } from "#server/boot/database/database-location.ts";
import { clusterUrl, startCluster, stopPostmaster } from "#server/boot/database/postgres.ts";
import { freePort } from "#server/boot/system/processes.ts";
import { percentile, printJson, printTable, round, setting } from "./setup/report.ts";

const rounds = setting("BENCH_ROUNDS", 5);
/** Milliseconds from `npm start` to a site that is ready, where the data are there. */
const goal = 5000;

/** Milliseconds after the start at which each of these was so. */
type Phases = Record<"prepared" | "database" | "schema" | "listening" | "ready" | "worker", number>;

const folder = mkdtempSync(path.join(tmpdir(), "crossroads-boot-"));
const dataDir = path.join(folder, "data");
try {
  const load = loadavg()[0]!.toFixed(1);
  const first = await startSite();
  const next: Phases[] = [];
  const least: number[] = [];
  for (let n = 0; n < rounds; n++) {
    least.push(await startLeast());
    next.push(await startSite());
  }
  print(first, next, least);
  console.log(
    `Node ${process.versions.node}; ${rounds} rounds in turns; load before ${load}, after ${loadavg()[0]!.toFixed(1)}.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The whole `npm start`, without npm, until everything is up; then it is ended in order. */
async function startSite(): Promise<Phases> {
  const port = await freePort();
  const began = Date.now();
  const since = () => Date.now() - began;
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port) } as unknown as NodeJS.ProcessEnv;
  const site = spawn(process.execPath, ["server/boot/start.mjs"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const at: Partial<Phases> = {};
  const signs: [keyof Phases, RegExp][] = [
    ["prepared", /Starting the database …/],
    ["database", /Starting the database: /],
    ["schema", /Starting web and worker …/],
  ];
  let said = "";
  site.stdout.on("data", (text: Buffer) => {
    said += text.toString();
    for (const [phase, sign] of signs) if (sign.test(said)) at[phase] ??= since();
  });
  const isAnswered = async (address: string) =>
    (await fetch(`http://127.0.0.1:${port}${address}`).catch(() => null))?.ok === true;
  while (at.ready === undefined) {
    if (site.exitCode !== null) throw new Error(`The site has ended by itself:\n${said}`);
    if (await isAnswered("/health/live")) at.listening ??= since();
    if (at.listening !== undefined && (await isAnswered("/health/ready"))) at.ready = since();
    else await pause(5);
  }
  while ((at.worker = workerReadySince(began)) === undefined) await pause(5);
  site.kill("SIGTERM");
  await once(site, "exit");
  return at as Phases;
}

/** What the worker's log says; milliseconds after `began`. */
function workerReadySince(began: number): number | undefined {
  const file = path.join(dataDir, "logs", "worker.log");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const times = lines
    .filter((line) => line.includes('"the worker is ready"'))
    .map((line) => (JSON.parse(line) as { time: number }).time);
  const time = times.at(-1) ?? 0;
  return time >= began ? time - began : undefined;
}

/** The least that any such site needs: the same PostgreSQL on the same data, then a Node that answers one address after one query. */
async function startLeast(): Promise<number> {
  const location = findDatabaseLocation(dataDir)!;
  const began = performance.now();
  const { pid } = await startCluster({ ...location, log: path.join(folder, "least.log") });
  const port = await freePort();
  const file = "test/bench/baselines/boot.mjs";
  const env = { PATH: process.env.PATH, DATABASE_URL: clusterUrl(location, "crossroads"), PORT: String(port) };
  const server = spawn(process.execPath, [file], { env: env as unknown as NodeJS.ProcessEnv, stdio: "inherit" });
  while (!(await fetch(`http://127.0.0.1:${port}/`).catch(() => null))?.ok) await pause(5);
  const took = performance.now() - began;
  server.kill();
  await once(server, "exit");
  await withClient(clusterUrl(location, "crossroads"), (client) => client.query("CHECKPOINT"));
  await stopPostmaster(pid);
  return took;
}

function print(first: Phases, next: Phases[], least: number[]): void {
  const median = (values: number[]) => round(percentile(values, 0.5));
  const of = (phase: keyof Phases) => median(next.map((one) => one[phase]));
  const baseline = median(least);
  const phases: [keyof Phases, string][] = [
    ["prepared", "install and build are looked at"],
    ["database", "database up"],
    ["schema", "schema and first content checked"],
    ["listening", "web listens"],
    ["ready", "ready"],
    ["worker", "worker ready"],
  ];
  printTable(
    ["ms after the start", "first time, empty data", "next time, median", "slowest", "goal"],
    phases.map(([phase, name]) => {
      const slowest = Math.max(...next.map((one) => one[phase]));
      const isMissed = phase === "ready" && of(phase) > goal;
      return [name, first[phase], of(phase), slowest, phase === "ready" ? `${goal}${isMissed ? " missed" : ""}` : "-"];
    }),
  );
  printJson("boot", { first, next, least: least.map((one) => round(one)), goal });
  console.log(
    `The same PostgreSQL and a bare Node that asks it one question: ${baseline} ms; ours is ready in ${round(of("ready") / baseline, 1)} times that.`,
  );
}
