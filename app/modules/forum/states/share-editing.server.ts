import { forbidden } from "#app/infra/app-error.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { type FoundPost, getOpenPostFor } from "#app/modules/forum/find-post.server.ts";
import { canMakeWiki } from "#app/modules/forum/policy.ts";

/** A post of which the actor may say whether others change it, too. Throws 401, 403, 404, 410. One SQL statement. */
export async function getPostToShare(maybe: MaybeActor, id: string): Promise<FoundPost> {
  const actor = requirePoster(maybe);
  const post = await getOpenPostFor(actor, id);
  if (!canMakeWiki(actor, { ...post, spaceCode: post.topic.spaceCode })) throw forbidden();
  return post;
}

