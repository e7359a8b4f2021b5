import { AppError, forbidden } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { hasPoint } from "#app/infra/limits.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive, requirePoster } from "#app/modules/accounts/policy.ts";
import { type FoundPost, getOpenPostFor } from "#app/modules/forum/find-post.server.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";
import { lockPoster } from "#app/modules/forum/lock-poster.server.ts";
import { type Switch, switched } from "#app/modules/forum/switch.ts";
import type { ReactionKind } from "#app/modules/forum/reaction-kinds.ts";

type Wish = { id: string; kind: ReactionKind; set: Switch | null };

/**
 * Gives a reaction to a post (`set` on), takes it back (off), or whichever of them changes something (null). Its author hears of a
 * person's reactions to the post once. Throws 401, 403 for one's own post and for who may not write, 404, 410 for what is out of sight, 429
 * "forum.error.reactions_per_day" after 50 within a day. Taking back is not writing: who is silenced may, too, and as often as they like.
 */
export async function reactToPost(maybe: MaybeActor, { id, kind, set }: Wish): Promise<FoundPost> {
  const actor = requireActive(maybe);
  const post = await getOpenPostFor(actor, id);
  if (actor.id === post.authorId) throw forbidden("forum.error.own_reaction");
  const mine = { replyId: post.id, kind, userId: actor.id };
  const isGiven = (await db().reaction.count({ where: mine })) > 0;
  const gives = switched(isGiven, set);
  if (gives === isGiven) return post;
  if (gives) await countReaction(requirePoster(actor));
  return transaction(async (tx) => {
    await lockPoster(tx, actor);
    if (!gives) await tx.reaction.deleteMany({ where: mine });
    else if ((await tx.reaction.createMany({ data: mine, skipDuplicates: true })).count > 0)
      await record(tx, "forum.reaction.given", { replyId: post.id, userId: actor.id });
    return post;
  });
}

async function countReaction(actor: Actor): Promise<void> {
  const points = limitsFor(actor)?.reactionsPerDay;
  if (points === undefined || (await hasPoint({ name: "forum_reactions", points, seconds: 86_400 }, actor.id))) return;
  throw new AppError("forum.error.reactions_per_day", 429, { values: { count: points } });
}
