import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;

/** SQL: whether the attempt `a` has an answer that a person must mark. */
export const isAttemptToMark = sql`(a.needs_marking AND a.state = 'submitted')`;

/**
 * SQL: whether the submission `s` waits for staff: it has no mark where a trainer marks (an assignment `q` that nobody has set
 * up is one), or its reviews do not come; and the person has handed in nothing newer,
 * nor been asked to.
 */
export const isSubmissionToMark = sql`(s.state = 'submitted' AND s.trainer_at IS NULL
       AND (coalesce(q.reviews, 0) = 0 OR s.scored_at IS NULL AND s.told_at IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM submissions n WHERE n.unit_id = s.unit_id AND n.user_id = s.user_id
                          AND (n.state = 'submitted' OR n.reopened_at IS NOT NULL) AND n.number > s.number))`;

/** SQL: whether others still review the submission `s` of the assignment `q`, and nobody of the staff was called. */
export const isSubmissionInReview = sql`(s.state = 'submitted' AND s.trainer_at IS NULL AND s.scored_at IS NULL
       AND s.told_at IS NULL AND q.reviews > 0)`;
