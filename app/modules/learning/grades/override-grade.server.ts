import { withName } from "#app/modules/accounts/person-columns.ts";
import { forbidden, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { lockEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { recordProgress } from "#app/modules/learning/study/record-progress.server.ts";
import { type GradeCell, type GradedUnit, listGradedUnits, loadCells } from "./load-grade-cells.server.ts";
import type { GradeDecision } from "./schemas.ts";
import { peopleVisibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { gradedKinds } from "#app/modules/learning/courses/unit-kinds.ts";

export type GradeAddress = { handle: string; unitSlug: string };

export type GradeNote = {
  id: string;
  percent: number | null;
  isExcused: boolean;
  reason: string;
  createdAt: Date;
  createdBy: { name: string } | null;
};

export type OneGrade = {
  person: { id: string; name: string; handle: string };
  unit: GradedUnit;
  cell: GradeCell;
  /** Newest first, at most 100. */
  history: GradeNote[];
};

/**
 * One grade with its history. Six SQL statements. Throws 404 for a unit without grades, for nobody of the course, and for
 * somebody outside the teaching person's cohorts.
 */
export async function getGrade(
  access: CourseStaffAccess,
  address: GradeAddress,
  { language, at = new Date() }: { language: string; at?: Date },
): Promise<OneGrade> {
  const { course } = access;
  const person = await findPerson(access, address.handle);
  const units = await listGradedUnits(db(), course.id, { language, ownLanguage: course.defaultLanguage });
  const unit = units.find(({ slug }) => slug === address.unitSlug);
  if (!unit) throw notFound();
  const [[cell] = []] = await loadCells(db(), { userIds: [person.id], units: [unit], at });
  const history = await db().gradeOverride.findMany({
    where: { unitId: unit.id, userId: person.id },
    select: {
      id: true,
      percent: true,
      isExcused: true,
      reason: true,
      createdAt: true,
      createdBy: withName,
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  return { person, unit, cell: cell!, history };
}

/**
 * Decides a grade instead of the unit's own rules: a percentage, an excuse, or back to the unit's own. Every decision is kept
 * with its reason; a grade that is enough now completes the unit, and what is complete stays so. Throws as `getGrade`, and 403
 * for one's own grade.
 */
export async function overrideGrade(
  access: CourseStaffAccess,
  address: GradeAddress,
  { decision, percent, reason }: GradeDecision,
  { at = new Date() } = {},
): Promise<void> {
  const { course, actor } = access;
  const person = await requireGradable(access, address.handle);
  const where = { courseId: course.id, slug: address.unitSlug, removedAt: null, kind: { in: [...gradedKinds] } };
  const unit = await db().unit.findFirst({ where, select: { id: true } });
  if (!unit) throw notFound();
  const [userId, courseId, unitId] = [person.id, course.id, unit.id];
  await transaction(async (tx) => {
    const enrolment = await lockEnrolment(tx, { userId, courseId });
    const decided = { percent: decision === "grade" ? percent : null, isExcused: decision === "excuse" };
    const data = { courseId, unitId, userId, ...decided, reason, createdById: actor.id, createdAt: at };
    const { id } = await tx.gradeOverride.create({ data, select: { id: true } });
    await recordProgress(tx, enrolment, { unitId, at }, {});
    await record(tx, "learning.grade.decided", { gradeOverrideId: id });
  });
}

/** A learner whose grades the teaching person decides. Throws 404 for nobody whom they see, 403 for themselves. */
export async function requireGradable(access: CourseStaffAccess, handle: string): Promise<OneGrade["person"]> {
  const person = await findPerson(access, handle);
  if (person.id === access.actor.id) throw forbidden("grades.error.own");
  return person;
}

async function findPerson(access: CourseStaffAccess, handle: string): Promise<OneGrade["person"]> {
  const [person] = await db().$queryRaw<OneGrade["person"][]>`
    SELECT u.id, u.name, u.handle FROM ${peopleVisibleToStaff(access)} WHERE u.handle = ${handle}`;
  if (!person) throw notFound();
  return person;
}
