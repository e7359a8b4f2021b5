import pg from "pg";

/** The entry of the audit log that says the first content has been written, all of it. */
export const seededAction = "site.seeded";

/**
 * Whether the database has its first content and an administrator. Asked at every start in plain SQL, because loading
 * what would ask it properly takes longer than all the rest of a second start.
 */
export async function readSiteState(url: string): Promise<{ isSeeded: boolean; hasAdministrator: boolean }> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT EXISTS (SELECT FROM audit_entries WHERE action = $1) AS "isSeeded",
              EXISTS (SELECT FROM users WHERE role = 'administrator') AS "hasAdministrator"`,
      [seededAction],
    );
    return rows[0];
  } finally {
    await client.end();
  }
}
