import { fieldError } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { isVisible } from "#app/modules/forum/sight.server.ts";
import { maxTags } from "#app/modules/forum/tag.ts";
import { writeTags } from "#app/modules/forum/tags/write-tags.server.ts";
import { recounting } from "#app/modules/forum/topics/recount-topic.server.ts";
import { type AnyUndecided, requireConsultationMayGo } from "#app/modules/forum/topics/keep-consultation.server.ts";
import { type LockedTopic, lockTopics, requireNotOpened } from "#app/modules/forum/topics/lock-topics.server.ts";
import { movePosts } from "./move-posts.server.ts";

/** Posts of a topic that can be merged into another in one step: it is done while everybody who posts in either waits. */
const mostMerged = 2000;

/**
 * Puts the posts of a topic behind those of another one, the opening post as a reply; nothing is left of the first but its
 * addresses, which lead on. Who followed it follows the other, unless they chose otherwise there, and what somebody had read stays
 * read where they had read the other one, too. A poll, an accepted answer and what became of it go along where the other one has none; a poll that does not is kept in the
 * audit line with what was voted. Records "forum.topic.merged" and an audit line. Throws 401, 403 for who does not
 * facilitate both, 404, 410, 400 "forum.error.merge_itself" and "forum.error.merge_large", "forum.error.merge_sealed", "forum.error.merge_outcome",
 * "forum.error.space_archived" where either stands in an archived space, and
 * "forum.error.merge_poll" where votes of a poll would be lost and `losesPoll` does not say that they may,
 * 409 "forum.error.move_opens" and as `requireConsultationMayGo`.
 */
export async function mergeTopics(
  maybe: MaybeActor,
  publicId: number,
  { into, losesPoll = false }: { into: number; losesPoll?: boolean },
  { at = new Date(), anyUndecided }: { at?: Date; anyUndecided: AnyUndecided },
): Promise<{ publicId: number; slug: string; number: number }> {
  const actor = requireActive(maybe);
  if (publicId === into) throw fieldError("into", "forum.error.merge_itself");
  return transaction(async (tx) => {
    const [from, target] = (await lockTopics(tx, actor, [publicId, into])) as [LockedTopic, LockedTopic];
    if (from.lastReplyNumber >= mostMerged) throw fieldError("into", "forum.error.merge_large", { count: mostMerged });
    if (from.isArchived || target.isArchived) throw fieldError("into", "forum.error.space_archived");
    // A sealed question would be opened by it, or would swallow what everybody has read.
    if (from.sealedAt || target.sealedAt) throw fieldError("into", "forum.error.merge_sealed");
    await requireNotOpened(tx, from, target);
    const lost = await findLostPoll(tx, from, target);
    if (lost && !losesPoll) throw fieldError("into", "forum.error.merge_poll", { count: lost.voters });
    const outcome = await outcomeAlong(tx, from, target, anyUndecided);
    const marks = await tx.topic.findUniqueOrThrow({
      where: { id: from.id },
      select: { acceptedReplyId: true, outcomeReplyId: true },
    });
    const first = target.lastReplyNumber + 1;
    const posts = await tx.reply.findMany({ where: { topicId: from.id }, select: { id: true } });
    const lastReplyNumber = target.lastReplyNumber + posts.length;
    await recounting(tx, [from.id, target.id], async () => {
      const ids = posts.map(({ id }) => id);
      await movePosts(tx, from, ids, { id: target.id, number: first }, at);
      await tx.topic.update({ where: { id: target.id }, data: { lastReplyNumber }, select: { id: true } });
      await tx.topicPin.deleteMany({ where: { topicId: from.id } });
      await mergePoll(tx, from, target);
      await mergeMarks(tx, target, marks);
      await mergeConsultation(tx, from, target, outcome);
      const data = { state: "purged", mergedIntoId: target.id } as const;
      await tx.topic.update({ where: { id: from.id }, data, select: { id: true } });
      // What was merged into this one before leads to its new place without a detour.
      await tx.topic.updateMany({ where: { mergedIntoId: from.id }, data: { mergedIntoId: target.id } });
      await mergeTags(tx, from, target);
      await mergeReaders(tx, from, target, lastReplyNumber);
      // What waits for its facilitators waits for those of the other one now.
      await tx.waitingPost.updateMany({ where: { topicId: from.id }, data: { topicId: target.id } });
    });
    await record(tx, "forum.topic.merged", { topicId: from.id, intoId: target.id });
    const data = {
      title: from.title,
      space: target.spaceCode,
      into: target.title,
      ...(lost && { poll: lost.words }),
    };
    await recordAudit(tx, { actorId: actor.id, action: "forum.topic.merged", subject: `topic:${from.id}`, data });
    return { publicId: target.publicId, slug: target.slug, number: first };
  });
}

/** What a consultation that goes along with its topic has led to, if anything. */
type OutcomeAlong = { replyId: string | null } | null;

/**
 * The outcome that a consultation takes along; null where none goes along. Throws 400 beside `into` where it would end with what became of
 * the other topic, 409 where it would be lost for that of the other one and may not be.
 */
