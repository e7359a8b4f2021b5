import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";
import { env } from "#app/infra/env.server.ts";
import { singleton } from "#app/lib/singleton.ts";

type Count = { statements: string[] };

const counts = () => singleton("statement-counts", () => new AsyncLocalStorage<Count>());

/**
 * Runs `work` and returns its result with the SQL statements it caused (transaction control left out), so that a test
 * can hold a page to its maximum. Throws in production, where nothing is counted.
 */
export async function countingStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  if (!isCounted()) throw new Error("statements are not counted in production");
  const count: Count = { statements: [] };
  const result = await counts().run(count, work);
  return { result, statements: count.statements };
}

/**
 * Makes every client of the pool report its statements to the count under way, if there is one. In production clients stay
 * as the library made them.
 */
export function countStatements(pool: pg.Pool): void {
  if (!isCounted()) return;
  pool.on("connect", (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    (client as unknown as { query: unknown }).query = (...args: unknown[]) => {
      const store = counts().getStore();
      if (store) {
        const text = typeof args[0] === "string" ? args[0] : ((args[0] as { text?: string } | null)?.text ?? "");
        if (!/^\s*(begin|commit|rollback|savepoint|release|set|deallocate)/i.test(text)) store.statements.push(text);
      }
      return query(...args);
    };
  });
}

function isCounted(): boolean {
  return env().NODE_ENV !== "production";
}
