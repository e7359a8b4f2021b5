import { listPostIds, listTopicsOpenedBy } from "#app/modules/forum/found/posts-found.server.ts";
import { indexThings } from "./index-things.server.ts";

/** Posts of a topic that are indexed at once. */
const postsAtOnce = 500;

/** Indexes posts that were written or changed: opening posts as their topics. */
export async function indexPosts(postIds: readonly string[]): Promise<void> {
  await indexThings("reply", postIds);
  await indexThings("topic", await listTopicsOpenedBy(postIds));
}

/** The same of posts that came into sight or went out of it: with an opening post goes its topic, with all that stands in it. */
export async function indexPostsWithTopics(postIds: readonly string[]): Promise<void> {
  const topicIds = await listTopicsOpenedBy(postIds);
  await indexThings("reply", postIds);
  await indexThings("topic", topicIds);
  for (const topicId of topicIds) await indexPostsOf(topicId);
}

/** Indexes topics, each with its opening post. */
export async function indexTopics(topicIds: readonly string[]): Promise<void> {
  await indexThings("topic", topicIds);
}

/** Indexes two topics of which one has become a part of the other, with all posts. */
export async function indexMerged({ topicId, intoId }: { topicId: string; intoId: string }): Promise<void> {
  await indexThings("topic", [topicId, intoId]);
  await indexPostsOf(intoId);
}

async function indexPostsOf(topicId: string): Promise<void> {
  for (let after: string | null = null; ;) {
    const ids: string[] = await listPostIds(after, postsAtOnce, topicId);
    await indexThings("reply", ids);
    after = ids.at(-1) ?? null;
    if (ids.length < postsAtOnce) return;
  }
}
