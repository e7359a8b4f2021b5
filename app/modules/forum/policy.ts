import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { canPost, hasRole, isActive } from "#app/modules/accounts/policy.ts";

/** Whether the actor may begin topics and reply: active, with a confirmed address. Spaces are open to all members. */
export function canReply(actor: MaybeActor): actor is Actor {
  return canPost(actor);
}

/** Whether the actor may change a post: its author, a moderator or an administrator. */
export function canEdit(actor: MaybeActor, post: { authorId: string }): actor is Actor {
  return canPost(actor) && (actor.id === post.authorId || hasRole(actor, ["moderator"]));
}

/** Whether the actor may follow and mute: whoever is signed in and not suspended. */
export function canFollow(actor: MaybeActor): actor is Actor {
  return isActive(actor);
}
