import { consumeLimit } from "#app/infra/limits.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { renderCalling } from "#app/modules/forum/mentions/render-calling.server.ts";

const previews = { name: "forum_preview", points: 60, seconds: 60 };

/**
 * The HTML that a post will have, by the same code that the page uses. For those who may post: throws 401 or 403, and 429
 * after 60 a minute.
 */
export async function previewPost(maybe: MaybeActor, post: { body: string; language: string }): Promise<string> {
  const actor = requirePoster(maybe);
  await consumeLimit(previews, actor.id);
  return renderCalling(post.body, post.language);
}
