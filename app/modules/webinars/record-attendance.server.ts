import { allPeople } from "#app/modules/accounts/people.server.ts";
import { db } from "#app/infra/db.server.ts";

/** Whoever was not seen for longer than this was away in between. Rooms look every minute; a plain page is read anew. */
const longestGap = 150;
/** Sessions overrun: presence counts until this long after the planned end. */
const overrun = 30 * 60;

/**
 * Notes that people are in a room now. The time since each was last seen counts as attended unless it was longer than 150
 * seconds; only the session itself counts, from its start to half an hour after its end. Said twice at the same moment, or by
 * two processes, it counts once. One SQL statement.
 */
export async function noteSeen(publicId: number, userIds: string[], { at = new Date() } = {}): Promise<void> {
  if (userIds.length === 0) return;
  await db().$executeRaw`
    INSERT INTO webinar_attendances AS a (webinar_id, user_id, last_seen_at)
    SELECT w.id, u.id, ${at}
      FROM webinars w
      JOIN ${allPeople} u ON u.id = ANY(${[...new Set(userIds)].sort()}::uuid[])
     WHERE w.public_id = ${publicId} AND w.state = 'planned'
       AND ${at}::timestamptz BETWEEN w.starts_at AND w.ends_at + make_interval(secs => ${overrun})
     ORDER BY u.id
    ON CONFLICT (webinar_id, user_id) DO UPDATE SET
      seconds = a.seconds + CASE
        WHEN excluded.last_seen_at - a.last_seen_at BETWEEN interval '0' AND make_interval(secs => ${longestGap})
        THEN round(extract(epoch FROM excluded.last_seen_at - a.last_seen_at))::int ELSE 0 END,
      last_seen_at = greatest(a.last_seen_at, excluded.last_seen_at)`;
}

export type Attendance = { publicId: number; userId: string; minutes: number };

/** Attendances that are told of at a time. */
export const attendanceBatch = 500;

/** Who was in these webinars for whole minutes that courses do not know of yet, at most `limit`. One SQL statement. */
export async function listUnsynced(publicIds: number[], limit = attendanceBatch): Promise<Attendance[]> {
  return db().$queryRaw<Attendance[]>`
    SELECT w.public_id AS "publicId", a.user_id AS "userId", a.seconds / 60 AS minutes
      FROM webinars w JOIN webinar_attendances a ON a.webinar_id = w.id AND a.seconds / 60 > a.carried_minutes
     WHERE w.public_id = ANY(${publicIds}::int[])
     ORDER BY w.public_id, a.user_id LIMIT ${limit}`;
}

/** Remembers that courses know of these minutes. One SQL statement. */
export async function markSynced({ publicId, userId, minutes }: Attendance): Promise<void> {
  await db().$executeRaw`
    UPDATE webinar_attendances SET carried_minutes = greatest(carried_minutes, ${minutes}::int)
     WHERE user_id = ${userId}::uuid AND webinar_id = (SELECT id FROM webinars WHERE public_id = ${publicId})`;
}
