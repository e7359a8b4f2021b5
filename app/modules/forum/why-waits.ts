import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";

/** Whose posts a facilitator looks at first in a space: nobody's, new people's, or those of everybody who does not belong to it. */
export const postsWaitChoices = ["nobody", "new_people", "not_members"] as const;
export type PostsWait = (typeof postsWaitChoices)[number];

/** Whose posts wait, in words. */
export const postsWaitWords: Record<PostsWait, MessageKey> = {
  nobody: "moderation.waiting.nobody",
  new_people: "moderation.waiting.new_people",
  not_members: "moderation.waiting.not_members",
};

/** Why a post waits: what its space asks of its author, or more links or pictures than new people may post. */
export type WaitReason = "new_people" | "not_members" | "links";

/**
 * Why what the actor sends to a space waits until a facilitator has looked at it; null when it does not. Nobody waits who
 * facilitates the space, nor trainers, facilitators, moderators and administrators, whom no limits bind.
 */
export function whyWaits(
  actor: Actor,
  space: { code: string; postsWait: PostsWait },
  { exceeds }: { exceeds: boolean } = { exceeds: false },
): WaitReason | null {
  const { isNew, memberOf } = actor;
  if (limitsFor(actor) === null || canFacilitate(actor, space.code)) return null;
  if (exceeds) return "links";
  if (space.postsWait === "new_people" && isNew) return "new_people";
  return space.postsWait === "not_members" && !memberOf.includes(space.code) ? "not_members" : null;
}
