import { db } from "#app/infra/db.server.ts";
import { forbidden } from "#app/infra/app-error.ts";
import { nextCursor, readCursor } from "#app/lib/cursor.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { getWebinarFor } from "./get-webinar.server.ts";
import { requirePlanner } from "./plan-webinar.server.ts";
import { canManage } from "./policy.ts";

/** Somebody on a webinar's list, with how long they were in its room while the session ran. */
export type RegisteredPerson = {
  id: string;
  name: string;
  handle: string;
  picture: string | null;
  country: string;
  registeredAt: Date;
  minutes: number;
};

const listPage = 50;

/**
 * The people registered for a webinar, who came last first, for its trainer and administrators, with the webinar. At most five
 * SQL statements. Throws 401, 403, 404.
 */
export async function listRegisteredFor(
  actor: MaybeActor,
  publicId: number,
  { before, limit = listPage }: { before?: string | null; limit?: number } = {},
) {
  const planner = requirePlanner(actor);
  const webinar = await getWebinarFor(planner, publicId);
  if (!canManage(planner, webinar)) throw forbidden();
  const start = readCursor(before);
  const rows = await db().$queryRaw<RegisteredPerson[]>`
    SELECT u.id, u.name, u.handle, u.picture, u.country, r.created_at AS "registeredAt",
           coalesce(a.seconds, 0) / 60 AS minutes
      FROM webinar_registrations r JOIN ${allPeople} u ON u.id = r.user_id
      LEFT JOIN webinar_attendances a ON a.webinar_id = r.webinar_id AND a.user_id = r.user_id
     WHERE r.webinar_id = ${webinar.id}::uuid AND r.cancelled_at IS NULL
           ${start ? Prisma.sql`AND (r.created_at, r.user_id) < (${start.at}, ${start.id}::uuid)` : Prisma.empty}
     ORDER BY r.created_at DESC, r.user_id DESC LIMIT ${limit + 1}`;
  return { webinar, people: rows.slice(0, limit), next: nextCursor(rows, limit, "registeredAt") };
}
