import { inject } from "vitest";
import { type Counts, openStatementCounter } from "#test/setup/statement-counter.ts";

/**
 * What `work` makes this file's database do: statements, rows, and pages of 8 KB that they touched. The counts are those of the
 * server, so nothing that runs beside can move them; they tell a statement that reads everything from one that does not.
 */
export async function databaseWork(work: () => Promise<unknown>): Promise<Counts> {
  const counter = await openStatementCounter(inject("clusterUrl"));
  try {
    const database = new URL(process.env.DATABASE_URL!).pathname.slice(1);
    await counter.reset(database);
    await work();
    return await counter.read(database);
  } finally {
    await counter.close();
  }
}
