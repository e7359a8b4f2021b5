import { AppError, forbidden, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { nobody } from "#app/modules/forum/nobody.ts";
import { canWriteIn } from "#app/modules/forum/policy.ts";
import type { PostState } from "#app/modules/forum/post-state.ts";
import { topicOutOfSight, visibleStatements } from "#app/modules/forum/sight.server.ts";
import type { ConsultationSign } from "#app/modules/forum/topics/consultation-sql.server.ts";
import { spaceArchived } from "#app/modules/forum/spaces/require-space.server.ts";
import { getTopicFor, type TopicFacts } from "#app/modules/forum/topics/get-topic.server.ts";
import type { StatementChoice } from "./schemas.ts";

/** A statement as one reader sees it: nothing of how others voted, nor who proposed it. */
export type Statement = {
  id: string;
  body: string;
  language: string;
  isOwn: boolean;
  mine: StatementChoice | null;
};

/** A statement of the reader's own that is out of sight, and why. */
export type GoneStatement = { id: string; body: string; language: string; state: PostState; reason: string | null };

export type ConsultedTopic = TopicFacts & { consultation: ConsultationSign };

/** A topic that has a consultation, which the actor may read. Throws 404 also for a topic without one, 410, 301. One SQL statement. */
export async function getConsultedTopic(actor: MaybeActor, publicId: number): Promise<ConsultedTopic> {
  const { topic } = await getTopicFor(actor, publicId);
  if (topic.state !== "visible") throw topicOutOfSight(topic);
  if (topic.consultation === null) throw notFound();
  return { ...topic, consultation: topic.consultation };
}

/** The same for whoever wants to take part in it: who may write in its space. Throws 401, 403, too, and 409 where it was removed. */
export async function getTopicToTakePartIn(
  maybe: MaybeActor,
  publicId: number,
): Promise<{ actor: Actor; topic: ConsultedTopic }> {
  const actor = requirePoster(maybe);
  const { topic } = await getTopicFor(actor, publicId);
  if (topic.state !== "visible") throw topicOutOfSight(topic);
  if (topic.isArchived) throw spaceArchived();
  if (!canWriteIn(actor, { ...topic, code: topic.spaceCode })) throw forbidden("forum.error.not_a_member");
  if (topic.consultation === null) throw new AppError("forum.error.consultation_gone", 409);
  return { actor, topic: { ...topic, consultation: topic.consultation } };
}

/**
 * The statements of a topic's consultation in the order in which they were proposed, what the actor made of each, how many people have
 * voted on any, and those of the actor's own that are out of sight. One SQL statement.
 */
export async function listStatements(
  actor: MaybeActor,
  topicId: string,
): Promise<{ statements: Statement[]; gone: GoneStatement[]; voters: number }> {
  const me = actor?.id ?? nobody;
  type Row = { statements: Statement[]; gone: GoneStatement[]; voters: number };
  const [row] = await db().$queryRaw<[Row]>`
    WITH shown AS MATERIALIZED (SELECT * FROM ${visibleStatements} s WHERE s.topic_id = ${topicId}::uuid)
    SELECT (SELECT count(DISTINCT v.user_id)::int FROM statement_votes v WHERE v.statement_id IN (SELECT id FROM shown)) AS voters,
           coalesce((SELECT json_agg(json_build_object(
                              'id', s.id, 'body', s.body, 'language', s.language,
                              'isOwn', s.author_id = ${me}::uuid, 'mine', v.choice) ORDER BY s.created_at, s.id)
                       FROM shown s LEFT JOIN statement_votes v ON v.statement_id = s.id AND v.user_id = ${me}::uuid),
                    '[]') AS statements,
           coalesce((SELECT json_agg(json_build_object(
                              'id', g.id, 'body', g.body, 'language', g.language, 'state', g.state, 'reason', g.state_reason)
                              ORDER BY g.created_at, g.id)
                       FROM consultation_statements g
                      WHERE g.topic_id = ${topicId}::uuid AND g.author_id = ${me}::uuid
                        AND g.state NOT IN ('visible', 'purged')), '[]') AS gone`;
  return row;
}
