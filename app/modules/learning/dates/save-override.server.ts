import { AppError, fieldError, notFound } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { type CourseStaffAccess, requireCohort } from "#app/modules/learning/courses/staff-access.server.ts";
import { type UnitKind, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { findPersonSeen } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import { auditDates } from "./audit-dates.server.ts";
import { overrideVisibleToStaff } from "./list-overrides.server.ts";
import { rescheduleAttempts } from "./reschedule-attempts.server.ts";
import type { OverrideInput } from "./schemas.ts";

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
    const after = { ...said, reason: data.reason };
    await auditDates(tx, { actorId: actor.id, unitId: unit.id, ...whose, before, after });
    await rescheduleFor(tx, unit.id, whose, at);
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

/** Takes an override away: what is inherited holds again, also for running attempts. Throws 404. */
export async function removeOverride(
  access: CourseStaffAccess,
  unit: { id: string },
  id: string,
  { at = new Date() } = {},
): Promise<void> {
  await transaction(async (tx) => {
    const [before] = await tx.$queryRaw<Whose[]>`
      DELETE FROM unit_overrides o
       WHERE o.id = ${id}::uuid AND o.unit_id = ${unit.id}::uuid AND ${overrideVisibleToStaff(access)}
      RETURNING o.user_id AS "userId", o.cohort_id AS "cohortId", o.opens_at AS "opensAt", o.due_at AS "dueAt",
                o.closes_at AS "closesAt", o.time_limit AS "timeLimit", o.attempts_allowed AS "attemptsAllowed", o.reason`;
    if (!before) throw notFound();
    await auditDates(tx, { actorId: access.actor.id, unitId: unit.id, before, after: null });
    await rescheduleFor(tx, unit.id, before, at);
  });
}

type Whose = { userId: string | null; cohortId: string | null };

async function findTarget(access: CourseStaffAccess, target: string): Promise<Whose> {
  const [kind, name = ""] = [target.slice(0, target.indexOf(":")), target.slice(target.indexOf(":") + 1)];
  if (kind === "cohort") {
    const where = { id: name, courseId: access.course.id };
    const found = isUuid(name) ? await db().cohort.findFirst({ where, select: { id: true } }) : null;
    if (!found) throw fieldError("target", "enrolment.error.cohort_unknown");
    requireCohort(access, found.id);
    return { userId: null, cohortId: found.id };
  }
  const person = await findPersonSeen(access, name);
  if (!person) throw fieldError("target", "enrolment.error.nobody_here");
  return { userId: person.id, cohortId: null };
}

async function rescheduleFor(tx: Tx, unitId: string, { userId, cohortId }: Whose, at: Date): Promise<void> {
  const members = cohortId
    ? await tx.cohortMember.findMany({ where: { cohortId }, select: { userId: true } })
    : [{ userId: userId! }];
  await rescheduleAttempts(tx, { unitId, userIds: members.map((one) => one.userId), at });
}
