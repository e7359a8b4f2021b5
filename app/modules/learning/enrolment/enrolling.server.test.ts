import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { completeUnit } from "#app/modules/learning/study/record-progress.server.ts";
import { getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { enrol } from "./enrol.server.ts";
import { changeEntry } from "./save-enrolment-settings.server.ts";
import { isKey } from "./enrolment-key.server.ts";
import { leaveCourse } from "./leave-course.server.ts";
import { changeMembers } from "./change-members.server.ts";
import { getWaysIn } from "./get-ways-in.server.ts";
import { lockSeats, seat, sweepSeats } from "./assign-seats.server.ts";
import { decideRequests, listRequests } from "./decide-requests.server.ts";
import { authoringOf } from "#test/factories/authors.ts";
import { finishCourse } from "#test/factories/attempts.ts";
import { makeCohort, teachingOf } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { mailNotification } from "#app/modules/notifications/mail-notification.server.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const at = new Date("2026-03-12T14:00:00Z");
type Entry = {
  enrolmentMode?: "open" | "key" | "approval" | "invitation" | "closed";
  enrolmentKey?: string;
  capacity?: number;
};

async function courseWith(data: Entry) {
  const course = await makeCourse();
  await db().course.update({ where: { id: course.id }, data, select: { id: true } });
  return course;
}
const isIn = async (actor: Actor, course: { id: string }) =>
  (await db().enrolment.count({ where: { userId: actor.id, courseId: course.id } })) === 1;
const memberOf = async (actor: Actor) =>
  (await db().cohortMember.findMany({ where: { userId: actor.id }, select: { cohortId: true } })).map(
    (m) => m.cohortId,
  );
const requestOf = (actor: Actor) =>
  db().enrolmentRequest.findFirst({
    where: { userId: actor.id },
    select: { id: true, kind: true, state: true },
    orderBy: { createdAt: "desc" },
  });

describe("the ways into a course", () => {
  it("open: at once, and a step in the course is enough", async () => {
    const course = await courseWith({});
    const [one, other] = [await makeUser(), await makeUser()];
    expect(await enrol(one, course.slug, { at })).toEqual({ isNew: true, outcome: "enrolled" });
    expect(await enrol(one, course.slug, { at })).toEqual({ isNew: false, outcome: "already" });
    const done = await completeUnit(other, { courseSlug: course.slug, unitSlug: "first" }, { at });
    expect(done.isNewEnrolment).toBe(true);
  });

  it.each([
    ["key", "enrolment.error.key_needed"],
    ["approval", "enrolment.error.approval_needed"],
    ["invitation", "enrolment.error.invitation_needed"],
    ["closed", "enrolment.error.closed"],
  ] as const)("%s: a step in the course is refused and writes nothing; who is in goes on", async (mode, code) => {
    const course = await courseWith({ enrolmentMode: mode, enrolmentKey: "k" });
    const [stranger, insider] = [await makeUser(), await makeUser()];
    const step = { courseSlug: course.slug, unitSlug: "first" };
    await expect(completeUnit(stranger, step, { at })).rejects.toMatchObject({ code, status: 403 });
    expect(await isIn(stranger, course)).toBe(false);
    expect(await db().unitProgress.count({ where: { userId: stranger.id } })).toBe(0);
    await db().enrolment.create({ data: { userId: insider.id, courseId: course.id }, select: { id: true } });
    expect((await completeUnit(insider, step, { at })).isUnitDone).toBe(true);
  });

  it("key: the right one opens, blanks aside; a wrong one is refused, and the eleventh try must wait", async () => {
    const course = await courseWith({ enrolmentMode: "key", enrolmentKey: "open sesame" });
    const [one, guesser] = [await makeUser(), await makeUser()];
    await expect(enrol(one, course.slug, {})).rejects.toMatchObject({
      status: 400,
      details: { fields: { key: { code: "enrolment.error.key_needed" } } },
    });
    expect((await enrol(one, course.slug, { key: " open sesame " })).outcome).toBe("enrolled");
    for (let tries = 0; tries < 10; tries++)
      await expect(enrol(guesser, course.slug, { key: `guess ${tries}` })).rejects.toMatchObject({
        details: { fields: { key: { code: "enrolment.error.key_wrong" } } },
      });
    await expect(enrol(guesser, course.slug, { key: "open sesame" })).rejects.toMatchObject({ status: 429 });
    expect(await isIn(guesser, course)).toBe(false);
  });

  it("key: no key fits no key", () => {
    expect(isKey("", null)).toBe(false);
    expect(isKey("", "")).toBe(false);
    expect(isKey("é", "e\u0301")).toBe(true);
    expect(isKey("a", "A")).toBe(false);
  });

  it("key of a cohort: opens a closed course and puts one into the cohort, who is in already too", async () => {
    const course = await courseWith({ enrolmentMode: "closed", enrolmentKey: "course" });
    const cohort = await makeCohort(course, { key: "cohort" });
    const [one, insider] = [await makeUser(), await makeUser()];
    expect((await enrol(one, course.slug, { key: "cohort" })).outcome).toBe("enrolled");
    expect(await memberOf(one)).toEqual([cohort.id]);
    await enrol(insider, course.slug, { key: "course" });
    expect(await memberOf(insider)).toEqual([]);
    await enrol(insider, course.slug, { key: "cohort" });
    expect(await memberOf(insider)).toEqual([cohort.id]);
    await db().cohort.update({ where: { id: cohort.id }, data: { archivedAt: at }, select: { id: true } });
    await expect(enrol(await makeUser(), course.slug, { key: "cohort" })).rejects.toMatchObject({ status: 400 });
  });

  it("a cohort by its address: one without a key may be chosen, one with a key and an unknown one not", async () => {
    const [course, elsewhere] = [await courseWith({}), await courseWith({})];
    const [free, locked, foreign] = [
      await makeCohort(course),
      await makeCohort(course, { key: "k" }),
      await makeCohort(elsewhere),
    ];
    const one = await makeUser();
    await enrol(one, course.slug, { cohort: free.slug });
    expect(await memberOf(one)).toEqual([free.id]);
    for (const cohort of [locked.slug, foreign.slug, "no-such-cohort"])
      await expect(enrol(await makeUser(), course.slug, { cohort })).rejects.toMatchObject({ status: 400 });
  });

  it("prerequisites: the missing course is named; once it is completed the way is free", async () => {
    const [first, second] = [await makeCourse(), await makeCourse()];
    await db().coursePrerequisite.create({
      data: { courseId: second.id, requiredCourseId: first.id },
      select: { courseId: true },
    });
    const one = await makeUser();
    await expect(enrol(one, second.slug)).rejects.toMatchObject({
      code: "enrolment.error.prerequisite",
      status: 400,
      details: { data: { missing: [{ slug: first.slug }] } },
    });
    await expect(completeUnit(one, { courseSlug: second.slug, unitSlug: "first" })).rejects.toMatchObject({
      code: "enrolment.error.prerequisite",
      status: 403,
    });
    await finishCourse(one, first);
    expect((await enrol(one, second.slug)).outcome).toBe("enrolled");
  });

  it("refuses guests and suspended people", async () => {
    const course = await courseWith({ enrolmentMode: "approval" });
    const suspended = await makeUser({ suspendedUntil: new Date(Date.now() + 3_600_000) });
    await expect(enrol(null, course.slug)).rejects.toMatchObject({ status: 401 });
    await expect(enrol(suspended, course.slug)).rejects.toMatchObject({ status: 403 });
    await expect(leaveCourse(suspended, course.slug)).rejects.toMatchObject({ status: 403 });
    expect(await requestOf(suspended)).toBeNull();
  });
});

describe("asking for a place", () => {
  it("waits for an answer, is asked once, and is told what was decided", async () => {
    const course = await courseWith({ enrolmentMode: "approval" });
    const [one, other] = [await makeUser(), await makeUser({ language: "fr" })];
    expect(await enrol(one, course.slug, { message: "Please", at })).toEqual({ isNew: false, outcome: "requested" });
    expect((await enrol(one, course.slug, { message: "Pretty please", at })).outcome).toBe("requested");
    await enrol(other, course.slug, { at: new Date(at.getTime() + 1000) });
    const access = await teachingOf(course, { role: "trainer" });
    const { requests } = await listRequests(access);
    expect(requests.map(({ name, message }) => [name, message])).toEqual([
      [one.name, "Pretty please"],
      [other.name, null],
    ]);
    const ids = requests.map(({ id }) => id);
    expect(await decideRequests(access, { ids: [ids[0]!], accept: true }, { at })).toEqual({
      enrolled: 1,
      waiting: 0,
      declined: 0,
    });
    expect(await decideRequests(access, { ids, accept: false }, { at })).toEqual({
      enrolled: 0,
      waiting: 0,
      declined: 1,
    });
    expect([await isIn(one, course), await isIn(other, course)]).toEqual([true, false]);
    for (const id of [...ids, ...ids]) await tellOf("learning.request.decided", { requestId: id }, { at });
    const told = await db().notification.findMany({
      where: { userId: { in: [one.id, other.id] } },
      select: { kind: true },
      orderBy: { kind: "asc" },
    });
    expect(told.map(({ kind }) => kind)).toEqual(["enrolment_accepted", "enrolment_declined"]);
    const mails = await db().outgoingMail.findMany({
      where: { userId: { in: [one.id, other.id] } },
      select: { subject: true },
      orderBy: { subject: "asc" },
    });
    expect(mails.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Votre demande/),
      expect.stringMatching(/^You have a place/),
    ]);
  });

  it("is told to the course's team and to the trainer of the cohort, together and once, until it is decided", async () => {
    const course = await courseWith({ enrolmentMode: "approval" });
    const [author, trainer, stranger] = [await makeUser({ language: "fr" }), await makeUser(), await makeUser()];
    await db().courseTrainer.create({ data: { courseId: course.id, userId: author.id, role: "author" } });
    const cohort = await makeCohort(course, { trainerId: trainer.id });
    await makeCohort(course, { trainerId: stranger.id });
    const [one, two] = [await makeUser(), await makeUser({ name: "Awa" })];
    await enrol(one, course.slug, { at });
    await enrol(two, course.slug, { at, cohort: cohort.slug });
    // Asking again changes the words and tells nobody.
    await enrol(one, course.slug, { at, message: "Please" });
    const facts = await db().outboxEvent.findMany({
      where: { name: "learning.request.made" },
      select: { payload: true },
      orderBy: { id: "asc" },
    });
    const ids = [(await requestOf(one))!.id, (await requestOf(two))!.id];
    const made = facts
      .map(({ payload }) => payload)
      .filter((fact) => ids.includes((fact as { requestId: string }).requestId));
    expect(made).toEqual(ids.map((requestId) => ({ requestId })));
    for (const requestId of [...ids, ...ids]) await tellOf("learning.request.made", { requestId }, { at });
    const toldTo = async (userId: string) =>
      db().notification.findMany({ where: { userId, kind: "enrolment_requested" } });
    const [told] = await toldTo(author.id);
    expect(told).toMatchObject({ path: `/teach/${course.slug}/people/requests`, data: { count: 2 } });
    expect((await toldTo(trainer.id))[0]).toMatchObject({ data: { count: 1, people: [{ name: "Awa" }] } });
    expect(await toldTo(stranger.id)).toEqual([]);

    const mailed = ({ id, mailDueAt }: { id: string; mailDueAt: Date | null }) =>
      mailNotification({ notificationId: id, dueAt: mailDueAt!.toISOString() }, { at: mailDueAt! });
    const access = await teachingOf(course);
    await decideRequests(access, { ids: [ids[1]!], accept: false }, { at });
    await mailed(told!);
    const mails = await db().outgoingMail.findMany({ where: { userId: { in: [author.id, trainer.id] } } });
    expect(mails).toMatchObject([{ userId: author.id, subject: expect.stringMatching(/^Demandes à traiter/) }]);
    expect(mails[0]!.text).toContain(`/teach/${course.slug}/people/requests`);
    // Nothing waits for the trainer of the cohort any more.
    await mailed((await toldTo(trainer.id))[0]!);
    expect(await db().outgoingMail.count({ where: { userId: trainer.id } })).toBe(0);
    await tellOf("learning.request.made", { requestId: ids[1]! }, { at });
    expect((await toldTo(trainer.id))[0]!.data).toMatchObject({ count: 1 });
  });

  it("can be taken back, and asked again after a refusal", async () => {
    const course = await courseWith({ enrolmentMode: "approval" });
    const one = await makeUser();
    await enrol(one, course.slug, { at });
    await leaveCourse(one, course.slug, { at });
    expect((await requestOf(one))?.state).toBe("withdrawn");
    await enrol(one, course.slug);
    expect((await requestOf(one))?.state).toBe("open");
    expect((await getWaysIn(one, course)).request).toEqual({ kind: "approval", turn: 1 });
  });

  it("is decided for a cohort by its own trainer, and for no other cohort", async () => {
    const course = await courseWith({ enrolmentMode: "approval" });
    const trainer = await makeUser({ role: "trainer" });
    const [own, other] = [await makeCohort(course, { trainerId: trainer.id }), await makeCohort(course)];
    const [one, two] = [await makeUser(), await makeUser()];
    await enrol(one, course.slug, { cohort: own.slug });
    await enrol(two, course.slug, { cohort: other.slug });
    const access = await teachingOf(course, { actor: trainer, role: null });
    expect((await listRequests(access)).requests.map(({ name }) => name)).toEqual([one.name]);
    const ids = [(await requestOf(one))!.id, (await requestOf(two))!.id];
    expect((await decideRequests(access, { ids, accept: true })).enrolled).toBe(1);
    expect([await memberOf(one), await isIn(two, course)]).toEqual([[own.id], false]);
  });

  it("accepted while every place is taken means waiting", async () => {
    const course = await courseWith({ enrolmentMode: "approval", capacity: 1 });
    const access = await teachingOf(course);
    const people = [await makeUser(), await makeUser()];
    for (const person of people) await enrol(person, course.slug);
    const ids = (await listRequests(access)).requests.map(({ id }) => id);
    expect(await decideRequests(access, { ids, accept: true })).toEqual({ enrolled: 1, waiting: 1, declined: 0 });
    const waits = (await requestOf(people[1]!))!;
    expect([waits.kind, waits.state]).toEqual(["waiting", "open"]);
    await tellOf("learning.request.decided", { requestId: waits.id });
    await leaveCourse(people[0]!, course.slug);
    expect(await isIn(people[1]!, course)).toBe(true);
    await tellOf("learning.request.decided", { requestId: waits.id });
    const told = await db().notification.findFirst({
      where: { userId: people[1]!.id },
      select: { kind: true, events: true },
    });
    expect(told).toMatchObject({ kind: "enrolment_accepted", events: [expect.anything(), expect.anything()] });
  });
});

