import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import type { CohortInput } from "#app/modules/learning/enrolment/schemas.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { lockSeats, assignFreeSeats } from "#app/modules/learning/enrolment/assign-seats.server.ts";
import { getCohort } from "./get-cohort.server.ts";
import { forbidden, type AppError, fieldError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { findPersonCalled } from "#app/modules/accounts/find-person.server.ts";
import { slugify } from "#app/lib/slug.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";

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
