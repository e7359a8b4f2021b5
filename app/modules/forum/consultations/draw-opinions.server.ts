import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { votesToCount } from "#app/modules/forum/limits.ts";
import { visibleStatements } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { findGroups, smallestGroup } from "./opinions/find-groups.ts";
import { describeOpinions } from "./opinions/opinions.ts";
import { type CastVote, toVoteMatrix } from "./opinions/vote-matrix.ts";

/** Consultations whose opinions one call draws at most. */
export const opinionsBatch = 10;

/** After so long nobody looks any more whether what a closed consultation was drawn from has changed. */
const watchedDays = 30;

/** SQL: the votes that count in the consultation `c`. */
const countedVotes = Prisma.sql`statement_votes v JOIN ${visibleStatements} s ON s.id = v.statement_id AND s.topic_id = c.topic_id`;

/** SQL: which votes these are: another person, statement or choice makes another. */
const fingerprint = Prisma.sql`
  (SELECT md5(coalesce(string_agg(concat(v.statement_id, v.user_id, v.choice), ',' ORDER BY v.statement_id, v.user_id), ''))
     FROM ${countedVotes})`;

/** After so long it is looked again whether what a closed consultation was drawn from is still there: nobody votes in it. */
const closedMinutes = 60;

/** SQL: how many people who are counted in the consultation `c` have voted, or changed a vote, since it was drawn as `m`. */
const changedPeople = Prisma.sql`
  (SELECT count(*) FROM
     (SELECT FROM ${countedVotes}
       WHERE v.user_id IN (SELECT n.user_id FROM statement_votes n JOIN consultation_statements o ON o.id = n.statement_id
                            WHERE o.topic_id = c.topic_id AND n.voted_at > coalesce(m.drawn_at, '-infinity'))
       GROUP BY v.user_id
      HAVING max(v.voted_at) > coalesce(m.drawn_at, '-infinity')
         AND count(*) >= least(${votesToCount}, (SELECT count(DISTINCT v.statement_id) FROM ${countedVotes}))) p)`;

/**
 * Sweep: draws the groups of opinion of consultations anew whose votes have changed, at most 10 per call. That is once those of at least
 * five people who are counted have changed since: who looks before and after sees what several did, not what one did, whether votes end
 * in between or not. Once votes are over it is also drawn a first time, and anew, looked after each hour, where votes went with an account
 * or a statement and nobody's changed. What was drawn from the same votes stays. Returns at how many it looked.
 */
export async function drawOpinions({ at = new Date() } = {}): Promise<number> {
  const due = await db().$queryRaw<{ topicId: string }[]>`
    SELECT c.topic_id AS "topicId" FROM consultations c LEFT JOIN opinion_maps m ON m.topic_id = c.topic_id
     CROSS JOIN LATERAL (SELECT ${changedPeople} AS people) changed
     WHERE c.closes_at > ${at}::timestamptz - make_interval(days => ${watchedDays})
       AND (changed.people >= ${smallestGroup}
            OR (c.closes_at <= ${at}
                AND (m.topic_id IS NULL
                     OR (changed.people = 0 AND m.drawn_at <= ${at}::timestamptz - make_interval(mins => ${closedMinutes})))))
     ORDER BY m.drawn_at NULLS FIRST, c.topic_id LIMIT ${opinionsBatch}`;
  for (const { topicId } of due) await drawOne(topicId, at);
  return due.length;
}

async function drawOne(topicId: string, at: Date): Promise<void> {
  const [read] = await db().$queryRaw<{ fingerprint: string; votes: CastVote[] }[]>`
    SELECT ${fingerprint} AS fingerprint,
           coalesce((SELECT json_agg(json_build_object('person', v.user_id, 'statement', v.statement_id, 'choice', v.choice))
                       FROM ${countedVotes}), '[]') AS votes
      FROM consultations c WHERE c.topic_id = ${topicId}::uuid`;
  if (!read) return;
  // From the same votes it would be the same: it stands for now, too.
  const same = { where: { topicId, fingerprint: read.fingerprint }, data: { drawnAt: at } };
  if ((await db().opinionMap.updateMany(same)).count > 0) return;
  const matrix = toVoteMatrix(read.votes, { atLeast: votesToCount });
  const grouping = findGroups(matrix.rows);
  const map = { fingerprint: read.fingerprint, drawnAt: at, opinions: describeOpinions(matrix, grouping) };
  await transaction(async (tx) => {
    // Of two who draw it the second waits here, and replaces all of it.
    await tx.opinionMap.upsert({
      where: { topicId },
      create: { topicId, ...map },
      update: map,
      select: { topicId: true },
    });
    await tx.opinionPlace.deleteMany({ where: { topicId } });
    const { labels, places } = grouping;
    if (!labels) return;
    // Who has gone meanwhile has no place.
    await tx.$executeRaw`
      INSERT INTO opinion_places (topic_id, user_id, x, y, group_number)
      SELECT ${topicId}::uuid, u.id, p.x, p.y, p.group_number
        FROM unnest(${matrix.people}::uuid[], ${places.map(([x]) => x)}::float8[], ${places.map(([, y]) => y)}::float8[],
                    ${labels}::int[]) AS p (user_id, x, y, group_number)
        JOIN ${allPeople} u ON u.id = p.user_id`;
  });
}
