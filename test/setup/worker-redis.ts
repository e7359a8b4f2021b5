import { randomInt } from "node:crypto";
import { inject } from "vitest";
import { redisDatabases } from "./redis.ts";

// After worker.ts: the same test file, with the queue and the push on Redis. Each file has a logical database.
process.env.REDIS_URL = `${inject("redisUrl")}/${randomInt(redisDatabases)}`;
