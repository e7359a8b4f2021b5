import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { AppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { assignFreeSeats, countFree, lockSeats } from "./assign-seats.server.ts";
import { listMissingCourses } from "./list-missing-courses.server.ts";

declare const isLocked: unique symbol;

/**
 * Somebody's enrolment in a course, locked until the transaction ends: whatever one person does in one course happens one
 * thing after the other, so two windows never start two attempts or complete a course twice. Only `lockEnrolment` and
 * `enrolAndLock` make one; whatever writes progress asks for it. Where `isEnrolled` is false they have left: there is
 * nothing to lock, and what they had begun may still be graded.
 */
export type LockedEnrolment = {
  userId: string;
  courseId: string;
  isEnrolled: boolean;
  readonly [isLocked]: true;
};

/** Locks the enrolment of a person, for what is done on their behalf; enrols nobody. One SQL statement. */
export async function lockEnrolment(
  tx: Tx,
  { userId, courseId }: { userId: string; courseId: string },
): Promise<LockedEnrolment> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM enrolments WHERE user_id = ${userId}::uuid AND course_id = ${courseId}::uuid FOR UPDATE`;
  return { userId, courseId, isEnrolled: rows.length > 0 } as LockedEnrolment;
}

/**
 * Makes sure that a person is enrolled, and locks the enrolment. Whoever is not enrolled is let in when the course is open
 * and has room. Throws 403 "enrolment.error.…" when something else is needed first: a key, an invitation, an approval, a
 * free seat, another course.
 */
export async function enrolAndLock(
  tx: Tx,
  { userId, courseId, at }: { userId: string; courseId: string; at: Date },
): Promise<LockedEnrolment & { isNew: boolean }> {
  const present = await lockEnrolment(tx, { userId, courseId });
  if (present.isEnrolled) return { ...present, isNew: false };
  const course = await tx.course.findUniqueOrThrow({
    where: { id: courseId },
    select: { enrolmentMode: true, capacity: true },
  });
  const refusal = refusalOf(course.enrolmentMode);
  if (refusal) throw refused(refusal, 403);
  await requirePrerequisites(tx, { userId, courseId, language: "en" }, 403);
  if (course.capacity !== null) {
    await lockSeats(tx, courseId);
    await assignFreeSeats(tx, { courseId, at });
    const free = await countFree(tx, { courseId, cohortId: null });
    const isFull = free.course !== null && free.course <= 0;
    if (isFull && !(await lockEnrolment(tx, { userId, courseId })).isEnrolled)
      throw refused("enrolment.error.full_waiting", 403);
  }
  const data = { userId, courseId, createdAt: at };
  // The same person may enrol and leave in other windows meanwhile: this goes on until a row is held.
  for (;;) {
    const { count } = await tx.enrolment.createMany({ data, skipDuplicates: true });
    // A row that this transaction has written is its own already.
    if (count > 0) return { ...present, isEnrolled: true, isNew: true };
    const other = await lockEnrolment(tx, { userId, courseId });
    if (other.isEnrolled) return { ...other, isNew: false };
  }
}

/** How people come into a course. */
export type EntryMode = "open" | "key" | "approval" | "invitation" | "closed";

/** What a mode asks for before somebody can simply come in; null for an open course. */
export function refusalOf(mode: EntryMode): MessageKey | null {
  const refusals = {
    open: null,
    key: "enrolment.error.key_needed",
    approval: "enrolment.error.approval_needed",
    invitation: "enrolment.error.invitation_needed",
    closed: "enrolment.error.closed",
  } as const;
  return refusals[mode];
}

/** The refusal of an enrolment; a wrong key is said beside its field. */
export function refused(code: MessageKey, status: number): AppError {
  const isKey = code === "enrolment.error.key_needed" && status === 400;
  return new AppError(code, status, isKey ? { fields: { key: { code } } } : {});
}

/** Throws "enrolment.error.prerequisite" with the courses that somebody has not completed yet, titles in `language`. */
export async function requirePrerequisites(
  tx: Tx,
  who: { userId: string; courseId: string; language: string },
  status: number,
): Promise<void> {
  const missing = await listMissingCourses(tx, who);
  if (missing.length === 0) return;
  const values = { count: missing.length };
  throw new AppError("enrolment.error.prerequisite", status, { values, data: { missing } });
}
