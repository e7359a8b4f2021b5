import { spacePath } from "#app/modules/forum/paths.ts";
import {
  getTopicForNotification,
  listRepliesForNotification,
  listToldOfSealed,
  type PostNews,
} from "#app/modules/forum/news/notification-facts.server.ts";
import { listMentioned, listQuoted } from "#app/modules/forum/mentions/list-mentioned.server.ts";
import {
  listToldOfTopic,
  listWatchersOfTopic,
  listWatchersOfTopics,
} from "#app/modules/forum/levels/list-told.server.ts";
import { type Around, type News, peoplePerPage } from "#app/modules/notifications/kinds/contract.server.ts";
import { mentionGroup, topicGroup } from "#app/modules/notifications/kinds/names.ts";

/**
 * Tells those who watch a topic (its author among them, unless they chose otherwise), and those whose posts it quotes, of replies, unless
 * one calls them. One SQL statement besides those of `newsOfMentions`, more where somebody is quoted.
 */
export async function newsOfReplies(facts: { replyId: string }[], around: Once): Promise<News[]> {
  const ids = facts.map(({ replyId }) => replyId);
  const replies = await readPosts(ids, around);
  const topicIds = [...new Set(replies.map(({ topicId }) => topicId))];
  const watchers = await listWatchersOfTopics(topicIds, { limit: peoplePerPage });
  const [mentioned, quoted] = [await readMentioned(ids, around), await listQuoted(replies)];
  return replies.flatMap((reply) => {
    const { topicId, replyId, number, href } = reply;
    const news = {
      groupKey: topicGroup(topicId),
      event: () => replyId,
      except: mentioned.get(replyId),
      by: authorOf(reply),
      title: () => reply.title,
      facts: { ...factsOf(reply), number },
      path: href,
    };
    const toWatchers: News["to"] = async (after) =>
      after ? listWatchersOfTopic(topicId, { after, limit: peoplePerPage }) : (watchers.get(topicId) ?? []);
    const isQuoted = quoted.get(replyId);
    return [{ ...news, to: toWatchers }, ...(isQuoted ? [{ ...news, to: [...isQuoted] }] : [])];
  });
}

/** Tells those whom posts call, once for each post. One SQL statement, four more where somebody is called. */
export async function newsOfMentions(facts: { replyId: string }[], around: Once): Promise<News[]> {
  const ids = facts.map(({ replyId }) => replyId);
  const mentioned = await readMentioned(ids, around);
  if (mentioned.size === 0) return [];
  return (await readPosts(ids, around)).flatMap((post) => {
    const people = mentioned.get(post.replyId);
    return people ? [mentionIn(post, people)] : [];
  });
}

/** The same of the opening post of a new topic. */
export async function newsOfMentionsInTopic({ topicId }: { topicId: string }): Promise<News | null> {
  const post = await getTopicForNotification(topicId);
  const people = post && (await listMentioned([post.replyId])).get(post.replyId);
  return post && people ? mentionIn(post, people) : null;
}

type Once = Pick<Around, "once">;

/** The posts and whom they call, as both kinds tell of them. */
const readPosts = (ids: string[], { once }: Once) => once("posts", () => listRepliesForNotification(ids));
const readMentioned = (ids: string[], { once }: Once) => once("mentioned", () => listMentioned(ids));

function mentionIn(post: PostNews, people: ReadonlySet<string>): News {
  return {
    to: [...people],
    groupKey: mentionGroup(post.topicId),
    event: () => post.replyId,
    by: authorOf(post),
    title: () => post.title,
    facts: { ...factsOf(post), number: post.number },
    path: post.href,
  };
}

/**
 * Tells those who follow the space or a tag of a new topic; of a sealed one, whoever may read it and is not told of it as one of those who look
 * after the space, and everybody else once it is opened.
 */
export async function newsOfTopic({ topicId }: { topicId: string }): Promise<News | null> {
  const topic = await getTopicForNotification(topicId);
  if (!topic) return null;
  const { spaceCode, href } = topic;
  return {
    to: (after) => listToldOfTopic(topicId, { after, limit: peoplePerPage }),
    groupKey: `space:${spaceCode}`,
    event: () => topicId,
    except: new Set([
      ...((await listMentioned([topic.replyId])).get(topic.replyId) ?? []),
      ...(await listToldOfSealed(topicId)),
    ]),
    by: authorOf(topic),
    title: () => topic.title,
    facts: factsOf(topic),
    path: href,
    manyPath: spacePath(spaceCode),
  };
}

function authorOf({ authorId, authorName }: PostNews) {
  return { id: authorId, name: authorName };
}

function factsOf({ spaceCode, topicId, publicId }: PostNews) {
  return { space: spaceCode, topicId, publicId };
}
