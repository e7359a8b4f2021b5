import { db } from "#app/infra/db.server.ts";
import { visibleReplies } from "#app/modules/forum/sight.server.ts";

/** What was said in the forum per week, by the Monday (UTC) on which it began, as "2026-03-09". One SQL statement. */
export async function countRepliesPerWeek(from: Date): Promise<Record<string, number>> {
  const rows = await db().$queryRaw<{ week: string; count: number }[]>`
    SELECT to_char(date_trunc('week', created_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD') AS week, count(*)::int AS count
      FROM ${visibleReplies} p WHERE created_at >= ${from} GROUP BY 1`;
  return Object.fromEntries(rows.map(({ week, count }) => [week, count]));
}
