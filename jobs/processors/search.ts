import type { Processors } from "#app/jobs.ts";
import {
  indexMerged,
  indexPosts,
  indexPostsWithTopics,
  indexTopics,
} from "#app/modules/search/indexing/index-posts.server.ts";
import { indexThings } from "#app/modules/search/indexing/index-things.server.ts";

export const search = {
  "search.index_topic": ({ topicId }) => indexTopics([topicId]),
  "search.index_post": ({ replyId }) => indexPosts([replyId]),
  "search.index_post_state": ({ replyId }) => indexPostsWithTopics([replyId]),
  "search.index_merged": indexMerged,
  "search.index_webinar": ({ webinarId }) => indexThings("webinar", [webinarId]),
} satisfies Partial<Processors>;