describe("places", () => {
  it("are ten for fifty people at once: exactly ten are in, forty wait", async () => {
    const course = await courseWith({ capacity: 10 });
    const people = await Promise.all(Array.from({ length: 50 }, () => makeUser()));
    const outcomes = await Promise.all(people.map((person) => enrol(person, course.slug)));
    const count = (name: string) => outcomes.filter(({ outcome }) => outcome === name).length;
    expect([count("enrolled"), count("waiting")]).toEqual([10, 40]);
    expect(await db().enrolment.count({ where: { courseId: course.id } })).toBe(10);
    expect(await db().enrolmentRequest.count({ where: { courseId: course.id, state: "open" } })).toBe(40);
    // All ten leave at once: each frees a place, and whoever waits first takes it.
    const leaving = people.filter((_, index) => outcomes[index]!.outcome === "enrolled");
    await Promise.all(leaving.map((person) => leaveCourse(person, course.slug)));
    expect(await db().enrolment.count({ where: { courseId: course.id } })).toBe(10);
    expect(await db().enrolmentRequest.count({ where: { courseId: course.id, state: "open" } })).toBe(30);
  }, 60_000);

  it("go to the first who waits when one becomes free, and nobody overtakes", async () => {
    const course = await courseWith({ capacity: 1 });
    const [first, second, third] = [await makeUser(), await makeUser(), await makeUser()];
    await enrol(first, course.slug, { at });
    expect((await enrol(second, course.slug, { at: new Date(at.getTime() + 1) })).outcome).toBe("waiting");
    expect((await enrol(third, course.slug, { at: new Date(at.getTime() + 2) })).outcome).toBe("waiting");
    expect((await getWaysIn(third, course)).request).toEqual({ kind: "waiting", turn: 2 });
    await expect(completeUnit(third, { courseSlug: course.slug, unitSlug: "first" })).rejects.toMatchObject({
      code: "enrolment.error.full_waiting",
    });
    await leaveCourse(first, course.slug);
    expect([await isIn(second, course), await isIn(third, course)]).toEqual([true, false]);
    // A larger capacity that something else wrote: the sweep finds it, and whoever comes now stays behind.
    await db().course.update({ where: { id: course.id }, data: { capacity: 2 }, select: { id: true } });
    expect((await enrol(first, course.slug)).outcome).toBe("waiting");
    expect(await isIn(third, course)).toBe(true);
    await db().course.update({ where: { id: course.id }, data: { capacity: null }, select: { id: true } });
    await sweepSeats();
    expect(await isIn(first, course)).toBe(true);
  });

  it("pass over a suspended person until the suspension ends", async () => {
    const course = await courseWith({ capacity: 1 });
    const [first, suspended, third] = [await makeUser(), await makeUser(), await makeUser()];
    for (const person of [first, suspended, third]) await enrol(person, course.slug);
    const suspendedUntil = new Date(Date.now() + 3_600_000);
    await db().user.update({ where: { id: suspended.id }, data: { suspendedUntil }, select: { id: true } });
    await leaveCourse(first, course.slug);
    expect([await isIn(suspended, course), await isIn(third, course)]).toEqual([false, true]);
    await changeEntry(
      await authoringOf(course),
      { mode: "open", key: null, capacity: 2 },
      { at: new Date(suspendedUntil.getTime() + 1) },
    );
    expect(await isIn(suspended, course)).toBe(true);
  });

  it("of a cohort are counted on their own", async () => {
    const course = await courseWith({});
    const cohort = await makeCohort(course, { capacity: 1 });
    const [first, second] = [await makeUser(), await makeUser()];
    await enrol(first, course.slug, { cohort: cohort.slug });
    expect((await enrol(second, course.slug, { cohort: cohort.slug })).outcome).toBe("waiting");
    await enrol(second, course.slug);
    const access = await teachingOf(course);
    await changeMembers(access, { intent: "leave", person: [first.id], cohort: cohort.id });
    expect([await memberOf(first), await isIn(first, course)]).toEqual([[], true]);
  });

  it("are locked for one person at a time", async () => {
    const course = await courseWith({ capacity: 5 });
    const one = await makeUser();
    const wish = { courseId: course.id, cohortId: null, userId: one.id, at };
    const all = await Promise.all(
      Array.from({ length: 5 }, () =>
        transaction(async (tx) => {
          await lockSeats(tx, course.id);
          return seat(tx, wish);
        }),
      ),
    );
    expect(all.filter((outcome) => outcome === "enrolled")).toHaveLength(1);
  });
});

describe("leaving", () => {
  it("keeps what was done, and coming back finds it", async () => {
    const course = await courseWith({});
    const one = await makeUser();
    await completeUnit(one, { courseSlug: course.slug, unitSlug: "first" }, { at });
    const before = (await getCourseFor(one, course.slug, "en")).standing.percent;
    await leaveCourse(one, course.slug);
    expect((await getCourseFor(one, course.slug, "en")).standing.isEnrolled).toBe(false);
    await enrol(one, course.slug);
    expect((await getCourseFor(one, course.slug, "en")).standing.percent).toBe(before);
    expect(before).toBeGreaterThan(0);
  });

  it("is not for who has completed the course, nor does staff take them out", async () => {
    const course = await courseWith({});
    const one = await makeUser();
    await finishCourse(one, course);
    await expect(leaveCourse(one, course.slug)).rejects.toMatchObject({
      code: "enrolment.error.completed",
      status: 409,
    });
    const changed = await changeMembers(await teachingOf(course), { intent: "remove", person: [one.id], cohort: null });
    expect(changed).toEqual({ done: 0, full: 0, kept: 1 });
    expect(await isIn(one, course)).toBe(true);
  });
});
