import { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "#app/infra/env.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { findSingleton, provideSingleton, singleton } from "#app/lib/singleton.ts";
import { NamingClient } from "#app/infra/statements/named-statements.server.ts";
import { rawRows } from "#app/infra/statements/raw-rows.server.ts";
import { countStatements } from "#app/infra/statements/statement-count.server.ts";
import { Prisma, PrismaClient } from "#prisma/generated/client.ts";

/** Milliseconds to wait for a connection, and for the answer to one statement (0 = for ever). */
export type DatabasePatience = { connection: number; statement: number };

/** A worker may wait: whoever asked has been answered already, and its jobs are tried again. */
const usualPatience: DatabasePatience = { connection: 30_000, statement: 0 };

/** Says, before anything asks the database, how long this process waits for it. */
export function setDatabasePatience(patience: DatabasePatience): void {
  provideSingleton("database-patience", patience);
}

/** The one pool of this process: Prisma, Lucia's adapter and raw SQL share it. Whoever waits too long for it is refused. */
export function pool(): pg.Pool {
  return singleton("pg-pool", () => {
    const patience = findSingleton<DatabasePatience>("database-patience") ?? usualPatience;
    const made = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_POOL,
      ...(env().DATABASE_STATEMENTS === "named" && { Client: NamingClient }),
      // A database whose machine has vanished says nothing at all; whoever waits for its answer learns it from this.
      keepAlive: true,
      stream: openLine,
      connectionTimeoutMillis: patience.connection,
      statement_timeout: patience.statement || undefined,
    });
    // An idle connection that breaks (database restarted) must not end the process; the next query reconnects.
    made.on("error", ({ message, code }: Error & { code?: string }) =>
      // Not the error itself: it holds the connection with its secret and with all that was asked over it.
      logger().warn({ message, code }, "an idle database connection broke"),
    );
    // Nor one that breaks while somebody holds it between two statements: the next one fails.
    made.on("connect", (client) => client.on("error", () => {}));
    countStatements(made);
    return made;
  });
}

const lines = () => singleton("pg-lines", () => new Set<Socket>());

function openLine(): Socket {
  const line = new Socket();
  lines().add(line);
  line.once("close", () => lines().delete(line));
  return line;
}

/**
 * Breaks every connection of the pool: what waits for an answer over one fails now, and none of them is given to anybody
 * again. For a database that has fallen silent: a polite end would wait for its answer, and the pool would go on handing
 * out what is ending. The next question opens new ones.
 */
export function dropConnections(): void {
  for (const line of [...lines()]) line.destroy(new Error("Connection terminated: the database does not answer"));
}

/**
 * Prisma over the shared pool. Its errors name no place in our code, in tests as in production: for that Prisma reads a stack
 * trace at every call, and what a test runner does to traces can fail instead of the call. Statements of ours (`$queryRaw`) go straight to
 * the pool, except in a transaction, whose connection is Prisma's.
 */
export function db(): PrismaClient {
  return singleton("prisma", () => {
    const client = new PrismaClient({ adapter: new PrismaPg(pool()), errorFormat: "minimal" });
    const byPrisma = client.$queryRaw as (this: unknown, ...args: unknown[]) => Promise<unknown>;
    const ask = function (this: unknown, first: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) {
      // The client of a transaction inherits from this one.
      if (this !== client) return byPrisma.call(this, first, ...values);
      return rawRows(pool(), Array.isArray(first) ? Prisma.sql(first as never, ...values) : (first as Prisma.Sql));
    };
    return Object.assign(client, { $queryRaw: ask });
  });
}

/** Closes Prisma and the pool; for the end of a process or a test. */
export async function closeDb(): Promise<void> {
  await db().$disconnect();
  if (!pool().ended) await pool().end();
}

/** Either Prisma itself or the client of a running transaction. */
export type Db = PrismaClient | Tx;
export type Tx = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends" | "$use">;
