import { forbidden } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { excerpt } from "#app/lib/markdown.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";
import { topicOutOfSight, visibleReplies } from "#app/modules/forum/sight.server.ts";
import { getTopicFor, type TopicFacts } from "#app/modules/forum/topics/get-topic.server.ts";

/**
 * A topic, for the pages on which its facilitators move, merge, split, close and pin it. Throws 401, 403 for who does not facilitate its
 * space, 404, 410, 301 for one that was merged. One SQL statement.
 */
export async function getTopicToMove(maybe: MaybeActor, publicId: number): Promise<TopicFacts> {
  const actor = requireActive(maybe);
  const { topic } = await getTopicFor(actor, publicId);
  if (!canFacilitate(actor, topic.spaceCode)) throw forbidden("forum.error.not_facilitator");
  if (topic.state !== "visible") throw topicOutOfSight(topic);
  return topic;
}

export type ReplyChoice = { number: number; authorName: string; language: string; beginning: string };

/** Replies on one page of those to choose from. */
const choicesPerPage = 50;

/** The visible replies of a topic after the number `after`, each with its beginning; `next` goes on. One SQL statement. */
export async function listReplyChoices(topicId: string, after: number) {
  const rows = await db().$queryRaw<ReplyChoice[]>`
    SELECT r.number, u.name AS "authorName", r.language, left(r.body, 500) AS beginning
      FROM ${visibleReplies} r JOIN ${allPeople} u ON u.id = r.author_id
     WHERE r.topic_id = ${topicId}::uuid AND r.number > greatest(${after}::int, 0)
     ORDER BY r.number LIMIT ${choicesPerPage + 1}`;
  const replies = rows.slice(0, choicesPerPage).map((row) => ({ ...row, beginning: excerpt(row.beginning, 140) }));
  return { replies, next: rows.length > choicesPerPage ? replies.at(-1)!.number : null };
}
