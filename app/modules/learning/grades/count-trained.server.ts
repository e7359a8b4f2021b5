import { db } from "#app/infra/db.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";

export type TrainedRow = { country: string; enrolled: number; completed: number };

/**
 * Per country of people: how many enrolments were made in a span of time, and how many courses were completed in it. Most
 * completions first. One SQL statement.
 */
export async function countTrained({ from, until }: { from: Date; until: Date }): Promise<TrainedRow[]> {
  return db().$queryRaw<TrainedRow[]>`
    SELECT u.country, count(*) FILTER (WHERE e.created_at >= ${from} AND e.created_at < ${until})::int AS enrolled,
           count(*) FILTER (WHERE e.completed_at >= ${from} AND e.completed_at < ${until})::int AS completed
      FROM enrolments e JOIN ${allPeople} u ON u.id = e.user_id
     WHERE (e.created_at >= ${from} AND e.created_at < ${until})
        OR (e.completed_at >= ${from} AND e.completed_at < ${until})
     GROUP BY u.country
     ORDER BY completed DESC, enrolled DESC, u.country`;
}

/** Courses completed per week, by the Monday (UTC) on which it began, as "2026-03-09". One SQL statement. */
export async function countCompletionsPerWeek(from: Date): Promise<Record<string, number>> {
  const rows = await db().$queryRaw<{ week: string; count: number }[]>`
    SELECT to_char(date_trunc('week', completed_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD') AS week, count(*)::int AS count
      FROM enrolments WHERE completed_at >= ${from} GROUP BY 1`;
  return Object.fromEntries(rows.map(({ week, count }) => [week, count]));
}
