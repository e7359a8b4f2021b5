import { Prisma } from "#prisma/generated/client.ts";

/**
 * SQL: whether the course `c` has a free seat. Counts no further than to the last seat, and nothing where seats are not
 * limited.
 */
export const hasFreeSeat = Prisma.sql`(c.capacity IS NULL OR NOT EXISTS (
  SELECT 1 FROM enrolments e WHERE e.course_id = c.id OFFSET greatest(c.capacity, 1) - 1))`;

/** SQL: the same of the cohort `h`. */
export const cohortHasFreeSeat = Prisma.sql`(h.capacity IS NULL OR NOT EXISTS (
  SELECT 1 FROM cohort_members m WHERE m.cohort_id = h.id OFFSET greatest(h.capacity, 1) - 1))`;
