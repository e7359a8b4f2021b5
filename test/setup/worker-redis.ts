import { randomInt } from "node:crypto";
import { beforeEach, inject } from "vitest";
import { redisDatabases } from "./redis.ts";

// After worker.ts: the same test file once more, with the queue and the push on Redis. Each file has a logical database.
const redisUrl = inject("redisUrl");
if (redisUrl) process.env.REDIS_URL = `${redisUrl}/${randomInt(redisDatabases)}`;
else beforeEach(({ skip }) => skip("redis-server is not installed"));
