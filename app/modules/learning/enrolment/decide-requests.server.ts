import { allPeople } from "#app/modules/accounts/people.server.ts";
import { withId } from "#app/modules/accounts/person-columns.ts";
import { db } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { lockSeats, seat } from "./assign-seats.server.ts";
import { type Cursor, nextCursor, readCursor } from "#app/lib/cursor.ts";
import { listStaffOf } from "#app/modules/learning/courses/list-staff-of.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

export type RequestRow = {
  id: string;
  kind: "approval" | "waiting";
  message: string | null;
  createdAt: Date;
  name: string;
  handle: string;
  country: string;
  institution: string | null;
  cohort: string | null;
};

/**
 * Who asks for a seat or waits for one, the first first, at most 50; a cohort's trainer sees who asks for that cohort.
 * One SQL statement.
 */
export async function listRequests(
  { course, cohortIds }: CourseStaffAccess,
  { after }: { after?: string | null } = {},
): Promise<{ requests: RequestRow[]; next: string | null }> {
  const from: Cursor | null = readCursor(after);
  const rows = await db().$queryRaw<RequestRow[]>`
    SELECT r.id, r.kind::text AS kind, r.message, r.created_at AS "createdAt", u.name, u.handle, u.country, u.institution,
           h.name AS cohort
      FROM enrolment_requests r JOIN ${allPeople} u ON u.id = r.user_id LEFT JOIN cohorts h ON h.id = r.cohort_id
     WHERE r.course_id = ${course.id}::uuid AND r.state = 'open'
       AND (${cohortIds}::uuid[] IS NULL OR r.cohort_id = ANY(${cohortIds}::uuid[]))
       AND (${from?.at ?? null}::timestamptz IS NULL
            OR (r.created_at, r.id) > (${from?.at ?? null}::timestamptz, ${from?.id ?? null}::uuid))
     ORDER BY r.created_at, r.id LIMIT 51`;
  return { requests: rows.slice(0, 50), next: nextCursor(rows, 50, "createdAt") };
}

export type Decision = { enrolled: number; waiting: number; declined: number };

/**
 * Accepts or declines wishes, each in a transaction of its own; what is decided already, or is not the actor's to
 * decide, is passed over. Whoever is accepted while every seat is taken waits for the next. Everybody is told.
 */
export async function decideRequests(
  { course, actor, cohortIds }: CourseStaffAccess,
  { ids, accept }: { ids: string[]; accept: boolean },
  { at = new Date() } = {},
): Promise<Decision> {
  const done: Decision = { enrolled: 0, waiting: 0, declined: 0 };
  for (const id of ids) {
    const outcome = await transaction(async (tx) => {
      await lockSeats(tx, course.id);
      const request = await tx.enrolmentRequest.findFirst({
        where: { id, courseId: course.id, state: "open", ...(cohortIds && { cohortId: { in: cohortIds } }) },
        select: { userId: true, cohortId: true },
      });
      if (!request) return null;
      const decided = { decidedById: actor.id, decidedAt: at };
      if (accept) {
        const seated = await seat(tx, { ...request, courseId: course.id, at });
        await tx.enrolmentRequest.update({ where: { id }, data: decided, select: { id: true } });
        await record(tx, "learning.request.decided", { requestId: id });
        return seated === "waiting" ? ("waiting" as const) : ("enrolled" as const);
      }
      const data = { state: "declined" as const, ...decided };
      await tx.enrolmentRequest.update({ where: { id }, data, select: { id: true } });
      await record(tx, "learning.request.decided", { requestId: id });
      return "declined" as const;
    });
    if (outcome) done[outcome]++;
  }
  return done;
}

/** What somebody is told about their wish; null when there is no such wish any more. For notices, not for pages. */
export async function getRequestNews(requestId: string): Promise<{
  userId: string;
  state: "open" | "accepted" | "declined" | "withdrawn";
  title: (language: string) => Text;
  cohort: string | null;
  slug: string;
} | null> {
  const row = await db().enrolmentRequest.findUnique({
    where: { id: requestId },
    select: {
      userId: true,
      state: true,
      cohort: { select: { name: true } },
      course: { select: { slug: true, title: true, defaultLanguage: true } },
    },
  });
  if (!row) return null;
  const { course, cohort, ...request } = row;
  const title = (language: string) => textIn(course.title, language, course.defaultLanguage);
  return { ...request, title, cohort: cohort?.name ?? null, slug: course.slug };
}

/** An open request for a seat and the staff who decide it; null when it was decided or taken back. For notices, not for pages. */
export async function findRequestToDecide(requestId: string) {
  const row = await db().enrolmentRequest.findUnique({
    where: { id: requestId },
    select: {
      state: true,
      kind: true,
      cohortId: true,
      user: withId,
      course: { select: { id: true, slug: true, title: true, defaultLanguage: true } },
    },
  });
  if (row?.state !== "open" || row.kind !== "approval") return null;
  const { course, user, cohortId } = row;
  return {
    courseId: course.id,
    person: user,
    title: (language: string) => textIn(course.title, language, course.defaultLanguage).text,
    staffIds: await listStaffOf(course.id, user.id, { wishedCohortId: cohortId }),
    href: teachPath(course.slug, "people/requests"),
  };
}

/** Whether any of these requests still waits for an answer. */
export async function isAnyOpen(requestIds: readonly string[]): Promise<boolean> {
  const where = { id: { in: [...requestIds] }, state: "open" as const, kind: "approval" as const };
  return (await db().enrolmentRequest.findFirst({ where, select: { id: true } })) !== null;
}
