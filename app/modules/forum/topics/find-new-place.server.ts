import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";

/** Where a post stands now: its topic and its number there. */
export type Place = { publicId: number; slug: string; number: number };

/**
 * Where the post stands that had this number in this topic; null when it was never moved, or to where the actor reads nothing: the
 * way there would tell its title. One SQL statement.
 */
export async function findNewPlace(actor: MaybeActor, publicId: number, number: number): Promise<Place | null> {
  const [place] = await findNewPlaces(actor, publicId, number, number);
  return place ?? null;
}

/** The same of all posts of a topic between two numbers, each with the number that it had. One SQL statement. */
export async function findNewPlaces(
  actor: MaybeActor,
  publicId: number,
  from: number,
  to: number,
): Promise<(Place & { id: string; had: number })[]> {
  return db().$queryRaw`
    SELECT p.id, place.number AS had, t.public_id AS "publicId", t.slug, p.number
      FROM post_places place JOIN replies p ON p.id = place.reply_id JOIN ${visibleTopics(actor)} t ON t.id = p.topic_id
     WHERE place.topic_number = ${publicId} AND place.number BETWEEN ${from} AND ${to}
     ORDER BY place.number`;
}
