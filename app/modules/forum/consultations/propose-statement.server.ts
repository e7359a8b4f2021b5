import { randomUUID } from "node:crypto";
import { AppError, fieldError, forbidden } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { consumeLimit } from "#app/infra/limits.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { newId } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { limitsFor, statements as limits } from "#app/modules/forum/limits.ts";
import { lockPoster } from "#app/modules/forum/lock-poster.server.ts";
import { visibleStatements } from "#app/modules/forum/sight.server.ts";
import { whyWaits } from "#app/modules/forum/why-waits.ts";
import { getTopicToTakePartIn } from "./get-consultation.server.ts";

type NewStatement = { body: string; language?: string; clientId?: string };

/**
 * Proposes a statement of a topic's consultation while it is open. Sending it twice returns the first. Throws 401, 403 for who may not
 * write in the space and for whose posts wait there until a facilitator has looked at them, 404, 410; 409 "forum.error.consultation_gone",
 * "forum.error.consultation_closed", "forum.error.statements_own" and "forum.error.statements_many" once there are as many as may be; 400
 * "forum.error.statement_there" for the words of one that stands there; 429 after so many a day, also those withdrawn since.
 */
export async function proposeStatement(
  maybe: MaybeActor,
  publicId: number,
  { body, language, clientId = randomUUID() }: NewStatement,
  { at = new Date() } = {},
): Promise<{ id: string }> {
  const { actor, topic } = await getTopicToTakePartIn(maybe, publicId);
  if (whyWaits(actor, { code: topic.spaceCode, postsWait: topic.postsWait }) !== null)
    throw forbidden("forum.error.statement_waits");
  // Those that somebody has withdrawn make room for others: so many times a day.
  const { statementsPerDay = 200 } = limitsFor(actor) ?? {};
  await consumeLimit({ name: "statements", points: statementsPerDay, seconds: 86_400 }, actor.id);
  return transaction(async (tx) => {
    await lockPoster(tx, actor);
    const authorId = actor.id;
    const where = { authorId_clientId: { authorId, clientId } };
    const first = await tx.consultationStatement.findUnique({ where, select: { id: true } });
    if (first) return first;
    const now = await lockToPropose(tx, topic.id, { authorId, body });
    if (!now) throw new AppError("forum.error.consultation_gone", 409);
    if (now.closesAt <= at) throw new AppError("forum.error.consultation_closed", 409);
    if (now.isThere) throw fieldError("body", "forum.error.statement_there");
    if (now.own >= limits.perPerson)
      throw new AppError("forum.error.statements_own", 409, { values: { max: limits.perPerson } });
    if (now.all >= limits.most) throw new AppError("forum.error.statements_many", 409);
    const row = { topicId: topic.id, authorId, body, language: language ?? actor.language, clientId, createdAt: at };
    return tx.consultationStatement.create({ data: { id: newId(at.getTime()), ...row }, select: { id: true } });
  });
}

type Standing = { closesAt: Date; own: number; all: number; isThere: boolean };

/** Lets one person at a time propose in a consultation, and says what is there by then; one's own count whatever others made of them. */
async function lockToPropose(
  tx: Tx,
  topicId: string,
  { authorId, body }: { authorId: string; body: string },
): Promise<Standing | null> {
  await tx.$queryRaw`SELECT topic_id FROM consultations WHERE topic_id = ${topicId}::uuid FOR NO KEY UPDATE`;
  // A statement of its own: it sees what was committed while the first one waited.
  const [row] = await tx.$queryRaw<Standing[]>`
    SELECT c.closes_at AS "closesAt",
           (SELECT count(*)::int FROM consultation_statements s
             WHERE s.topic_id = c.topic_id AND s.author_id = ${authorId}::uuid
                AND NOT (s.state = 'deleted' AND s.state_by_id = s.author_id)) AS own,
           (SELECT count(*)::int FROM ${visibleStatements} s WHERE s.topic_id = c.topic_id) AS all,
           EXISTS (SELECT FROM ${visibleStatements} s WHERE s.topic_id = c.topic_id AND lower(s.body) = lower(${body})) AS "isThere"
      FROM consultations c WHERE c.topic_id = ${topicId}::uuid`;
  return row ?? null;
}
