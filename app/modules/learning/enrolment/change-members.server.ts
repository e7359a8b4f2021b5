import { allPeople } from "#app/modules/accounts/people.server.ts";
import { peopleFound } from "#app/modules/accounts/people-found.server.ts";
import { presentUnits } from "#app/modules/learning/courses/sql.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { type AppError, forbidden, notFound, fieldError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { type Cursor, nextCursor, readCursor } from "#app/lib/cursor.ts";
import type { PeopleState } from "./people-states.ts";
import { unenrol } from "./leave-course.server.ts";
import { assignFreeSeats, lockSeats, seat } from "./assign-seats.server.ts";
import { reschedulePerson } from "#app/modules/learning/dates/reschedule-person.server.ts";
import { percentOfDone } from "#app/modules/learning/outline/progress.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import { type CourseStaffAccess, requireCohort } from "#app/modules/learning/courses/staff-access.server.ts";

export type PersonRow = {
  id: string;
  userId: string;
  name: string;
  handle: string;
  /** The name of their picture, where they show one. */
  picture: string | null;
  country: string;
  institution: string | null;
  createdAt: Date;
  completedAt: Date | null;
  cohorts: { name: string; slug: string }[];
  /** 0 to 100, the number that the person sees. */
  percent: number;
  lastActivityAt: Date | null;
};

type Found = Omit<PersonRow, "percent" | "cohorts"> & {
  completedRevision: number | null;
  doneUnits: string[];
  cohorts: { name: string; slug: string }[] | null;
};

type PeopleWish = {
  cohortId?: string | null;
  search?: string;
  state?: PeopleState | null;
  before?: string | null;
};

/** SQL: whether somebody of the course `e` is that far. */
function isThatFar(state: PeopleState | null): Prisma.Sql {
  if (state === null) return Prisma.sql`TRUE`;
  if (state === "completed") return Prisma.sql`e.completed_at IS NOT NULL`;
  const hasBegun = Prisma.sql`EXISTS (SELECT 1 FROM unit_progress p JOIN units n ON n.id = p.unit_id
    WHERE p.user_id = e.user_id AND n.course_id = e.course_id)`;
  return state === "begun"
    ? Prisma.sql`(e.completed_at IS NULL AND ${hasBegun})`
    : Prisma.sql`(e.completed_at IS NULL AND NOT ${hasBegun})`;
}

/**
 * The people of a course, or of one cohort, newest first, 50 to a page: how far they are, and when they last did
 * something in the course. `search` is what `peopleFound` takes. A cohort's trainer sees their own cohorts. Two SQL
 * statements.
 */
export async function listPeople(
  { course, cohortIds }: CourseStaffAccess,
  { cohortId = null, search = "", state = null, before }: PeopleWish = {},
): Promise<{ people: PersonRow[]; next: string | null }> {
  const from: Cursor | null = readCursor(before);
  const rows = await db().$queryRaw<Found[]>`
    SELECT e.id, e.user_id AS "userId", u.name, u.handle, u.picture, u.country, u.institution, e.created_at AS "createdAt",
           e.completed_at AS "completedAt", e.completed_revision AS "completedRevision",
           (SELECT jsonb_agg(jsonb_build_object('name', h.name, 'slug', h.slug) ORDER BY h.created_at)
              FROM cohort_members m JOIN cohorts h ON h.id = m.cohort_id AND h.course_id = e.course_id
             WHERE m.user_id = e.user_id
               AND (${cohortIds}::uuid[] IS NULL OR h.id = ANY(${cohortIds}::uuid[]))) AS cohorts,
           ARRAY(SELECT p.unit_id FROM unit_progress p JOIN units n ON n.id = p.unit_id
                  WHERE p.user_id = e.user_id AND n.course_id = e.course_id AND p.completed_at IS NOT NULL) AS "doneUnits",
           (SELECT greatest(max(p.opened_at), max(p.submitted_at), max(p.completed_at), max(a.saved_at), max(a.started_at))
              FROM units n
              LEFT JOIN unit_progress p ON p.unit_id = n.id AND p.user_id = e.user_id
              LEFT JOIN attempts a ON a.unit_id = n.id AND a.user_id = e.user_id
             WHERE n.course_id = e.course_id) AS "lastActivityAt"
      FROM enrolments e JOIN ${allPeople} u ON u.id = e.user_id
     WHERE e.course_id = ${course.id}::uuid
       AND ${peopleFound(search)} AND ${isThatFar(state)}
       AND ${visibleToStaff({ cohortIds }, "e.user_id", cohortId)}
       AND (${from?.at ?? null}::timestamptz IS NULL
            OR (e.created_at, e.id) < (${from?.at ?? null}::timestamptz, ${from?.id ?? null}::uuid))
     ORDER BY e.created_at DESC, e.id DESC LIMIT 51`;
  const units = await listPresentUnits(course.id);
  const people = rows.slice(0, 50).map(({ doneUnits, completedRevision, cohorts, ...row }) => {
    const percent = percentOfDone(units, new Set(doneUnits), completedRevision);
    return { ...row, cohorts: cohorts ?? [], percent };
  });
  return { people, next: nextCursor(rows, 50, "createdAt") };
}

