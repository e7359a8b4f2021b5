import { presentUnits } from "#app/modules/learning/courses/sql.server.ts";
import { db } from "#app/infra/db.server.ts";

/** Where a discussion or a webinar unit leads: the public numbers of a topic and of a webinar. */
export type LinkedTarget = { topicNumber: number | null; webinarNumber: number | null };

/**
 * The topic and the webinar of a unit for one person: their own, else that of the cohort that they joined last, else the
 * unit's. One SQL statement.
 */
export async function findLinkedTarget(unitId: string, userId: string | null): Promise<LinkedTarget> {
  const [row] = await db().$queryRaw<LinkedTarget[]>`
    SELECT coalesce(
             (SELECT o.topic_number FROM unit_overrides o WHERE o.unit_id = u.id AND o.user_id = ${userId}::uuid),
             (SELECT o.topic_number FROM unit_overrides o JOIN cohort_members m ON m.cohort_id = o.cohort_id
               WHERE o.unit_id = u.id AND m.user_id = ${userId}::uuid AND o.topic_number IS NOT NULL
               ORDER BY m.joined_at DESC, m.cohort_id LIMIT 1),
             u.topic_number) AS "topicNumber",
           coalesce(
             (SELECT o.webinar_number FROM unit_overrides o WHERE o.unit_id = u.id AND o.user_id = ${userId}::uuid),
             (SELECT o.webinar_number FROM unit_overrides o JOIN cohort_members m ON m.cohort_id = o.cohort_id
               WHERE o.unit_id = u.id AND m.user_id = ${userId}::uuid AND o.webinar_number IS NOT NULL
               ORDER BY m.joined_at DESC, m.cohort_id LIMIT 1),
             u.webinar_number) AS "webinarNumber"
      FROM units u WHERE u.id = ${unitId}::uuid`;
  return row ?? { topicNumber: null, webinarNumber: null };
}

/** Every webinar that a unit leads to, by its public number; at most 1,000. One SQL statement. */
export async function listWatchedWebinars(): Promise<number[]> {
  const rows = await db().$queryRaw<{ number: number }[]>`
    SELECT u.webinar_number AS number FROM ${presentUnits}
     WHERE u.kind = 'webinar' AND u.webinar_number IS NOT NULL
    UNION SELECT webinar_number FROM unit_overrides WHERE webinar_number IS NOT NULL
    LIMIT 1000`;
  return rows.map(({ number }) => number);
}
