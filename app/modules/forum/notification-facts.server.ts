import { db } from "#app/infra/db.server.ts";
import { excerpt } from "#app/lib/markdown.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import { replyPath, topicPath } from "./paths.ts";

const excerptLength = 280;

/** A post as notifications tell of it. `href` is a path. */
export type PostNews = {
  replyId: string;
  number: number;
  topicId: string;
  publicId: number;
  spaceCode: string;
  title: string;
  language: string;
  authorId: string;
  authorName: string;
  excerpt: string;
  createdAt: Date;
  href: string;
};

const columns = {
  id: true,
  number: true,
  body: true,
  language: true,
  createdAt: true,
  authorId: true,
  author: withName,
  topic: { select: { id: true, publicId: true, slug: true, spaceCode: true, title: true } },
} as const;

/** A reply as it is now, or null when it is gone. */
export async function getReplyForNotification(replyId: string): Promise<PostNews | null> {
  const row = await db().reply.findUnique({ where: { id: replyId }, select: columns });
  return row && newsOf(row);
}

/** A topic's opening post as it is now, or null when it is gone. */
export async function getTopicForNotification(topicId: string): Promise<PostNews | null> {
  const where = { topicId_number: { topicId, number: 0 } };
  const row = await db().reply.findUnique({ where, select: columns });
  return row && newsOf(row);
}

type Row = {
  id: string;
  number: number;
  body: string;
  language: string;
  createdAt: Date;
  authorId: string;
  author: { name: string };
  topic: { id: string; publicId: number; slug: string; spaceCode: string; title: string };
};

function newsOf({ id, number, body, author, topic, ...rest }: Row): PostNews {
  const { publicId, spaceCode, title } = topic;
  const href = number === 0 ? topicPath(topic) : replyPath(topic, number);
  const place = { replyId: id, number, topicId: topic.id, publicId, spaceCode, title, href };
  return { ...rest, ...place, authorName: author.name, excerpt: excerpt(body, excerptLength) };
}
