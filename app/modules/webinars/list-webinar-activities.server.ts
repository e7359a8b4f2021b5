import { db } from "#app/infra/db.server.ts";

/**
 * The activities that webinars are about, by the webinars' public ids, in their order; one about none is left out. One SQL
 * statement, none without ids.
 */
export async function listWebinarActivities(publicIds: readonly number[]): Promise<Map<number, string[]>> {
  if (publicIds.length === 0) return new Map();
  const rows = await db().$queryRaw<{ publicId: number; codes: string[] }[]>`
    SELECT w.public_id AS "publicId", array_agg(a.activity_code ORDER BY a.activity_code) AS codes
      FROM webinars w JOIN webinar_activities a ON a.webinar_id = w.id
     WHERE w.public_id = ANY(${[...publicIds]}::int[]) GROUP BY w.id`;
  return new Map(rows.map(({ publicId, codes }) => [publicId, codes]));
}
