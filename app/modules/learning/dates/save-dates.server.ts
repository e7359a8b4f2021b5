import { withHandle, withName } from "#app/modules/accounts/person-columns.ts";
import { presentUnits, unitOrder, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { AppError, notFound, fieldError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { requireCohort } from "#app/modules/learning/enrolment/invite-people.server.ts";
import { findPersonSeen } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { BaseDates, OverrideInput } from "#app/modules/learning/enrolment/schemas.ts";
import { listLimits } from "./load-limits.server.ts";
import type { UnitLimits } from "./limits.ts";
import { rescheduleAttempts } from "./reschedule-attempts.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { type UnitKind, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";

export type DatedUnit = UnitLimits & { id: string; slug: string; kind: UnitKind; title: Text; overrides: number };

/** The present units of a course in order with their own dates, and how many overrides each has. One SQL statement. */
export async function listDatedUnits({ course }: CourseStaffAccess, language: string): Promise<DatedUnit[]> {
  const rows = await db().$queryRaw<(Omit<DatedUnit, "title"> & { titles: unknown })[]>`
    SELECT u.id, u.slug, u.kind::text AS kind, u.opens_at AS "opensAt", u.due_at AS "dueAt", u.closes_at AS "closesAt",
           coalesce(q.time_limit, 0) AS "timeLimit", coalesce(q.attempts_allowed, 0) AS "attemptsAllowed",
           ${unitTitles} AS titles,
           (SELECT count(*)::int FROM unit_overrides o WHERE o.unit_id = u.id) AS overrides
      FROM ${presentUnits}
      LEFT JOIN quiz_settings q ON q.unit_id = u.id
     WHERE u.course_id = ${course.id}::uuid
     ORDER BY ${unitOrder} LIMIT 500`;
  return rows.map(({ titles, ...unit }) => ({ ...unit, title: textIn(titles, language, course.defaultLanguage) }));
}

/** One of them by its address. Throws 404. */
export async function getDatedUnit(access: CourseStaffAccess, slug: string, language: string): Promise<DatedUnit> {
  const unit = (await listDatedUnits(access, language)).find((one) => one.slug === slug);
  if (!unit) throw notFound();
  return unit;
}

export type OverrideRow = {
  id: string;
  opensAt: Date | null;
  dueAt: Date | null;
  closesAt: Date | null;
  timeLimit: number | null;
  attemptsAllowed: number | null;
  reason: string | null;
  createdAt: Date;
  createdBy: { name: string } | null;
  cohort: { id: string; name: string } | null;
  user: { handle: string; name: string } | null;
};

/** The overrides of a unit that the actor may see, newest first, at most 200. */
export async function listOverrides({ cohortIds }: CourseStaffAccess, unitId: string): Promise<OverrideRow[]> {
  return db().unitOverride.findMany({
    where: { unitId, ...withinSight(cohortIds) },
    select: {
      id: true,
      opensAt: true,
      dueAt: true,
      closesAt: true,
      timeLimit: true,
      attemptsAllowed: true,
      reason: true,
      createdAt: true,
      createdBy: withName,
      cohort: { select: { id: true, name: true } },
      user: withHandle,
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 200,
  });
}

/** What holds for one person in one unit, by the rule of `resolveLimits`. */
export async function getEffective(userId: string, unitId: string): Promise<UnitLimits> {
  const [row] = await listLimits(db(), { userIds: [userId], unitIds: [unitId] });
  if (!row) throw notFound();
  return row.limits;
}

/** The same in all of these units, by unit. One SQL statement. */
export async function listEffective(
  userId: string,
  units: readonly { id: string }[],
): Promise<Record<string, UnitLimits>> {
  const rows = await listLimits(db(), { userIds: [userId], unitIds: units.map(({ id }) => id) });
  return Object.fromEntries(rows.map(({ unitId, limits }) => [unitId, limits]));
}

/**
 * Writes the dates of a unit for everybody, and moves the ends of running attempts with them. Throws 403 for a trainer of
 * single cohorts, whose dates are their cohorts'.
 */
export async function saveBaseDates(
  access: CourseStaffAccess,
  unit: { id: string },
  dates: BaseDates,
  { at = new Date() } = {},
): Promise<void> {
  const { course, actor, cohortIds } = access;
  if (cohortIds !== null) throw new AppError("enrolment.error.base_dates", 403);
  await transaction(async (tx) => {
    const where = { id: unit.id, courseId: course.id };
    const before = await tx.unit.findFirst({ where, select: { opensAt: true, dueAt: true, closesAt: true } });
    if (!before) throw notFound();
    const { opensAt, dueAt, closesAt } = dates;
    await tx.unit.update({ where, data: { opensAt, dueAt, closesAt }, select: { id: true } });
    await log(tx, actor.id, unit.id, { before, after: { opensAt, dueAt, closesAt } });
    await rescheduleAttempts(tx, { unitId: unit.id, userIds: null, at });
  });
}

/**
 * Writes what holds otherwise for a cohort or a person, and moves the ends of their running attempts. Saving again
 * replaces it; the log keeps what stood there, who changed it and when. Throws 400 for somebody who is not in the course
 * or when nothing at all is said, 400 on `target` for what a cohort's trainer may not change.
 */
export async function saveOverride(
  access: CourseStaffAccess,
  unit: { id: string; kind: UnitKind },
  input: OverrideInput,
  { at = new Date() } = {},
): Promise<void> {
  const { actor } = access;
  const { hasAttempts } = unitKinds[unit.kind];
  const said = {
    opensAt: input.opensAt,
    dueAt: input.dueAt,
    closesAt: input.closesAt,
    timeLimit: hasAttempts && input.minutes !== null ? input.minutes * 60 : null,
    attemptsAllowed: hasAttempts ? input.attempts : null,
  };
  if (Object.values(said).every((value) => value === null)) throw new AppError("enrolment.error.nothing_said", 400);
  const whose = await findTarget(access, input.target);
  const data = { ...said, reason: input.reason || null, createdById: actor.id, createdAt: at };
  await transaction(async (tx) => {
    const where = whose.userId
      ? { unitId_userId: { unitId: unit.id, userId: whose.userId } }
      : { unitId_cohortId: { unitId: unit.id, cohortId: whose.cohortId! } };
    const before = await tx.unitOverride.findUnique({ where, select: logged });
    await tx.unitOverride.upsert({
      where,
      create: { unitId: unit.id, userId: whose.userId, cohortId: whose.cohortId, ...data },
      update: data,
      select: { id: true },
    });
    await log(tx, actor.id, unit.id, { ...whose, before, after: { ...said, reason: data.reason } });
    await rescheduleFor(tx, unit.id, whose, at);
  });
}

/** Takes an override away: what is inherited holds again, also for running attempts. Throws 404. */
export async function removeOverride(
  { actor, cohortIds }: CourseStaffAccess,
  unit: { id: string },
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    const where = { id, unitId: unit.id, ...withinSight(cohortIds) };
    const before = await tx.unitOverride.findFirst({ where, select: { ...logged, userId: true, cohortId: true } });
    if (!before) throw notFound();
    await tx.unitOverride.delete({ where: { id }, select: { id: true } });
    await log(tx, actor.id, unit.id, { before, after: null });
    await rescheduleFor(tx, unit.id, before, at);
  });
}

const logged = {
  opensAt: true,
  dueAt: true,
  closesAt: true,
  timeLimit: true,
  attemptsAllowed: true,
  reason: true,
} as const;

type Whose = { userId: string | null; cohortId: string | null };

async function findTarget(access: CourseStaffAccess, target: string): Promise<Whose> {
  const [kind, name = ""] = [target.slice(0, target.indexOf(":")), target.slice(target.indexOf(":") + 1)];
  if (kind === "cohort") {
    const isId = isUuid(name);
    const found = isId
      ? await db().cohort.findFirst({ where: { id: name, courseId: access.course.id }, select: { id: true } })
      : null;
    if (!found) throw wrong("enrolment.error.cohort_unknown");
    requireCohort(access, found.id);
    return { userId: null, cohortId: found.id };
  }
  const person = await findPersonSeen(access, name);
  if (!person) throw wrong("enrolment.error.nobody_here");
  return { userId: person.id, cohortId: null };
}

/** Of whoever trains single cohorts: what is said of these, and of their people. */
function withinSight(cohortIds: string[] | null) {
  if (cohortIds === null) return {};
  const own = { cohortId: { in: cohortIds } };
  return { OR: [own, { user: { cohortMembers: { some: own } } }] };
}

async function rescheduleFor(tx: Tx, unitId: string, { userId, cohortId }: Whose, at: Date): Promise<void> {
  const members = cohortId
    ? await tx.cohortMember.findMany({ where: { cohortId }, select: { userId: true } })
    : [{ userId: userId! }];
  await rescheduleAttempts(tx, { unitId, userIds: members.map((one) => one.userId), at });
}

async function log(tx: Tx, actorId: string, unitId: string, data: object): Promise<void> {
  await recordAudit(tx, {
    actorId,
    action: "learning.dates.changed",
    subject: `unit:${unitId}`,
    data,
  });
}

function wrong(code: MessageKey): AppError {
  return fieldError("target", code);
}
