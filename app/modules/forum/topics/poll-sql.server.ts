import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { canMark } from "#app/modules/forum/policy.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** An answer of a poll; `votes` is null while the reader may not know how others have voted. */
type PollAnswer = { position: number; label: string; votes: number | null };

/** The poll of a topic as one reader may see it. */
export type Poll = {
  question: string;
  isMultiple: boolean;
  /** When it ends by itself; null when somebody has to end it. */
  closesAt: Date | null;
  isClosed: boolean;
  /** How many people have voted. */
  voters: number;
  /** What the reader chose. */
  mine: number[];
  answers: PollAnswer[];
};

export type PollRow = Omit<Poll, "closesAt" | "answers"> & {
  closesAt: string | null;
  answers: { position: number; label: string; votes: number }[];
};

/** SQL: whether `poll`, a row of `polls`, has ended by the moment `at`. */
export function hasEnded(at: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(poll.closed_at IS NOT NULL OR coalesce(poll.closes_at <= ${at}, false))`;
}

/** SQL: the poll of the topic `t` as a `PollRow` for the reader `me`; null where there is none. */
export function pollOf(me: string): Prisma.Sql {
  return Prisma.sql`
    (SELECT json_build_object(
              'question', poll.question, 'isMultiple', poll.is_multiple, 'closesAt', poll.closes_at,
              'isClosed', ${hasEnded(Prisma.sql`now()`)},
              'voters', (SELECT count(DISTINCT v.user_id)::int FROM poll_votes v WHERE v.topic_id = poll.topic_id),
              'mine', ARRAY(SELECT v.position FROM poll_votes v WHERE v.topic_id = poll.topic_id AND v.user_id = ${me}::uuid),
              'answers', (SELECT json_agg(json_build_object('position', o.position, 'label', o.label, 'votes',
                                   (SELECT count(*)::int FROM poll_votes v
                                     WHERE v.topic_id = o.topic_id AND v.position = o.position)) ORDER BY o.position)
                            FROM poll_options o WHERE o.topic_id = poll.topic_id))
       FROM polls poll WHERE poll.topic_id = t.id)`;
}

/**
 * A poll as the actor may see it: how others voted is shown to who has voted, to who may end the poll, and to everybody once it has
 * ended, so that nobody votes with the crowd.
 */
export function readPoll(
  actor: MaybeActor,
  topic: { authorId: string; spaceCode: string },
  row: PollRow | null,
): Poll | null {
  if (!row) return null;
  const seesVotes = row.isClosed || row.mine.length > 0 || canMark(actor, topic);
  return {
    ...row,
    closesAt: row.closesAt === null ? null : new Date(row.closesAt),
    answers: row.answers.map(({ votes, ...answer }) => ({ ...answer, votes: seesVotes ? votes : null })),
  };
}
