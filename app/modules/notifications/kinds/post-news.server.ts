import type { EventPayload } from "#app/events.ts";
import { replyInPath, replyPath } from "#app/modules/forum/paths.ts";
import { findTranslationNews } from "#app/modules/forum/translations/get-translation.server.ts";
import { findBookmarkNews } from "#app/modules/forum/bookmarks/remind-of-bookmarks.server.ts";
import { findReactionNews } from "#app/modules/forum/reactions/list-reactions.server.ts";
import { findPostForAuthor } from "#app/modules/forum/find-post.server.ts";
import { listRepliesForNotification } from "#app/modules/forum/news/notification-facts.server.ts";
import { listParticipants, withoutMuted } from "#app/modules/forum/levels/list-told.server.ts";
import { isMarked } from "#app/modules/forum/states/mark-reply.server.ts";
import { findPerson } from "#app/modules/accounts/find-person.server.ts";
import { db } from "#app/infra/db.server.ts";
import { type News, peoplePerPage } from "#app/modules/notifications/kinds/contract.server.ts";
import { outcomeGroup } from "#app/modules/notifications/kinds/names.ts";

/** Tells the author of a post, unless they have muted its topic, of the people who have reacted to it: each of them once, all of them in one notification. */
export async function newsOfReaction(fact: EventPayload<"forum.reaction.given">): Promise<News | null> {
  const news = await findReactionNews(fact);
  if (!news) return null;
  const { post, by } = news;
  return {
    to: await withoutMuted(post.topic.id, [post.authorId]),
    groupKey: `reactions:${post.id}`,
    event: () => by.id,
    by,
    title: () => post.topic.title,
    facts: { space: post.topic.spaceCode },
    path: replyPath(post.topic, post.number),
  };
}

/** Tells the author of a post that somebody has translated it: all of its translations in one notification. */
export async function newsOfTranslation(fact: EventPayload<"forum.translation.offered">): Promise<News | null> {
  const news = await findTranslationNews(fact.translationId);
  if (!news) return null;
  const { post, language, by } = news;
  return {
    to: await withoutMuted(post.topic.id, [post.authorId]),
    groupKey: `translations:${post.id}`,
    event: () => fact.translationId,
    by,
    title: () => post.topic.title,
    facts: { space: post.topic.spaceCode },
    path: replyInPath(post.topic, post.number, language),
    manyPath: replyPath(post.topic, post.number),
  };
}

/** Tells the author of a reply that it was accepted as the answer, once. */
export async function newsOfAcceptedAnswer(fact: EventPayload<"forum.answer.accepted">): Promise<News | null> {
  const post = await findPostForAuthor(fact.replyId);
  if (!post || !(await isMarked({ id: post.id, topicId: post.topic.id }, "answer"))) return null;
  const by = await findPerson(db(), fact.userId);
  if (!by) return null;
  const groupKey = `accepted:${post.id}`;
  return {
    to: await withoutMuted(post.topic.id, [post.authorId]),
    groupKey,
    event: () => groupKey,
    by: { id: by.id, name: by.name },
    title: () => post.topic.title,
    facts: { space: post.topic.spaceCode },
    path: replyPath(post.topic, post.number),
  };
}

/** Tells the author of a post who else has changed it, a wiki most often: all of them in one notification. */
export async function newsOfEdit({ replyId, userId }: EventPayload<"forum.post.edited">): Promise<News | null> {
  const [post, by] = [await findPostForAuthor(replyId), await findPerson(db(), userId)];
  if (!post || !by) return null;
  return {
    to: [post.authorId],
    groupKey: `edits:${post.id}`,
    event: () => `${post.id}:${post.version}`,
    by: { id: by.id, name: by.name },
    title: () => post.topic.title,
    facts: { space: post.topic.spaceCode },
    path: replyPath(post.topic, post.number),
  };
}

/** Tells everybody who took part in a topic what became of it, but who wrote that. */
export async function newsOfOutcome({ replyId }: EventPayload<"forum.outcome.marked">): Promise<News | null> {
  const [post] = await listRepliesForNotification([replyId]);
  if (!post || !(await isMarked({ id: replyId, topicId: post.topicId }, "outcome"))) return null;
  const { topicId, publicId, spaceCode, number, href } = post;
  return {
    to: (after) => listParticipants(topicId, { after, limit: peoplePerPage }),
    groupKey: outcomeGroup(topicId),
    event: () => replyId,
    by: { id: post.authorId, name: post.authorName },
    title: () => post.title,
    facts: { space: spaceCode, topicId, publicId, number },
    path: href,
  };
}

/** Reminds somebody of a post that they have bookmarked, while it can be read. */
export async function newsOfBookmark(fact: EventPayload<"forum.bookmark.due">): Promise<News | null> {
  const news = await findBookmarkNews(fact.bookmarkId);
  if (!news) return null;
  const groupKey = `bookmark:${fact.bookmarkId}`;
  return {
    to: [news.userId],
    groupKey,
    event: () => `${groupKey}:${fact.dueAt}`,
    title: () => news.title,
    facts: { space: news.spaceCode },
    path: replyPath(news, news.number),
  };
}
