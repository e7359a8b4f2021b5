import { missingIn, queueVersionIn, withClient } from "#prisma/history.ts";

/** The entry of the audit log that says the first content has been written, all of it. */
export const seededAction = "first_content.written";

// Put here by the build: the version of BullMQ's tables that this code wants. Sources run unbuilt do not know it.
declare const QUEUE_SCHEMA_VERSION: number | undefined;

/**
 * Whether the schema is the one of this code, so that nothing needs to be loaded which could change it. Throws when the
 * database is ahead of this code.
 */
export async function isSchemaCurrent(url: string, { queue }: { queue: boolean }): Promise<boolean> {
  const wanted = typeof QUEUE_SCHEMA_VERSION === "number" ? QUEUE_SCHEMA_VERSION : Infinity;
  return withClient(url, async (client) => {
    if ((await missingIn(client)).length > 0) return false;
    return !queue || (await queueVersionIn(client)) >= wanted;
  });
}

/**
 * Whether the database has its first content and an administrator. Asked at every start in plain SQL, because loading
 * what would ask it properly takes longer than all the rest of a second start.
 */
export async function readSiteState(url: string): Promise<{ isSeeded: boolean; hasAdministrator: boolean }> {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      `SELECT EXISTS (SELECT FROM audit_entries WHERE action = $1) AS "isSeeded",
              EXISTS (SELECT FROM users WHERE role = 'administrator') AS "hasAdministrator"`,
      [seededAction],
    );
    return rows[0];
  });
}