/** The units that count for everybody's progress, as the outline shows them. One SQL statement. */
async function listPresentUnits(courseId: string): Promise<{ id: string; addedInRevision: number }[]> {
  return db().$queryRaw`
    SELECT u.id, u.added_in_revision AS "addedInRevision" FROM ${presentUnits}
     WHERE u.course_id = ${courseId}::uuid AND u.state = 'published'`;
}

export type Change = {
  /** "add" to a cohort beside others, "move" from all others, "leave" a cohort, "remove" from the course. */
  intent: "add" | "move" | "leave" | "remove";
  person: string[];
  cohort: string | null;
};
export type Changed = { done: number; full: number; kept: number };

/**
 * Changes where people of a course belong, each in a transaction of their own. Returns how many changed (`done`), found a
 * cohort full (`full`, they wait for it) or stay because they have completed the course (`kept`). Whoever leaves frees a
 * seat, which goes to the first who waits. A cohort's trainer changes their own cohorts only: 400 for another one, 403
 * for "remove", and "move" takes people out of the trainer's cohorts alone.
 */
export async function changeMembers(
  access: CourseStaffAccess,
  { intent, person, cohort }: Change,
  { at = new Date() } = {},
): Promise<Changed> {
  if (intent !== "remove") {
    if (cohort === null) throw wrong("enrolment.error.choose_cohort");
    requireCohort(access, cohort);
    await requireRunning(access.course.id, cohort, intent);
  } else if (access.cohortIds !== null) throw forbidden("enrolment.error.remove_team");
  const changed: Changed = { done: 0, full: 0, kept: 0 };
  for (const userId of person) {
    const outcome = await transaction(async (tx) => {
      await lockSeats(tx, access.course.id);
      return changeOne(tx, access, { intent, userId, cohort, at });
    });
    if (outcome) changed[outcome]++;
  }
  return changed;
}

type One = { intent: Change["intent"]; userId: string; cohort: string | null; at: Date };

async function changeOne(tx: Tx, access: CourseStaffAccess, one: One): Promise<keyof Changed | null> {
  const { course, actor, cohortIds } = access;
  const { intent, userId, cohort, at } = one;
  const isIn = await tx.enrolment.count({ where: { courseId: course.id, userId } });
  if (isIn === 0) return null;
  if (cohortIds && (await tx.cohortMember.count({ where: { userId, cohortId: { in: cohortIds } } })) === 0) return null;
  const log = () =>
    recordAudit(tx, {
      actorId: actor.id,
      action: "learning.member.changed",
      subject: `user:${userId}`,
      data: { courseId: course.id, intent, cohortId: cohort },
    });
  if (intent === "remove") {
    if (!(await unenrol(tx, { courseId: course.id, userId }))) return "kept";
  } else if (intent === "leave") {
    const { count } = await tx.cohortMember.deleteMany({ where: { userId, cohortId: cohort! } });
    if (count === 0) return null;
  } else {
    const seated = await seat(tx, { courseId: course.id, cohortId: cohort, userId, at });
    if (seated === "waiting") return "full";
    const others = { courseId: course.id, id: { not: cohort!, ...(cohortIds && { in: cohortIds }) } };
    const left = intent === "move" ? await tx.cohortMember.deleteMany({ where: { userId, cohort: others } }) : null;
    if (seated === "already" && !left?.count) return null;
  }
  if (intent !== "remove") await reschedulePerson(tx, { courseId: course.id, userId, at });
  await assignFreeSeats(tx, { courseId: course.id, at });
  await log();
  return "done";
}

async function requireRunning(courseId: string, cohortId: string, intent: string): Promise<void> {
  const cohort = await db().cohort.findFirst({ where: { id: cohortId, courseId }, select: { archivedAt: true } });
  if (!cohort) throw notFound();
  if (cohort.archivedAt && intent !== "leave") throw wrong("enrolment.error.archived");
}

function wrong(code: MessageKey): AppError {
  return fieldError("cohort", code);
}
