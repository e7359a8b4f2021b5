import { redirect } from "@remix-run/node";
import { pageless } from "#app/http/resource.server.ts";
import { topicNumberOf } from "#app/modules/forum/paths.ts";

/** The loader of an address below a topic that only posts are sent to: it leads to the topic, with what was asked for. */
export const leadsToTopic = pageless(async ({ param, url }) => {
  throw redirect(`/topics/${topicNumberOf(param("id"))}${url.search}`);
});
