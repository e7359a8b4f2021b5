import { redirect } from "@remix-run/node";
import { pageless } from "#app/http/resource.server.ts";
import { getPostFor } from "#app/modules/forum/find-post.server.ts";
import { replyPath } from "#app/modules/forum/paths.ts";

/** The loader of an address below a post that only posts are sent to: it leads to where the post stands. */
export const leadsToPost = pageless(async ({ actor, param }) => {
  const { topic, number } = await getPostFor(actor, param("id"));
  throw redirect(replyPath(topic, number));
});
