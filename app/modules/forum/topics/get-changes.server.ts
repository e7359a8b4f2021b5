import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import type { PlacedTopic } from "#app/modules/forum/policy.ts";
import type { PostState } from "#app/modules/forum/post-state.ts";
import { outOfSightAfter, requireTopic } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

type TopicChanges = { lastReplyNumber: number; slug: string; count: number };

/**
 * The newest reply's number, the slug, and how many replies after the number `after` are new to the actor (0 when it is not given), for a
 * page that asks whether it is still up to date. Throws 404, 410. One statement.
 */
export async function getChangesFor(actor: MaybeActor, publicId: number, after: number | null): Promise<TopicChanges> {
  type Row = TopicChanges & PlacedTopic & { state: PostState };
  const since = after ?? 2_000_000_000;
  const [row] = await db().$queryRaw<Row[]>`
    SELECT t.last_reply_number AS "lastReplyNumber", t.slug, t.state::text, t.author_id AS "authorId",
           t.space_code AS "spaceCode", t.sealed_at IS NOT NULL AS "isSealed", s.join_mode::text AS "joinMode",
           greatest(0, t.last_reply_number - ${since}::int - ${outOfSightAfter(actor, Prisma.sql`${since}::int`)}) AS count
      FROM topics t JOIN spaces s ON s.code = t.space_code WHERE t.public_id = ${publicId}`;
  if (!row) throw notFound();
  requireTopic(actor, row);
  return { lastReplyNumber: row.lastReplyNumber, slug: row.slug, count: row.count };
}
