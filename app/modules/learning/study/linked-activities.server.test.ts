import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { lockPost, setPostState } from "#app/modules/forum/states/set-post-state.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { noteSeen } from "#app/modules/webinars/record-attendance.server.ts";
import { syncAttendance } from "#jobs/attendance.ts";
import { processors } from "#jobs/processors.ts";
import { type MadeCourse, makeCourse } from "#test/factories/courses.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useDatabase } from "#test/setup/database.ts";
import { findLinkedTarget } from "./linked-activities.server.ts";
import { catchUpReplies } from "./record-linked-activities.server.ts";

useDatabase();

const minute = 60_000;

async function makeLinked(data: Record<string, unknown>): Promise<MadeCourse & { unitId: string }> {
  const course = await makeCourse({ modules: [{ slug: "talk", units: [{ slug: "linked" }] }] });
  const unitId = course.units[0]!.id;
  await db().unit.update({ where: { id: unitId }, data, select: { id: true } });
  return { ...course, unitId };
}

const progressOf = (userId: string, unitId: string) =>
  db().unitProgress.findUnique({
    where: { userId_unitId: { userId, unitId } },
    select: { replies: true, attendedMinutes: true, completedAt: true },
  });

/** What the worker does once a reply is posted. */
async function reply(actor: Awaited<ReturnType<typeof makeUser>>, publicId: number) {
  const { number, topicId } = requirePosted(await postReply(actor, { publicId, body: unique("My answer") }));
  const where = { topicId_number: { topicId, number } };
  const { id } = await db().reply.findUniqueOrThrow({ where, select: { id: true } });
  await processors["learning.note_reply"]({ replyId: id });
  return id;
}

describe("a discussion", () => {
  it("is complete after the replies that it asks for, however often each is told", async () => {
    const topic = await makeTopic();
    const { slug, unitId } = await makeLinked({
      kind: "discussion",
      completion: { replies: 2 },
      topicNumber: topic.publicId,
    });
    const learner = await makeUser({ role: "trainer" });
    await enrol(learner, slug);
    const first = await reply(learner, topic.publicId);
    await processors["learning.note_reply"]({ replyId: first });
    expect(await progressOf(learner.id, unitId)).toMatchObject({ replies: 1, completedAt: null });
    await reply(learner, topic.publicId);
    expect(await progressOf(learner.id, unitId)).toMatchObject({ replies: 2, completedAt: expect.any(Date) });
  });

  it("counts what can be read: a reply out of sight counts no more, and counts again when it is back", async () => {
    const topic = await makeTopic();
    const completion = { replies: 1 };
    const { slug, unitId } = await makeLinked({ kind: "discussion", completion, topicNumber: topic.publicId });
    const learner = await makeUser({ role: "trainer" });
    await enrol(learner, slug);
    const replyId = await reply(learner, topic.publicId);
    const done = await progressOf(learner.id, unitId);
    for (const [to, replies] of [
      ["removed", 0],
      ["removed", 0],
      ["visible", 1],
      ["deleted", 0],
      ["visible", 1],
    ] as const) {
      await transaction(async (tx) => {
        await setPostState(tx, (await lockPost(tx, replyId))!, { to, by: null, at: new Date() });
      });
      await processors["learning.note_reply"]({ replyId });
      await processors["learning.note_reply_state"]({ replyId });
      await processors["learning.note_reply_state"]({ replyId });
      // What was complete stays so.
      expect(await progressOf(learner.id, unitId)).toEqual({ ...done, replies });
    }
  });

  it("counts nothing for whoever is not enrolled, and catches up when they are", async () => {
    const topic = await makeTopic();
    const {
      id: courseId,
      slug,
      unitId,
    } = await makeLinked({
      kind: "discussion",
      completion: { replies: 1 },
      topicNumber: topic.publicId,
    });
    const member = await makeUser({ role: "trainer" });
    await reply(member, topic.publicId);
    expect(await progressOf(member.id, unitId)).toBeNull();
    expect(await db().enrolment.count({ where: { userId: member.id } })).toBe(0);
    await enrol(member, slug);
    await catchUpReplies({ unitId, courseId, userId: member.id, known: 0 });
    expect(await progressOf(member.id, unitId)).toMatchObject({ replies: 1, completedAt: expect.any(Date) });
  });

  it("is another one for a cohort, and for one person", async () => {
    const [own, cohorts, personal] = [await makeTopic(), await makeTopic(), await makeTopic()];
    const {
      id: courseId,
      slug,
      unitId,
    } = await makeLinked({
      kind: "discussion",
      completion: { replies: 1 },
      topicNumber: own.publicId,
    });
    const cohort = await db().cohort.create({ data: { courseId, slug: "a", name: "A", zone: "UTC" } });
    await db().unitOverride.create({ data: { unitId, cohortId: cohort.id, topicNumber: cohorts.publicId } });
    const [outside, inside] = [await makeUser({ role: "trainer" }), await makeUser({ role: "trainer" })];
    await db().cohortMember.create({ data: { cohortId: cohort.id, userId: inside.id } });
    for (const person of [outside, inside]) await enrol(person, slug);
    expect((await findLinkedTarget(unitId, outside.id)).topicNumber).toBe(own.publicId);
    expect((await findLinkedTarget(unitId, null)).topicNumber).toBe(own.publicId);
    expect((await findLinkedTarget(unitId, inside.id)).topicNumber).toBe(cohorts.publicId);
    await reply(outside, cohorts.publicId);
    expect(await progressOf(outside.id, unitId)).toBeNull();
    await reply(inside, cohorts.publicId);
    expect(await progressOf(inside.id, unitId)).toMatchObject({ replies: 1 });
    await db().unitOverride.create({ data: { unitId, userId: inside.id, topicNumber: personal.publicId } });
    expect((await findLinkedTarget(unitId, inside.id)).topicNumber).toBe(personal.publicId);
  });
});

