import { notFound, fieldError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { consumeLimit, returnPoint } from "#app/infra/limits.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { findByKey } from "./enrolment-key.server.ts";
import { acceptOwnInvitation } from "./accept-own-invitation.server.ts";
import { lockSeats, seat } from "./assign-seats.server.ts";
import { type EntryMode, lockEnrolment, refusalOf, refused, requirePrerequisites } from "./lock-enrolment.server.ts";
import { canSeeCourse } from "#app/modules/learning/courses/policy.ts";

/** What became of the wish to enrol. "requested": a trainer decides; "waiting": in the waiting list. */
export type Enrolled = { isNew: boolean; outcome: "enrolled" | "already" | "requested" | "waiting" };
export type EnrolInput = { cohort?: string; key?: string; message?: string };

// Failures only: a class that shares a connection types the right key.
const keyTries = { name: "enrolment_key", points: 10, seconds: 15 * 60 };

const courseColumns = { id: true, state: true, enrolmentMode: true, enrolmentKey: true, capacity: true } as const;
type Entered = { id: string; enrolmentMode: EntryMode; enrolmentKey: string | null; capacity: number | null };

/**
 * Lets the actor into a course by the way that it allows: at once, by its key or a cohort's, by an invitation to the
 * actor's address, by asking a trainer, or into the waiting list when every seat is taken. `cohort` is a cohort's
 * address. Once is enough: a second time changes nothing. Throws 401 for a guest, 403 for a suspended person, 404 for a
 * course that the actor may not see, 400 "enrolment.error.…" for every other refusal, 429 after ten wrong keys.
 */
export async function enrol(
  maybe: MaybeActor,
  courseSlug: string,
  { at = new Date(), ...input }: EnrolInput & { at?: Date } = {},
): Promise<Enrolled> {
  const actor = requireActive(maybe);
  const own = { trainers: { where: { userId: actor.id }, select: { role: true } } };
  const course = await db().course.findUnique({ where: { slug: courseSlug }, select: { ...courseColumns, ...own } });
  if (!course || !canSeeCourse(actor, { ...course, isStaff: course.trainers.length > 0 })) throw notFound();
  const opened = input.key ? await tryKey(actor, course, input.key) : null;
  const cohort = opened?.cohortId
    ? { id: opened.cohortId }
    : await findCohort(course.id, input.cohort, opened !== null);
  const wish = { courseId: course.id, cohortId: cohort?.id ?? null, userId: actor.id, at };
  return transaction(async (tx) => {
    await lockSeats(tx, course.id);
    const { isEnrolled: isIn } = await lockEnrolment(tx, wish);
    if (isIn && wish.cohortId === null) return { isNew: false, outcome: "already" };
    const invitation = await acceptOwnInvitation(tx, actor, { courseId: course.id, at });
    if (!isIn && !invitation) {
      if (opened === null) {
        const refusal = refusalOf(course.enrolmentMode);
        if (refusal && refusal !== "enrolment.error.approval_needed") throw refused(refusal, 400);
      }
      await requirePrerequisites(tx, { userId: actor.id, courseId: course.id, language: actor.language }, 400);
      if (opened === null && course.enrolmentMode === "approval") return ask(tx, wish, input.message ?? "");
    }
    const outcome = await seat(tx, { ...wish, cohortId: wish.cohortId ?? invitation?.cohortId ?? null });
    return { isNew: outcome === "enrolled" && !isIn, outcome };
  });
}

async function tryKey(actor: Actor, course: Entered, key: string): Promise<{ cohortId: string | null }> {
  const who = `${actor.id}:${course.id}`;
  await consumeLimit(keyTries, who);
  const opened = await findByKey(db(), course, key);
  if (!opened) throw fieldError("key", "enrolment.error.key_wrong");
  await returnPoint(keyTries, who);
  return opened;
}

/** The cohort that somebody chose: it must still run, and one with a key is entered by that key alone. */
async function findCohort(courseId: string, slug: string | undefined, hasCourseKey: boolean) {
  if (!slug) return null;
  const where = { courseId_slug: { courseId, slug } };
  const cohort = await db().cohort.findUnique({ where, select: { id: true, key: true, archivedAt: true } });
  if (!cohort || cohort.archivedAt) throw refused("enrolment.error.cohort_unknown", 400);
  if (!cohort.key) return cohort;
  if (hasCourseKey) throw fieldError("key", "enrolment.error.key_wrong");
  throw refused("enrolment.error.key_needed", 400);
}

/** Asks the course's staff, who are told; asking again changes the words, not the turn, and tells nobody. */
async function ask(
  tx: Tx,
  { courseId, cohortId, userId, at }: { courseId: string; cohortId: string | null; userId: string; at: Date },
  message: string,
): Promise<Enrolled> {
  const [asked] = await tx.$queryRaw<{ id: string; isNew: boolean }[]>`
    INSERT INTO enrolment_requests (id, course_id, cohort_id, user_id, kind, message, created_at)
    VALUES (gen_random_uuid(), ${courseId}::uuid, ${cohortId}::uuid, ${userId}::uuid, 'approval', ${message || null}, ${at})
    ON CONFLICT (course_id, user_id) WHERE state = 'open' DO UPDATE
      SET message = coalesce(excluded.message, enrolment_requests.message),
          cohort_id = coalesce(excluded.cohort_id, enrolment_requests.cohort_id)
    RETURNING id, xmax = 0 AS "isNew"`;
  if (asked?.isNew) await record(tx, "learning.request.made", { requestId: asked.id });
  return { isNew: false, outcome: "requested" };
}
