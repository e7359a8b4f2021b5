import type { Tx } from "#app/infra/db.server.ts";
import { countedTopics, visibleReplies } from "#app/modules/forum/sight.server.ts";

/** What a topic adds to the figures of its space; nothing while it is out of sight or sealed. */
type Figures = { topics: number; replies: number; unanswered: number };

const none: Figures = { topics: 0, replies: 0, unanswered: 0 };

/**
 * Lets `change` do what it likes to locked topics, their posts and their spaces, and makes right what is counted of them: of each
 * topic its replies, first answer and last reply, of each space that one of them stands in, before or after, its topics, replies,
 * unanswered topics and last activity. Numbers stay. Spaces are locked last, in the order of their codes.
 */
export async function recounting(tx: Tx, topicIds: string[], change: () => Promise<unknown>): Promise<void> {
  const before = await readFigures(tx, topicIds);
  await change();
  for (const id of topicIds) await recountTopic(tx, id);
  const after = await readFigures(tx, topicIds);
  const codes = [...new Set([...before, ...after].map(({ spaceCode }) => spaceCode))].sort();
  for (const code of codes) await moveSpace(tx, code, sumOf(before, code), sumOf(after, code));
}

async function recountTopic(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE topics t
       SET reply_count = c.replies, first_answer = c.answer, last_reply_at = greatest(t.created_at, c.at),
           last_reply_author_id = c.by
      FROM (SELECT count(p.id)::int AS replies, max(p.created_at) AS at,
                   coalesce(min(p.number) FILTER (WHERE p.author_id <> its.author_id), 0) AS answer,
                   (array_agg(p.author_id ORDER BY p.number DESC))[1] AS by
              FROM topics its LEFT JOIN ${visibleReplies} p ON p.topic_id = its.id AND p.number > 0
             WHERE its.id = ${id}::uuid GROUP BY its.id) c
     WHERE t.id = ${id}::uuid`;
}

type Counted = Figures & { spaceCode: string };

function readFigures(tx: Tx, topicIds: string[]): Promise<Counted[]> {
  return tx.$queryRaw<Counted[]>`
    SELECT t.space_code AS "spaceCode", (seen.id IS NOT NULL)::int AS topics,
           CASE WHEN seen.id IS NULL THEN 0 ELSE t.reply_count END AS replies,
           (seen.id IS NOT NULL AND t.first_answer = 0 AND t.closed_at IS NULL)::int AS unanswered
      FROM topics t LEFT JOIN ${countedTopics} seen ON seen.id = t.id WHERE t.id = ANY(${topicIds}::uuid[])`;
}

function sumOf(counted: Counted[], code: string): Figures {
  return counted
    .filter(({ spaceCode }) => spaceCode === code)
    .reduce<Figures>(
      (sum, one) => ({
        topics: sum.topics + one.topics,
        replies: sum.replies + one.replies,
        unanswered: sum.unanswered + one.unanswered,
      }),
      none,
    );
}

async function moveSpace(tx: Tx, code: string, before: Figures, after: Figures): Promise<void> {
  // Locked first: the newest activity is looked for when nobody posts in the space any more.
  await tx.$queryRaw`SELECT code FROM spaces WHERE code = ${code} FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    UPDATE spaces
       SET topic_count = topic_count + ${after.topics - before.topics}::int,
           reply_count = reply_count + ${after.replies - before.replies}::int,
           unanswered_count = unanswered_count + ${after.unanswered - before.unanswered}::int,
           last_activity_at = (SELECT max(t.last_reply_at) FROM ${countedTopics} t WHERE t.space_code = ${code})
     WHERE code = ${code}`;
}
