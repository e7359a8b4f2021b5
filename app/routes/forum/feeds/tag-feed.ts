import { redirect } from "@remix-run/node";
import { answerFeed } from "#app/http/feed.server.ts";
import { resource } from "#app/http/resource.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { feedNameOf, feedPaths } from "#app/modules/forum/feeds/paths.ts";
import { getForumFeed } from "#app/modules/forum/feeds/feeds.server.ts";
import { tagOf, tagPath } from "#app/modules/forum/tag.ts";
import { findRenamedTag } from "#app/modules/forum/tags/rename-tag.server.ts";
import { entryOf } from "./entries.ts";

/** The topics of a tag as a feed; a renamed tag leads to where it is now. */
export const loader = resource(async ({ request, actor, param, url, language, site }) => {
  const name = feedNameOf(param("file"));
  const tag = tagOf(name ?? "");
  if (tag === "") throw notFound();
  const now = tag === name ? await findRenamedTag(actor, tag) : tag;
  if (now) return redirect(feedPaths.tag(now) + url.search, 301);
  const topics = await getForumFeed(actor, tag);
  const feed = {
    title: `#${tag} · ${site.name}`,
    language,
    path: feedPaths.tag(tag),
    page: tagPath(tag),
    entries: topics.map(entryOf),
  };
  return answerFeed(request, feed, { isPrivate: actor !== null });
});
