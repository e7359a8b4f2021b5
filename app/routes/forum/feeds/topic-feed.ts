import { redirect } from "@remix-run/node";
import { answerFeed, type FeedEntry } from "#app/http/feed.server.ts";
import { resource } from "#app/http/resource.server.ts";
import { AppError, notFound } from "#app/infra/app-error.ts";
import { feedNameOf, feedPaths } from "#app/modules/forum/feeds/paths.ts";
import { type FeedPost, getTopicFeed } from "#app/modules/forum/feeds/feeds.server.ts";
import { replyPath, topicNumberOf, topicPath } from "#app/modules/forum/paths.ts";

/** The newest posts of a topic as a feed; that of a merged topic leads to the feed of the other one. */
export const loader = resource(async ({ request, actor, param, url, site, t }) => {
  const publicId = topicNumberOf(feedNameOf(param("file")) ?? "");
  if (publicId === 0) throw notFound();
  const found = await getTopicFeed(actor, publicId).catch((error: unknown) => {
    if (error instanceof AppError && error.status === 301) throw redirect(`${error.details.data}${url.search}`, 301);
    throw error;
  });
  const { topic, posts } = found;
  const entryOf = (post: FeedPost): FeedEntry => ({
    uuid: post.id,
    title: post.number === 0 ? topic.title : t("forum.feed.reply", { number: post.number, name: post.authorName }),
    path: replyPath(topic, post.number),
    language: post.language,
    html: post.html,
    author: { name: post.authorName, path: `/people/${post.authorHandle}` },
    published: post.createdAt,
    updated: post.editedAt ?? post.createdAt,
  });
  const feed = {
    title: `${topic.title} · ${site.name}`,
    language: topic.language,
    path: feedPaths.topic(publicId),
    page: topicPath(topic),
    entries: posts.map(entryOf),
  };
  return answerFeed(request, feed, { isPrivate: actor !== null });
});
