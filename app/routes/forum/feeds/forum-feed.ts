import { answerFeed } from "#app/http/feed.server.ts";
import { resource } from "#app/http/resource.server.ts";
import { feedPaths } from "#app/modules/forum/feeds/paths.ts";
import { getForumFeed } from "#app/modules/forum/feeds/feeds.server.ts";
import { entryOf } from "./entries.ts";

/** The topics of all spaces as a feed. */
export const loader = resource(async ({ request, actor, language, site, t }) => {
  const topics = await getForumFeed(actor);
  const title = `${t("forum.index.title")} · ${site.name}`;
  const feed = { title, language, path: feedPaths.forum, page: "/forum", entries: topics.map(entryOf) };
  return answerFeed(request, feed, { isPrivate: actor !== null });
});
