import { db } from "#app/infra/db.server.ts";
import { longestSession } from "./policy.ts";

export type WebinarChoice = { number: number; title: string; language: string; startsAt: Date };

/**
 * Webinars to choose one from: those that run or come, the nearest first, at most `limit`; before them the one that is chosen
 * already, when it is none of these. One SQL statement.
 */
export async function listWebinarChoices(
  chosen: number | null,
  { at, limit = 40 }: { at: Date; limit?: number },
): Promise<WebinarChoice[]> {
  // No session is longer, so the index on the start finds the running ones without reading the past.
  const running = new Date(at.getTime() - longestSession);
  return db().$queryRaw<WebinarChoice[]>`
    SELECT number, title, language, "startsAt" FROM (
      (SELECT public_id AS number, title, language, starts_at AS "startsAt"
         FROM webinars WHERE ends_at > ${at} AND starts_at > ${running} AND state = 'planned'
        ORDER BY starts_at, id LIMIT ${limit})
       UNION
      SELECT public_id, title, language, starts_at FROM webinars WHERE public_id = ${chosen}) found
     ORDER BY "startsAt", number`;
}
