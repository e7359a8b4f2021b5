import { randomUUID } from "node:crypto";
import { type AppError, notFound } from "#app/infra/app-error.ts";
import { type Db, db, type Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { slugify } from "#app/lib/slug.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { endDraft, requireNoNewer } from "#app/modules/forum/drafts/end-draft.server.ts";
import { checkPosting, type PostedResult } from "./check-posting.server.ts";
import { lockPoster } from "#app/modules/forum/lock-poster.server.ts";
import { hashBody, markdownRendererVersion, renderPost } from "#app/modules/forum/render-post.server.ts";
import { isVisible, topicOutOfSight } from "#app/modules/forum/sight.server.ts";
import type { NewTopicInput } from "#app/modules/forum/schemas.ts";

type NewTopic = NewTopicInput & { spaceCode: string };

/**
 * Begins a topic with its opening post (number 0); its author follows it. Sending the same client id again returns the
 * first. Their draft in this space ends with it. `language` defaults to the author's. Throws 401, 403, 404 for a space that
 * is not there, 409 "forum.error.same_text" or as `requireNoNewer`, 429 with the seconds to wait.
 */
export async function postTopic(maybe: MaybeActor, topic: NewTopic, { at = new Date() } = {}): Promise<PostedResult> {
  const actor = requirePoster(maybe);
  const post = preparePost(actor, topic);
  return transaction(async (tx) => {
    await lockPoster(tx, actor);
    const first = await checkPosting(tx, actor, { kind: "topic", ...post, at });
    if (first) return first;
    const draft = { kind: "topic", target: topic.spaceCode } as const;
    await requireNoNewer(tx, actor, draft, topic);
    const { id, publicId, slug } = await insertTopic(tx, actor, topic, post, at);
    await tx.topicReader.create({
      data: { userId: actor.id, topicId: id, lastRead: 0, level: "follow", updatedAt: at },
      select: { topicId: true },
    });
    await endDraft(tx, actor, draft, topic, at);
    await record(tx, "forum.topic.posted", { topicId: id });
    // Last, because every post in the space waits for this row.
    const counted = await tx.$executeRaw`
      UPDATE spaces
         SET topic_count = topic_count + 1, unanswered_count = unanswered_count + 1,
             last_activity_at = GREATEST(last_activity_at, ${at})
       WHERE code = ${topic.spaceCode}`;
    if (counted !== 1) throw notFound();
    return { topicId: id, publicId, slug, number: 0, repeated: false, sameText: true };
  });
}

/** What is stored of a post, whatever it becomes. The client id is made here for programs that send none. */
export function preparePost(actor: Actor, input: { body: string; language?: string; clientId?: string }) {
  const language = input.language ?? actor.language;
  return {
    authorId: actor.id,
    body: input.body,
    html: renderPost(input.body, language),
    rendererVersion: markdownRendererVersion,
    language,
    clientId: input.clientId ?? randomUUID(),
    bodyHash: hashBody(input.body),
  };
}

/** Slugs that other addresses below /topics/<id>/ have taken. */
const reserved = new Set(["reply", "follow", "read", "unread"]);

/** The slug of a topic's title. */
export function topicSlug(title: string): string {
  const slug = slugify(title);
  return reserved.has(slug) ? `${slug}-topic` : slug;
}

async function insertTopic(
  tx: Tx,
  actor: Actor,
  { spaceCode, title }: NewTopic,
  post: ReturnType<typeof preparePost>,
  at: Date,
) {
  const space = await tx.space.findUnique({ where: { code: spaceCode }, select: { code: true } });
  if (!space) throw notFound();
  const moments = { createdAt: at, lastReplyAt: at };
  const topic = await tx.topic.create({
    data: { spaceCode, authorId: actor.id, title, slug: topicSlug(title), language: post.language, ...moments },
    select: { id: true, publicId: true, slug: true },
  });
  await tx.reply.create({ data: { ...post, topicId: topic.id, number: 0, createdAt: at }, select: { id: true } });
  return topic;
}

/** Why nobody can write in the topic of this number: 410 when it is out of sight, with its space, else 404. One SQL statement. */
export async function whyNoTopic(from: Db, publicId: number): Promise<AppError> {
  const topic = await from.topic.findUnique({ where: { publicId }, select: { state: true, spaceCode: true } });
  if (!topic || topic.state === "visible") return notFound();
  return topicOutOfSight(topic.state, { spaceCode: topic.spaceCode });
}

/** Whether there is a topic of this number that everybody may see. */
export async function hasTopic(publicId: number): Promise<boolean> {
  return (await db().topic.count({ where: { publicId, ...isVisible } })) > 0;
}

/** The id of the topic of this number, or null. */
export async function findTopicId(publicId: number): Promise<string | null> {
  return (await db().topic.findUnique({ where: { publicId }, select: { id: true } }))?.id ?? null;
}
