import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "#app/infra/app-error.ts";
import { db, pool } from "#app/infra/db.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { singleton } from "#app/lib/singleton.ts";

/** `points` uses within `seconds`; counted in the database, so that several nodes share the count. */
export type Limit = { name: string; points: number; seconds: number };

function limiter({ name, points, seconds }: Limit) {
  return singleton(`limit:${name}`, () => {
    const options = { keyPrefix: name, points, duration: seconds };
    const memory = new RateLimiterMemory(options);
    return new RateLimiterPostgres({
      ...options,
      storeClient: pool(),
      tableName: "rate_limits",
      tableCreated: true,
      clearExpiredByTimeout: false,
      insuranceLimiter: memory,
    });
  });
}

/**
 * Uses one point of a limit. Throws AppError "error.too_many" (429, with `seconds` to wait) when none is left. When the
 * store fails the process counts alone.
 */
export async function consumeLimit(limit: Limit, key: string): Promise<void> {
  try {
    await limiter(limit).consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw tooMany(limit, refusal.msBeforeNext);
  }
}

/** Throws like `consumeLimit` when no point is left, and uses none: for limits that count failures only. */
export async function checkLimit(limit: Limit, key: string): Promise<void> {
  const state = await limiter(limit).get(key);
  if (state && state.consumedPoints >= limit.points) throw tooMany(limit, state.msBeforeNext);
}

/** Counts a failure without refusing it; the next `checkLimit` does. */
export async function countFailure(limit: Limit, key: string): Promise<void> {
  await limiter(limit).penalty(key, 1);
}

/** Gives all points of a key back, after a success that ends a series of failures. */
export async function resetLimit(limit: Limit, key: string): Promise<void> {
  await limiter(limit).delete(key);
}

/** Sweep: deletes counts whose time has ended; their keys hold network addresses. Returns how many. */
export async function deleteEndedLimits({ at = new Date() } = {}): Promise<number> {
  return db().$executeRaw`DELETE FROM rate_limits WHERE expire < ${at.getTime()}`;
}

function tooMany(limit: Limit, milliseconds: number): AppError {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  logger().info({ limit: limit.name }, "a rate limit was reached");
  return new AppError("error.too_many", 429, { values: { seconds } });
}
