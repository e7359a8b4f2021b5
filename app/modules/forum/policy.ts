import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import type { PostState } from "#app/modules/forum/post-state.ts";
import { canPost, hasRole, isActive } from "#app/modules/accounts/policy.ts";

/** Whether the actor may begin topics and reply: active, with a confirmed address. Spaces are open to all members. */
export function canReply(actor: MaybeActor): actor is Actor {
  return canPost(actor);
}

/** Whether the actor may change a post: its author, a moderator or an administrator. */
export function canEdit(actor: MaybeActor, post: { authorId: string }): actor is Actor {
  return canPost(actor) && (actor.id === post.authorId || hasRole(actor, ["moderator"]));
}

type Written = { authorId: string; state: PostState };

/**
 * Whether the actor may see a topic: everybody while it is visible, then its author, unless the team has removed it, and
 * moderators and administrators.
 */
export function canSeeTopic(actor: MaybeActor, { authorId, state }: Written): boolean {
  if (state === "visible") return true;
  if (state === "purged") return false;
  const isAuthor = isActive(actor) && actor.id === authorId;
  return hasRole(actor, ["moderator"]) || (isAuthor && state !== "removed");
}

/** Whether the actor may delete a post, and restore what they have deleted: its author. */
export function canDelete(actor: MaybeActor, post: { authorId: string }): actor is Actor {
  return canPost(actor) && actor.id === post.authorId;
}

/** Whether the actor may follow and mute: whoever is signed in and not suspended. */
export function canFollow(actor: MaybeActor): actor is Actor {
  return isActive(actor);
}
