import { findPersonCalled } from "#app/modules/accounts/find-person.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { withHandle } from "#app/modules/accounts/person-columns.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { type AppError, forbidden, notFound, fieldError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { slugify } from "#app/lib/slug.ts";
import { assignFreeSeats, lockSeats } from "./assign-seats.server.ts";
import type { CohortInput } from "./schemas.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

export type CohortRow = {
  id: string;
  slug: string;
  name: string;
  zone: string;
  startsAt: Date | null;
  endsAt: Date | null;
  capacity: number | null;
  archivedAt: Date | null;
  trainer: string | null;
  people: number;
};

/** The cohorts of a course that the actor may see, running ones first, newest first, at most 200. One SQL statement. */
export async function listCohorts({ course, cohortIds }: CourseStaffAccess): Promise<CohortRow[]> {
  return db().$queryRaw<CohortRow[]>`
    SELECT h.id, h.slug, h.name, h.zone, h.starts_at AS "startsAt", h.ends_at AS "endsAt", h.capacity,
           h.archived_at AS "archivedAt", u.name AS trainer,
           (SELECT count(*)::int FROM cohort_members m WHERE m.cohort_id = h.id) AS people
      FROM cohorts h LEFT JOIN ${allPeople} u ON u.id = h.trainer_id
     WHERE h.course_id = ${course.id}::uuid
       AND (${cohortIds}::uuid[] IS NULL OR h.id = ANY(${cohortIds}::uuid[]))
     ORDER BY h.archived_at IS NOT NULL, h.created_at DESC, h.id DESC LIMIT 200`;
}

export type CohortView = {
  id: string;
  slug: string;
  name: string;
  zone: string;
  startsAt: Date | null;
  endsAt: Date | null;
  key: string | null;
  capacity: number | null;
  topicNumber: number | null;
  archivedAt: Date | null;
  trainer: { name: string; handle: string } | null;
};

/** One cohort by its address. Throws 404, also for a cohort that the actor does not train. */
export async function getCohort({ course, cohortIds }: CourseStaffAccess, slug: string): Promise<CohortView> {
  const row = await db().cohort.findFirst({
    where: { courseId: course.id, slug, ...(cohortIds && { id: { in: cohortIds } }) },
    select: {
      id: true,
      slug: true,
      name: true,
      zone: true,
      startsAt: true,
      endsAt: true,
      key: true,
      capacity: true,
      topicNumber: true,
      archivedAt: true,
      trainer: withHandle,
    },
  });
  if (!row) throw notFound();
  return row;
}

/**
 * Begins a cohort. Without a wished address its name makes one that is free. Throws 403 for a trainer of single cohorts,
 * 400 on `slug` when it is taken, on `trainer` when nobody with the role of a trainer has that handle or address.
 */
export async function beginCohort(
  access: CourseStaffAccess,
  input: CohortInput,
  { at = new Date() } = {},
): Promise<string> {
  requireTeam(access);
  const { course } = access;
  return transaction(async (tx) => {
    await lockSeats(tx, course.id);
    const slug = input.slug || (await freeSlug(tx, course.id, input.name));
    const trainerId = await findTrainer(tx, input.trainer);
    const data = { ...columnsOf(input), courseId: course.id, slug, trainerId, createdAt: at };
    const { count } = await tx.cohort.createMany({ data, skipDuplicates: true });
    if (count === 0) throw wrong("slug", "enrolment.error.cohort_slug_taken");
    return slug;
  });
}

/**
 * Changes a cohort; a larger capacity lets in who waits. A trainer of the cohort may change all but who trains it. Throws
 * as `beginCohort`, 404 for no such cohort.
 */
export async function changeCohort(
  access: CourseStaffAccess,
  slug: string,
  input: CohortInput,
  { at = new Date() } = {},
): Promise<string> {
  const cohort = await getCohort(access, slug);
  const { course, cohortIds } = access;
  const wished = input.slug || slug;
  return transaction(async (tx) => {
    await lockSeats(tx, course.id);
    const taken = await tx.cohort.count({ where: { courseId: course.id, slug: wished, id: { not: cohort.id } } });
    if (taken > 0) throw wrong("slug", "enrolment.error.cohort_slug_taken");
    const trainer = cohortIds === null ? { trainerId: await findTrainer(tx, input.trainer) } : {};
    const data = { ...columnsOf(input), slug: wished, ...trainer };
    await tx.cohort.update({ where: { id: cohort.id }, data, select: { id: true } });
    await assignFreeSeats(tx, { courseId: course.id, at });
    return wished;
  });
}

/** Closes a cohort, or opens it again: nobody joins it any more, its people and what they did stay. Throws 404. */
export async function archiveCohort(
  access: CourseStaffAccess,
  slug: string,
  { isArchived, at = new Date() }: { isArchived: boolean; at?: Date },
): Promise<void> {
  const { id } = await getCohort(access, slug);
  await db().cohort.update({ where: { id }, data: { archivedAt: isArchived ? at : null }, select: { id: true } });
}

/** Ties a cohort to its topic in the forum, once. Returns false when it has one already. Throws 404. */
export async function setCohortTopic(access: CourseStaffAccess, slug: string, topicNumber: number): Promise<boolean> {
  const { id } = await getCohort(access, slug);
  const { count } = await db().cohort.updateMany({ where: { id, topicNumber: null }, data: { topicNumber } });
  return count > 0;
}

function requireTeam({ cohortIds }: CourseStaffAccess): void {
  if (cohortIds !== null) throw forbidden();
}

function columnsOf({ name, zone, startsAt, endsAt, key, capacity }: CohortInput) {
  return { name, zone, startsAt, endsAt, key, capacity };
}

/** A trainer or administrator by handle or e-mail address; nobody for nothing. */
async function findTrainer(tx: Tx, wished: string): Promise<string | null> {
  if (wished === "") return null;
  const person = await findPersonCalled(tx, wished, { roles: ["trainer", "administrator"] });
  if (!person) throw wrong("trainer", "enrolment.error.no_trainer");
  return person.id;
}

async function freeSlug(tx: Tx, courseId: string, name: string): Promise<string> {
  const plain = slugify(name, "cohort")
    .replace(/[^a-z0-9-]+/g, "")
    .replace(/^-+|-+$|-(?=-)/g, "")
    .slice(0, 70);
  const wished = plain || "cohort";
  const rows = await tx.cohort.findMany({
    where: { courseId, slug: { startsWith: wished } },
    select: { slug: true },
    take: 1000,
  });
  const taken = new Set(["new", ...rows.map(({ slug }) => slug)]);
  if (!taken.has(wished)) return wished;
  let number = 2;
  while (taken.has(`${wished}-${number}`)) number++;
  return `${wished}-${number}`;
}

function wrong(field: string, code: MessageKey): AppError {
  return fieldError(field, code);
}
