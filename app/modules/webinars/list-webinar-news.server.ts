import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { webinarPath } from "./paths.ts";

/** A webinar to tell somebody about: newly announced, or their own and near. */
export type WebinarNews = {
  title: string;
  language: string;
  startsAt: Date;
  trainerName: string;
  isRegistered: boolean;
  href: string;
};

type Row = Omit<WebinarNews, "href"> & { publicId: number; slug: string };
type Wish = { from: Date; to: Date; until: Date; limit: number };

/**
 * Planned webinars that begin after `to` and were announced from `from` (included) to `to` (excluded), and those that
 * the actor is registered for or holds and that begin before `until`. The nearest first. One statement.
 */
export async function listWebinarNewsFor(actor: Actor, { from, to, until, limit }: Wish): Promise<WebinarNews[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT w.title, w.language, w.starts_at AS "startsAt", u.name AS "trainerName", w.public_id AS "publicId", w.slug,
           r.user_id IS NOT NULL AS "isRegistered"
      FROM webinars w
      JOIN ${allPeople} u ON u.id = w.trainer_id
      LEFT JOIN webinar_registrations r
        ON r.webinar_id = w.id AND r.user_id = ${actor.id}::uuid AND r.cancelled_at IS NULL
     WHERE w.state = 'planned' AND w.starts_at > ${to}
       AND ((w.created_at >= ${from} AND w.created_at < ${to} AND w.trainer_id <> ${actor.id}::uuid)
         OR ((r.user_id IS NOT NULL OR w.trainer_id = ${actor.id}::uuid) AND w.starts_at < ${until}))
     ORDER BY w.starts_at, w.id LIMIT ${Math.min(limit, 50)}`;
  return rows.map(({ publicId, slug, ...row }) => ({ ...row, href: webinarPath({ publicId, slug }) }));
}
