import { presentUnits } from "#app/modules/learning/courses/sql.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { lockEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { recordProgress } from "./record-progress.server.ts";

type LinkedUnit = { unitId: string; courseId: string };

/**
 * Notes a reply in the forum for every unit whose discussion is that topic, for this person; the enrolled ones' replies count
 * towards the rule. Noting it again changes nothing.
 */
export async function noteReply(
  { replyId, topicNumber, userId }: { replyId: string; topicNumber: number; userId: string },
  { at = new Date() } = {},
): Promise<void> {
  const units = await findLinkedUnits({ topicNumber, webinarNumber: null, userId });
  for (const { unitId, courseId } of units) {
    await transaction(async (tx) => {
      await tx.discussionReply.createMany({ data: { unitId, replyId, userId }, skipDuplicates: true });
      await recordReplies(tx, { unitId, courseId, userId, at });
    });
  }
}

/**
 * Catches up with replies that somebody wrote for a unit before they were enrolled. `known` is what their progress says now;
 * one SQL statement while that is right.
 */
export async function catchUpReplies(
  { unitId, courseId, userId, known }: LinkedUnit & { userId: string; known: number },
  { at = new Date() } = {},
): Promise<void> {
  if ((await db().discussionReply.count({ where: { unitId, userId } })) <= known) return;
  await transaction((tx) => recordReplies(tx, { unitId, courseId, userId, at }));
}

/**
 * Counts a person's replies for a unit anew, when they are enrolled: replies may be older than the enrolment, and being in
 * a forum or a room enrols nobody.
 */
async function recordReplies(
  tx: Tx,
  { unitId, courseId, userId, at }: LinkedUnit & { userId: string; at: Date },
): Promise<void> {
  const enrolment = await lockEnrolment(tx, { userId, courseId });
  if (!enrolment.isEnrolled) return;
  const replies = await tx.discussionReply.count({ where: { unitId, userId } });
  if (replies > 0) await recordProgress(tx, enrolment, { unitId, at }, { replies });
}

/**
 * Notes how many minutes a person was in a webinar in all, for every unit that leads to it. Only more counts: noting it
 * again, or less, changes nothing.
 */
export async function noteAttendance(
  { webinarNumber, userId, minutes }: { webinarNumber: number; userId: string; minutes: number },
  { at = new Date() } = {},
): Promise<void> {
  const units = await findLinkedUnits({ topicNumber: null, webinarNumber, userId });
  for (const { unitId, courseId } of units) {
    await transaction(async (tx) => {
      const enrolment = await lockEnrolment(tx, { userId, courseId });
      if (!enrolment.isEnrolled) return;
      const where = { userId_unitId: { userId, unitId } };
      const known = await tx.unitProgress.findUnique({ where, select: { attendedMinutes: true } });
      if ((known?.attendedMinutes ?? 0) >= minutes) return;
      await recordProgress(tx, enrolment, { unitId, at }, { attendedMinutes: minutes });
    });
  }
}

type Link = { topicNumber: number | null; webinarNumber: number | null; userId: string };

/** The units that lead to a topic or to a webinar (one number is given), for this person. One SQL statement. */
async function findLinkedUnits({ topicNumber, webinarNumber, userId }: Link): Promise<LinkedUnit[]> {
  return db().$queryRaw<LinkedUnit[]>`
    SELECT u.id AS "unitId", u.course_id AS "courseId" FROM ${presentUnits}
     WHERE ((u.kind = 'discussion' AND u.topic_number = ${topicNumber}::int)
         OR (u.kind = 'webinar' AND u.webinar_number = ${webinarNumber}::int)
         OR EXISTS (SELECT 1 FROM unit_overrides o
                     WHERE o.unit_id = u.id
                       AND ((u.kind = 'discussion' AND o.topic_number = ${topicNumber}::int)
                         OR (u.kind = 'webinar' AND o.webinar_number = ${webinarNumber}::int))
                       AND (o.user_id = ${userId}::uuid OR EXISTS (
                             SELECT 1 FROM cohort_members m WHERE m.cohort_id = o.cohort_id AND m.user_id = ${userId}::uuid))))
     ORDER BY u.id`;
}
