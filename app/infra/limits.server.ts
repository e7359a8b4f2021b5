import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { AppError, isAppError } from "#app/infra/app-error.ts";
import { db, pool } from "#app/infra/db.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { singleton } from "#app/lib/singleton.ts";

/** `points` uses within `seconds`; counted in the database, so that several nodes share the count. */
export type Limit = { name: string; points: number; seconds: number };

function limiter({ name, points, seconds }: Limit) {
  // New people may have fewer points of the same name: they are counted alike and refused earlier.
  return singleton(`limit:${name}:${points}:${seconds}`, () => {
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

/**
 * Like `consumeLimit`, but says whether there was a point instead of throwing: for what is left out in silence.
 */
export async function hasPoint(limit: Limit, key: string): Promise<boolean> {
  const refused = await consumeLimit(limit, key).catch((error: unknown) => error);
  if (refused && !isAppError(refused)) throw refused;
  return refused === undefined;
}

/**
 * Gives a point back that `consumeLimit` took: a limit that counts failures only takes a point before each try, because tries
 * that come side by side would all be looked at before the first of them is counted.
 */
export async function returnPoint(limit: Limit, key: string): Promise<void> {
  await limiter(limit).reward(key, 1);
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