describe("a webinar of a course", () => {
  it("counts the minutes that somebody is in its room while the session runs", async () => {
    const learner = await makeUser();
    const startsAt = new Date(Date.now() - 60 * minute);
    const { publicId } = await makeWebinar({ startsAt, people: [learner] });
    const { slug, unitId } = await makeLinked({
      kind: "webinar",
      completion: { attended: 3 },
      webinarNumber: publicId,
    });
    await enrol(learner, slug);
    const seenAt = (minutes: number) =>
      noteSeen(publicId, [learner.id], { at: new Date(startsAt.getTime() + minutes * minute) });
    // Before the start does not count; neither do the ten minutes away.
    for (const at of [-5, -4, 0, 1, 2, 12, 12.5, 12.5]) await seenAt(at);
    await syncAttendance();
    expect(await progressOf(learner.id, unitId)).toMatchObject({ attendedMinutes: 2, completedAt: null });
    await seenAt(13);
    await syncAttendance();
    await syncAttendance();
    expect(await progressOf(learner.id, unitId)).toMatchObject({ attendedMinutes: 3, completedAt: expect.any(Date) });
  });

  it("counts two processes that see the same person at once only once", async () => {
    const learner = await makeUser();
    const startsAt = new Date(Date.now() - 10 * minute);
    const { id, publicId } = await makeWebinar({ startsAt, people: [learner] });
    for (const second of [0, 60, 120]) {
      const at = new Date(startsAt.getTime() + second * 1000);
      await Promise.all([1, 2, 3].map(() => noteSeen(publicId, [learner.id, learner.id], { at })));
    }
    const where = { webinarId_userId: { webinarId: id, userId: learner.id } };
    expect((await db().webinarAttendance.findUniqueOrThrow({ where })).seconds).toBe(120);
  });

  it("enrols nobody, and stops counting half an hour after the end", async () => {
    const member = await makeUser();
    const startsAt = new Date(Date.now() - 300 * minute);
    const endsAt = new Date(startsAt.getTime() + minute);
    const { publicId } = await makeWebinar({ startsAt, endsAt, people: [member] });
    const { unitId } = await makeLinked({ kind: "webinar", completion: { attended: 1 }, webinarNumber: publicId });
    for (const at of [0, 1, 32, 33])
      await noteSeen(publicId, [member.id], { at: new Date(startsAt.getTime() + at * minute) });
    await syncAttendance();
    expect(await progressOf(member.id, unitId)).toBeNull();
    expect(await db().webinarAttendance.findFirst({ where: { userId: member.id } })).toMatchObject({ seconds: 60 });
  });
});
