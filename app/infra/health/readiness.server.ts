import { Redis } from "ioredis";
import { HEALTH_PATIENCE_MILLISECONDS, askReserved } from "#app/infra/health/reserved-connection.server.ts";
import { within } from "#app/infra/health/within.ts";
import { env } from "#app/infra/env.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { queueHealth } from "#app/infra/queue.server.ts";
import { findSingleton, forgetSingleton, provideSingleton, singleton } from "#app/lib/singleton.ts";

/** What a process needs from outside to be of use. */
type Need = "database" | "migrations" | "queue" | "redis";

/**
 * Names what does not answer within a second and a half, whether it refuses or hangs; none when this process is ready. Asks
 * over connections of its own, so that the site's crowd does not stand in its way. `known` are the migrations of this code.
 */
export function findUnready(known: string[]): Promise<Need[]> {
  // However many ask, the others are asked once at a time.
  const running = findSingleton<Promise<Need[]>>("readiness");
  if (running) return running;
  const asking = askAll(known).finally(() => forgetSingleton("readiness"));
  provideSingleton("readiness", asking);
  return asking;
}

async function askAll(known: string[]): Promise<Need[]> {
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

/** Closes what is kept open for these questions. */
export function closeReadiness(): void {
  findSingleton<Redis>("health-redis")?.disconnect();
  forgetSingleton("health-redis");
}
