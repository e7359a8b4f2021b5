import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "#app/infra/env.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { singleton } from "#app/lib/singleton.ts";
import { countStatements } from "#app/infra/statement-count.server.ts";
import { PrismaClient } from "#prisma/generated/client.ts";

/** The one pool of this process: Prisma, Lucia's adapter and raw SQL share it. */
export function pool(): pg.Pool {
  return singleton("pg-pool", () => {
    const made = new pg.Pool({ connectionString: env().DATABASE_URL, max: env().DATABASE_POOL });
    // An idle connection that breaks (database restarted) must not end the process; the next query reconnects.
    made.on("error", (error) => logger().warn({ err: error }, "an idle database connection broke"));
    countStatements(made);
    return made;
  });
}

/** Prisma over the shared pool. */
export function db(): PrismaClient {
  return singleton("prisma", () => new PrismaClient({ adapter: new PrismaPg(pool()) }));
}

/** Closes Prisma and the pool; for the end of a process or a test. */
export async function closeDb(): Promise<void> {
  await db().$disconnect();
  if (!pool().ended) await pool().end();
}

/** Either Prisma itself or the client of a running transaction. */
export type Db = PrismaClient | Tx;
export type Tx = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends" | "$use">;
