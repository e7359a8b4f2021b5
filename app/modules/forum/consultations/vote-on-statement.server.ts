import { AppError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { getTopicToTakePartIn } from "./get-consultation.server.ts";
import type { StatementChoice } from "./schemas.ts";

type Vote = { statement: string; choice: StatementChoice };

/**
 * Says what the actor makes of a statement, in the place of what they said before: one vote for each person and statement, by one
 * statement of SQL; saying the same again leaves the vote as old as it was. A vote that arrives while the consultation is being closed waits for that, and counts when it was sent before.
 * Returns the next statement, in their order, that the actor has not voted on; null when there is none. Throws 401, 403 for who may not
 * write in the space, 404, 410; 409 "forum.error.consultation_gone", "forum.error.consultation_closed", "forum.error.statement_gone".
 */
export async function voteOnStatement(
  maybe: MaybeActor,
  publicId: number,
  { statement, choice }: Vote,
  { at = new Date() } = {},
): Promise<{ next: string | null }> {
  const { actor, topic } = await getTopicToTakePartIn(maybe, publicId);
  if (!isUuid(statement)) throw new AppError("forum.error.statement_gone", 409);
  const counted = await db().$executeRaw`
    INSERT INTO statement_votes AS v (statement_id, user_id, choice, voted_at)
    SELECT s.id, ${actor.id}::uuid, ${choice}::statement_choice, ${at}::timestamptz
      FROM consultation_statements s JOIN consultations c ON c.topic_id = s.topic_id
     WHERE s.id = ${statement}::uuid AND s.topic_id = ${topic.id}::uuid AND s.state = 'visible' AND c.closes_at > ${at}
       FOR SHARE OF c, s
    ON CONFLICT (statement_id, user_id) DO UPDATE
       SET choice = EXCLUDED.choice,
           voted_at = CASE WHEN v.choice = EXCLUDED.choice THEN v.voted_at ELSE EXCLUDED.voted_at END`;
  if (counted === 0) throw await whyNot(topic.id, at);
  const [next] = await db().$queryRaw<{ id: string }[]>`
    SELECT s.id FROM consultation_statements s
     WHERE s.topic_id = ${topic.id}::uuid AND s.state = 'visible'
       AND NOT EXISTS (SELECT FROM statement_votes v WHERE v.statement_id = s.id AND v.user_id = ${actor.id}::uuid)
     ORDER BY s.created_at, s.id LIMIT 1`;
  return { next: next?.id ?? null };
}

/** Why a vote was not counted. */
async function whyNot(topicId: string, at: Date): Promise<AppError> {
  const now = await db().consultation.findUnique({ where: { topicId }, select: { closesAt: true } });
  if (!now) return new AppError("forum.error.consultation_gone", 409);
  return new AppError(now.closesAt <= at ? "forum.error.consultation_closed" : "forum.error.statement_gone", 409);
}
