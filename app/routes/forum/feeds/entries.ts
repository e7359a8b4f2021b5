import type { FeedEntry } from "#app/http/feed.server.ts";
import type { FeedTopic } from "#app/modules/forum/feeds/feeds.server.ts";
import { topicPath } from "#app/modules/forum/paths.ts";

/** A topic as an entry of a feed: it counts as changed when somebody replied. */
export function entryOf(topic: FeedTopic): FeedEntry {
  return {
    uuid: topic.id,
    title: topic.title,
    path: topicPath(topic),
    language: topic.language,
    html: topic.html,
    author: { name: topic.authorName, path: `/people/${topic.authorHandle}` },
    published: topic.createdAt,
    updated: topic.movedAt,
    tags: topic.tags,
  };
}
