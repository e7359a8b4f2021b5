import { presentUnits } from "#app/modules/learning/courses/sql.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { lockEnrolment } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { recordProgress } from "./record-progress.server.ts";

type LinkedUnit = { unitId: string; courseId: string };

/**
 * Notes replies in the forum for every unit whose discussion is their topic, for their authors; the enrolled ones' replies
 * count towards the rule. Noting one again changes nothing. One SQL statement for replies that no unit leads to.
 */
export async function noteReplies(
  replies: { replyId: string; topicNumber: number; userId: string }[],
  { at = new Date() } = {},
): Promise<void> {
  if (replies.length === 0) return;
  const links = replies.map(({ topicNumber, userId }) => ({ topicNumber, webinarNumber: null, userId }));
  for (const { place, unitId, courseId } of await findLinkedUnits(links)) {
    const { replyId, userId } = replies[place]!;
    await transaction(async (tx) => {
      await tx.discussionReply.createMany({ data: { unitId, replyId, userId }, skipDuplicates: true });
      await recordReplies(tx, { unitId, courseId, userId, at });
    });
  }
}

/**
 * A reply is out of sight: it counts no more for the units that it counted for. What is complete stays so. Forgetting it again
 * changes nothing.
 */
export async function forgetReply(
  { replyId, userId }: { replyId: string; userId: string },
  { at = new Date() } = {},
): Promise<void> {
  const select = { unitId: true, unit: { select: { courseId: true } } } as const;
  for (const { unitId, unit } of await db().discussionReply.findMany({ where: { replyId, userId }, select })) {
    await transaction(async (tx) => {
      const enrolment = await lockEnrolment(tx, { userId, courseId: unit.courseId });
      await tx.discussionReply.deleteMany({ where: { unitId, replyId } });
      if (!enrolment.isEnrolled) return;
      const replies = await tx.discussionReply.count({ where: { unitId, userId } });
      await recordProgress(tx, enrolment, { unitId, at }, { replies });
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
  const units = await findLinkedUnits([{ topicNumber: null, webinarNumber, userId }]);
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

/**
 * The units that lead to each of these topics or webinars (one number is given), for its person; `place` is the link's. One
 * SQL statement.
 */
async function findLinkedUnits(links: Link[]): Promise<(LinkedUnit & { place: number })[]> {
  const asked = links.map(({ topicNumber, webinarNumber, userId }, place) => {
    return { place, topic_number: topicNumber, webinar_number: webinarNumber, user_id: userId };
  });
  return db().$queryRaw`
    SELECT a.place, u.id AS "unitId", u.course_id AS "courseId"
      FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
             AS a(place int, topic_number int, webinar_number int, user_id uuid), ${presentUnits}
     WHERE ((u.kind = 'discussion' AND u.topic_number = a.topic_number)
         OR (u.kind = 'webinar' AND u.webinar_number = a.webinar_number)
         OR EXISTS (SELECT 1 FROM unit_overrides o
                     WHERE o.unit_id = u.id
                       AND ((u.kind = 'discussion' AND o.topic_number = a.topic_number)
                         OR (u.kind = 'webinar' AND o.webinar_number = a.webinar_number))
                       AND (o.user_id = a.user_id OR EXISTS (
                             SELECT 1 FROM cohort_members m WHERE m.cohort_id = o.cohort_id AND m.user_id = a.user_id))))
     ORDER BY a.place, u.id`;
}
