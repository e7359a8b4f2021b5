import { Prisma } from "#prisma/generated/client.ts";
import { createHash, timingSafeEqual } from "node:crypto";
import type { Db } from "#app/infra/db.server.ts";
import { normalize } from "#app/lib/combining-marks.ts";

/** Whether a key is the right one, in the same time whatever was typed. Blanks around it do not count; no key fits none. */
export function isKey(typed: string, key: string | null): boolean {
  const digest = (text: string) => createHash("sha256").update(normalize(text.trim())).digest();
  const isSame = timingSafeEqual(digest(typed), digest(key ?? ""));
  return isSame && key !== null && key.trim() !== "";
}

/**
 * What a key opens: a cohort that still runs, the course, or nothing. All keys are looked at, so that the time says
 * nothing about where one fits. One SQL statement.
 */
export async function findByKey(
  from: Db,
  course: { id: string; enrolmentKey: string | null },
  typed: string,
): Promise<{ cohortId: string | null } | null> {
  const cohorts = await from.cohort.findMany({
    where: { courseId: course.id, archivedAt: null, key: { not: null } },
    select: { id: true, key: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 500,
  });
  const fitting = cohorts.filter(({ key }) => isKey(typed, key));
  const opensCourse = isKey(typed, course.enrolmentKey);
  if (fitting[0]) return { cohortId: fitting[0].id };
  return opensCourse ? { cohortId: null } : null;
}

/** SQL: whether a cohort of the course `c` has a key. */
export const takesCohortKey = Prisma.sql`EXISTS (
  SELECT 1 FROM cohorts h WHERE h.course_id = c.id AND h.key IS NOT NULL AND h.archived_at IS NULL)`;
