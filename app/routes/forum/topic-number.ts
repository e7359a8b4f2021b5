import { redirect } from "@remix-run/node";
import { page } from "#app/http/page.server.ts";
import { replyNumberOf, topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";
import { getTopicFor } from "#app/modules/forum/topics/get-topic.server.ts";

export { default } from "#app/ui/shell/leads-on.tsx";

/** A topic's address without its slug leads to the whole one. */
export const loader = page(async ({ actor, param, url }) => {
  const { topic } = await getTopicFor(actor, topicNumberOf(param("id")), replyNumberOf(url.searchParams.get("at")));
  throw redirect(topicPath(topic) + url.search, 301);
});