async function outcomeAlong(
  tx: Tx,
  from: LockedTopic,
  into: LockedTopic,
  anyUndecided: AnyUndecided,
): Promise<OutcomeAlong> {
  const where = { topicId: { in: [from.id, into.id] } };
  const consulted = (await tx.consultation.findMany({ where, select: { topicId: true } })).map(
    ({ topicId }) => topicId,
  );
  if (!consulted.includes(from.id)) return null;
  if (consulted.includes(into.id)) {
    await requireConsultationMayGo(tx, from.id, anyUndecided);
    return null;
  }
  if ((await tx.topic.count({ where: { id: into.id, outcomeReply: isVisible } })) > 0)
    throw fieldError("into", "forum.error.merge_outcome");
  const { outcomeReplyId } = await tx.topic.findUniqueOrThrow({
    where: { id: from.id },
    select: { outcomeReplyId: true },
  });
  return { replyId: outcomeReplyId };
}

/** Votes are never added to those of another question: of two polls the one stays that stands there. Null where none is lost. */
async function findLostPoll(tx: Tx, from: LockedTopic, into: LockedTopic) {
  // Against votes: they come before, and are kept, or find that it is gone.
  const polls = await tx.$queryRaw<{ topicId: string; question: string }[]>`
    SELECT topic_id AS "topicId", question FROM polls WHERE topic_id IN (${from.id}::uuid, ${into.id}::uuid)
     ORDER BY topic_id FOR UPDATE`;
  const lost = polls.length === 2 && polls.find(({ topicId }) => topicId === from.id);
  if (!lost) return null;
  const where = { topicId: from.id };
  const answers = await tx.pollOption.findMany({
    where,
    select: { label: true, _count: { select: { votes: true } } },
    orderBy: { position: "asc" },
  });
  const voters = await tx.pollVote.groupBy({ by: ["userId"], where });
  const words = [lost.question, ...answers.map(({ label, _count }) => `${label}: ${_count.votes}`)].join(" / ");
  return { voters: voters.length, words };
}

async function mergePoll(tx: Tx, from: LockedTopic, into: LockedTopic): Promise<void> {
  await tx.$executeRaw`
    UPDATE polls SET topic_id = ${into.id}::uuid
     WHERE topic_id = ${from.id}::uuid AND NOT EXISTS (SELECT FROM polls WHERE topic_id = ${into.id}::uuid)`;
  await tx.poll.deleteMany({ where: { topicId: from.id } });
}

/** Which of its replies answers a topic, and which one is what became of it. */
type Marks = { acceptedReplyId: string | null; outcomeReplyId: string | null };

/**
 * What answered the one, or became of it, stands for both where the other one has no such reply of its own: that was chosen for what was
 * asked there. A consultation is not ended by it.
 */
async function mergeMarks(tx: Tx, into: LockedTopic, { acceptedReplyId, outcomeReplyId }: Marks): Promise<void> {
  const topic = { where: { id: into.id }, select: { id: true } };
  const has = (more: object) => tx.topic.count({ where: { id: into.id, ...more } });
  if (acceptedReplyId !== null && (await has({ acceptedReply: isVisible })) === 0)
    await tx.topic.update({ ...topic, data: { acceptedReplyId } });
  if (outcomeReplyId === null || (await tx.consultation.count({ where: { topicId: into.id } })) > 0) return;
  if ((await has({ outcomeReply: isVisible })) === 0) await tx.topic.update({ ...topic, data: { outcomeReplyId } });
}

/** Its consultation goes along like its poll, with what was proposed and voted, and what became of it. */
async function mergeConsultation(tx: Tx, from: LockedTopic, into: LockedTopic, outcome: OutcomeAlong): Promise<void> {
  if (!outcome) {
    await tx.consultation.deleteMany({ where: { topicId: from.id } });
    return;
  }
  await tx.consultation.update({ where: { topicId: from.id }, data: { topicId: into.id }, select: { topicId: true } });
  const data = { outcomeReplyId: outcome.replyId };
  await tx.topic.update({ where: { id: into.id }, data, select: { id: true } });
}

/** The other topic is found by the tags of both, its own first, as many as it may have. */
async function mergeTags(tx: Tx, from: LockedTopic, into: LockedTopic): Promise<void> {
  const tagsOf = (topicId: string) =>
    tx.topicTag.findMany({ where: { topicId }, orderBy: { position: "asc" }, select: { tag: true } });
  const both = [...(await tagsOf(into.id)), ...(await tagsOf(from.id))].map(({ tag }) => tag);
  await writeTags(tx, into.id, [...new Set(both)].slice(0, maxTags));
  await writeTags(tx, from.id, []);
}

async function mergeReaders(tx: Tx, from: LockedTopic, into: LockedTopic, last: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO topic_readers AS r (user_id, topic_id, level, told_at_once)
    SELECT user_id, ${into.id}::uuid, level, told_at_once FROM topic_readers WHERE topic_id = ${from.id}::uuid
    ON CONFLICT (user_id, topic_id) DO UPDATE
       SET level = coalesce(r.level, EXCLUDED.level),
           told_at_once = CASE WHEN r.level IS NULL THEN EXCLUDED.told_at_once ELSE r.told_at_once END,
           last_read = CASE WHEN r.last_read = ${into.lastReplyNumber}
                             AND ${from.lastReplyNumber} = (SELECT last_read FROM topic_readers old
                                                             WHERE old.user_id = r.user_id AND old.topic_id = ${from.id}::uuid)
                            THEN ${last}::int ELSE r.last_read END`;
  await tx.topicReader.deleteMany({ where: { topicId: from.id } });
}
