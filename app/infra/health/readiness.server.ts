import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";
import { HEALTH_PATIENCE_MILLISECONDS, askReserved } from "#app/infra/health/reserved-connection.server.ts";
import { within } from "#app/infra/health/within.ts";
import { env } from "#app/infra/env.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { queueHealth } from "#app/infra/queue.server.ts";
import { findSingleton, forgetSingleton, singleton } from "#app/lib/singleton.ts";

/** What a process needs from outside to be of use. */
type Need = "database" | "migrations" | "queue" | "redis";

type Readiness = { names: Need[]; at: number; asked: number; checking: Promise<void> | null };

const readiness = () =>
  singleton("readiness", (): Readiness => ({ names: ["database"], at: -Infinity, asked: 0, checking: null }));

/** So old may an answer be; while somebody asks now and then, it is looked after in the background. */
const FRESH_MILLISECONDS = 2500;
const WATCHED_MILLISECONDS = 30_000;
/** A balancer waits for two seconds. */
const LONGEST_MILLISECONDS = 1700;

/**
 * Names what does not answer, whether it refuses or hangs; none when this process is ready. Comes within two seconds however
 * much there is to do: from a look of a moment ago, else from one now. `known` are the migrations of this code.
 */
export async function findUnready(known: string[]): Promise<Need[]> {
  const state = readiness();
  const now = performance.now();
  const isWatched = now - state.asked < WATCHED_MILLISECONDS;
  state.asked = now;
  if (now - state.at > FRESH_MILLISECONDS) {
    const checking = look(state, known);
    if (!isWatched) watch(state, known);
    await Promise.race([checking, pause(LONGEST_MILLISECONDS, undefined, { ref: false })]);
  }
  return state.names;
}

function look(state: Readiness, known: string[]): Promise<void> {
  state.checking ??= checkNeeds(known).then((names) => {
    Object.assign(state, { names, at: performance.now(), checking: null });
  });
  return state.checking;
}

function watch(state: Readiness, known: string[]): void {
  const timer = setInterval(() => {
    if (performance.now() - state.asked > WATCHED_MILLISECONDS) clearInterval(timer);
    else void look(state, known);
  }, 1000);
  timer.unref();
}

/** `findUnready` by asking now. */
export async function checkNeeds(known: string[]): Promise<Need[]> {
  const checks: [Need, Promise<unknown>][] = [
    ["database", askReserved("SELECT 1")],
    ["queue", env().REDIS_URL ? queueOnRedis() : askReserved("SELECT 1 FROM bullmq.job LIMIT 1")],
    ["migrations", askReserved(appliedMigrations).then(({ rows }) => refuseMissing(known, rows))],
  ];
  if (env().REDIS_URL) checks.push(["redis", pingRedis()]);
  const silent = await Promise.all(
    checks.map(async ([need, check]): Promise<Need[]> => {
      try {
        await check;
        return [];
      } catch (error) {
        logger().warn({ err: error, need }, "not ready");
        return [need];
      }
    }),
  );
  const names = silent.flat();
  // Without a database nothing is known of its migrations.
  return names.includes("database") ? names.filter((name) => name !== "migrations") : names;
}

const appliedMigrations =
  "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL";

/** More than are known is fine: a newer node has come, and migrations only add. */
function refuseMissing(known: string[], rows: { name: string }[]): void {
  const applied = new Set(rows.map(({ name }) => name));
  const missing = known.filter((name) => !applied.has(name));
  if (missing.length > 0) throw new Error(`the database has not seen these migrations: ${missing.join(", ")}`);
}

async function queueOnRedis(): Promise<void> {
  // A command on a link that is stuck would wait there for ever: one at a time is enough.
  const asking = singleton("queue-question", () => queueHealth().finally(() => forgetSingleton("queue-question")));
  await within(HEALTH_PATIENCE_MILLISECONDS, asking);
}

async function pingRedis(): Promise<void> {
  const redis = singleton("health-redis", () => {
    const made = new Redis(env().REDIS_URL!, {
      connectTimeout: HEALTH_PATIENCE_MILLISECONDS,
      commandTimeout: HEALTH_PATIENCE_MILLISECONDS,
      maxRetriesPerRequest: 0,
    });
    made.on("error", () => {});
    return made;
  });
  await within(HEALTH_PATIENCE_MILLISECONDS, redis.ping());
}

/** Forgets what was found, and closes what is kept open for these questions. */
export function closeReadiness(): void {
  const known = findSingleton<Readiness>("readiness");
  if (known) known.asked = -Infinity;
  forgetSingleton("readiness");
  findSingleton<Redis>("health-redis")?.disconnect();
  forgetSingleton("health-redis");
}
