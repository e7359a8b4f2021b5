import { forbidden, notFound } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { db, type Db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { canTag } from "#app/modules/forum/policy.ts";
import type { TagInput } from "#app/modules/forum/schemas.ts";
import { placed, placedColumns, requireTopic } from "#app/modules/forum/sight.server.ts";
import { tagsOfTopic, writeTags } from "./write-tags.server.ts";

type TaggedTopic = {
  id: string;
  publicId: number;
  slug: string;
  title: string;
  authorId: string;
  spaceCode: string;
  tags: string[];
};

/** A topic with its tags, for who may change them. Throws 401, 403 "forum.error.tag_others", 404, 410. One SQL statement. */
export async function getTopicToTag(maybe: MaybeActor, publicId: number): Promise<TaggedTopic> {
  return findTopic(db(), requirePoster(maybe), publicId);
}

/**
 * Gives a topic these tags in the place of those that it has: its author, and whoever facilitates its space, which leaves an audit line.
 * The same tags again change nothing. Throws as `getTopicToTag`.
 */
export async function tagTopic(maybe: MaybeActor, publicId: number, { tags }: TagInput): Promise<TaggedTopic> {
  const actor = requirePoster(maybe);
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM topics WHERE public_id = ${publicId} FOR UPDATE`;
    const topic = await findTopic(tx, actor, publicId);
    const wanted = await tagsOfTopic(tx, topic.id, tags);
    if (topic.tags.join() === wanted.join()) return topic;
    await writeTags(tx, topic.id, wanted);
    if (actor.id !== topic.authorId) {
      const data = { title: topic.title, space: topic.spaceCode, from: topic.tags.join(", "), to: wanted.join(", ") };
      const line = { action: "forum.topic.tagged", subject: `topic:${topic.id}`, data };
      await recordAudit(tx, { actorId: actor.id, ...line });
    }
    return { ...topic, tags: wanted };
  });
}

async function findTopic(from: Db, actor: Actor, publicId: number): Promise<TaggedTopic> {
  const topic = await from.topic.findUnique({
    where: { publicId },
    select: {
      id: true,
      publicId: true,
      slug: true,
      title: true,
      tags: { select: { tag: true }, orderBy: { position: "asc" } },
      ...placedColumns,
    },
  });
  if (!topic) throw notFound();
  requireTopic(actor, placed(topic), { onlyVisible: true });
  if (!canTag(actor, topic)) throw forbidden("forum.error.tag_others");
  const { id, slug, title, authorId, spaceCode } = topic;
  return { id, publicId, slug, title, authorId, spaceCode, tags: topic.tags.map(({ tag }) => tag) };
}
