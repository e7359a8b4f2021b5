import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { unwantedBy } from "#app/modules/accounts/blocks/unwanted.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { nobody } from "#app/modules/forum/nobody.ts";
import { findPostForAuthor, type FoundPost, getPostFor } from "#app/modules/forum/find-post.server.ts";
import type { ReactionKind } from "#app/modules/forum/reaction-kinds.ts";

/** Most people who are named at once. */
const atMost = 200;

export type ReactionGiven = {
  kind: ReactionKind;
  name: string;
  handle: string;
  picture: string | null;
  createdAt: Date;
};

/**
 * Who has reacted to a post, the newest first, 200 at most, without whom the actor has muted or blocked. Whoever may read the post
 * may know. Throws 404, 410. Two SQL statements.
 */
export async function listReactionsFor(
  actor: MaybeActor,
  id: string,
): Promise<{ post: FoundPost; reactions: ReactionGiven[] }> {
  const post = await getPostFor(actor, id);
  const reactions = await db().$queryRaw<ReactionGiven[]>`
    SELECT x.kind::text, u.name, u.handle, u.picture, x.created_at AS "createdAt"
      FROM reactions x JOIN ${allPeople} u ON u.id = x.user_id
     WHERE x.reply_id = ${post.id}::uuid AND x.user_id <> ALL(${unwantedBy(actor?.id ?? nobody)})
     ORDER BY x.created_at DESC, x.user_id, x.kind LIMIT ${atMost}`;
  return { post, reactions };
}

/** Who gave a reaction to whose post, for whoever is told of it; null when it was taken back or the post is out of its author's sight. Four SQL statements. */
export async function findReactionNews({ replyId, userId }: { replyId: string; userId: string }) {
  const post = await findPostForAuthor(replyId);
  if (!post) return null;
  const [by] = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT u.id, u.name FROM ${allPeople} u
     WHERE u.id = ${userId}::uuid
       AND EXISTS (SELECT 1 FROM reactions x WHERE x.reply_id = ${post.id}::uuid AND x.user_id = u.id)`;
  return by ? { post, by } : null;
}
