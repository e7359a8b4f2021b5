import { db } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";

/**
 * Certificates issued in a span of time that still hold, by the country of their holders; a corrected one counts once. One SQL
 * statement.
 */
export async function countCertificates({ from, until }: { from: Date; until: Date }): Promise<Record<string, number>> {
  const rows = await db().$queryRaw<{ country: string; count: number }[]>`
    SELECT u.country, count(*)::int AS count
      FROM certificates c JOIN ${allPeople} u ON u.id = c.user_id
     WHERE c.issued_at >= ${from} AND c.issued_at < ${until} AND c.revoked_at IS NULL AND c.replaced_by IS NULL
     GROUP BY u.country`;
  return Object.fromEntries(rows.map(({ country, count }) => [country, count]));
}
