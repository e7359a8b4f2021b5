import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { canEdit, canReplyTo, type RepliedTo } from "#app/modules/forum/policy.ts";
import { type PostsWait, whyWaits } from "#app/modules/forum/why-waits.ts";

/** What decides who changes a wiki: where it stands, and whose posts a facilitator looks at there. */
export type WikiPlace = RepliedTo & { postsWait: PostsWait };

/**
 * Whether the actor may change a post: whoever may `canEdit`, and, when it is a wiki (`wikiIn`), whoever may reply to its topic, is not
 * new, and whose posts others read at once there.
 */
export function canChange(actor: MaybeActor, post: { authorId: string; wikiIn: WikiPlace | null }): actor is Actor {
  return canEdit(actor, post) || (post.wikiIn !== null && mayShare(actor, post.wikiIn));
}

function mayShare(actor: MaybeActor, place: WikiPlace): boolean {
  if (!canReplyTo(actor, place) || actor.isNew) return false;
  return whyWaits(actor, { code: place.spaceCode, postsWait: place.postsWait }) === null;
}
