import { nextCursor, readCursor } from "#app/lib/cursor.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { longestSession } from "./policy.ts";
import { Prisma } from "#prisma/generated/client.ts";

export type WebinarRow = {
  publicId: number;
  slug: string;
  title: string;
  language: string;
  startsAt: Date;
  endsAt: Date;
  zone: string;
  state: "planned" | "cancelled";
  trainerName: string;
  trainerHandle: string;
  trainerPicture: string | null;
  registrationCount: number;
  activities: string[];
  isRegistered: boolean;
};

type Page = { at: Date; cursor?: string | null; limit?: number };
type Row = WebinarRow & { id: string };

const lowestId = "00000000-0000-0000-0000-000000000000";
const highestId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * One page of the webinars that run or come, nearest first; `next` is the cursor of the following page, or null. One SQL
 * statement.
 */
export async function listComing(actor: MaybeActor, { at, cursor, limit = 20 }: Page) {
  // No session is longer, so the index on the start finds the running ones without reading the past.
  const running = new Date(at.getTime() - longestSession);
  const from = readCursor(cursor) ?? { at: running, id: lowestId };
  const rest = Prisma.sql`
    w.ends_at > ${at} AND w.starts_at > ${running} AND (w.starts_at, w.id) > (${from.at}, ${from.id}::uuid)
    ORDER BY w.starts_at, w.id`;
  return readPage(actor, rest, Math.min(limit, 50));
}

/** One page of the webinars that are over, latest first; `next` as in `listComing`. One SQL statement. */
export async function listPast(actor: MaybeActor, { at, cursor, limit = 20 }: Page) {
  const from = readCursor(cursor) ?? { at, id: highestId };
  const rest = Prisma.sql`
    w.ends_at <= ${at} AND (w.starts_at, w.id) < (${from.at}, ${from.id}::uuid)
    ORDER BY w.starts_at DESC, w.id DESC`;
  return readPage(actor, rest, Math.min(limit, 50));
}

async function readPage(
  actor: MaybeActor,
  rest: Prisma.Sql,
  limit: number,
): Promise<{ webinars: WebinarRow[]; next: string | null }> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT w.id, w.public_id AS "publicId", w.slug, w.title, w.language, w.starts_at AS "startsAt", w.ends_at AS "endsAt",
           w.zone, w.state::text AS state, u.name AS "trainerName",
           u.handle AS "trainerHandle", u.picture AS "trainerPicture", w.registration_count AS "registrationCount",
           ARRAY(SELECT a.activity_code FROM webinar_activities a WHERE a.webinar_id = w.id ORDER BY 1) AS activities,
           EXISTS (SELECT 1 FROM webinar_registrations r WHERE r.webinar_id = w.id
                      AND r.user_id = ${actor?.id ?? null}::uuid AND r.cancelled_at IS NULL) AS "isRegistered"
      FROM webinars w JOIN ${allPeople} u ON u.id = w.trainer_id
     WHERE ${rest} LIMIT ${limit + 1}`;
  const next = nextCursor(rows, limit, "startsAt");
  return { webinars: rows.slice(0, limit).map(({ id: _, ...row }) => row), next };
}
