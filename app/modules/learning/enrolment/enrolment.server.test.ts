import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { readLocalTime, writeLocalTime } from "#app/lib/local-time.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { completeUnit } from "#app/modules/learning/study/record-progress.server.ts";
import { getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { enrol } from "./enrol.server.ts";
import { archiveCohort } from "#app/modules/learning/enrolment/cohorts/archive-cohort.server.ts";
import { beginCohort, changeCohort } from "#app/modules/learning/enrolment/cohorts/save-cohort.server.ts";
import { getCohort } from "#app/modules/learning/enrolment/cohorts/get-cohort.server.ts";
import { listCohorts } from "#app/modules/learning/enrolment/cohorts/list-cohorts.server.ts";
import { cleanUpInvitations } from "./clean-up-invitations.server.ts";
import { listInvitations } from "#app/modules/learning/enrolment/invitations/list-invitations.server.ts";
import { changeMembers, listPeople } from "./change-members.server.ts";
import { getOwnEnrolment } from "./get-own-enrolment.server.ts";
import { getWaysIn } from "./get-ways-in.server.ts";
import { listRequests } from "./decide-requests.server.ts";
import { cohortSchema } from "./schemas.ts";
import { makeCohort, teachingOf } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const at = new Date("2026-03-12T14:00:00Z");
const cohortInput = (more: object = {}) =>
  cohortSchema.parse({
    name: "A cohort",
    slug: "",
    trainer: "",
    zone: "UTC",
    starts: "",
    ends: "",
    key: "",
    capacity: "",
    ...more,
  });

describe("the list of people", () => {
  it("shows everybody's progress as they see it themselves, page by page, in a fixed number of statements", async () => {
    const course = await makeCourse();
    const access = await teachingOf(course);
    const people = await Promise.all(Array.from({ length: 53 }, () => makeUser()));
    const data = people.map(({ id }, n) => ({
      userId: id,
      courseId: course.id,
      createdAt: new Date(at.getTime() + (n % 5)),
    }));
    await db().enrolment.createMany({ data });
    await completeUnit(people[0]!, { courseSlug: course.slug, unitSlug: "first" }, { at });
    const { result: first, statements } = await countingStatements(() => listPeople(access));
    expect(statements.length).toBe(2);
    expect(first.people).toHaveLength(50);
    const second = await listPeople(access, { before: first.next });
    const all = [...first.people, ...second.people];
    expect([new Set(all.map(({ userId }) => userId)).size, second.next]).toEqual([53, null]);
    const row = all.find(({ userId }) => userId === people[0]!.id)!;
    expect(row.percent).toBe((await getCourseFor(people[0]!, course.slug, "en")).standing.percent);
    expect([row.percent, row.lastActivityAt]).toEqual([33, at]);
    const found = await listPeople(access, { search: people[7]!.email.slice(2) });
    expect(found.people.map(({ userId }) => userId)).toEqual([people[7]!.id]);
    expect((await listPeople(access, { search: "%" })).people).toEqual([]);
  });

  it("and the lists beside it count their statements too", async () => {
    const course = await makeCourse();
    const access = await teachingOf(course);
    const cohort = await makeCohort(course);
    const learner = await makeUser();
    await enrol(learner, course.slug, { cohort: cohort.slug });
    const count = async (work: () => Promise<unknown>) => (await countingStatements(work)).statements.length;
    expect(await count(() => listRequests(access))).toBe(1);
    expect(await count(() => listInvitations(access))).toBe(1);
    expect(await count(() => listCohorts(access))).toBe(1);
    expect(await count(() => getWaysIn(learner, course))).toBe(1);
    expect(await count(() => getOwnEnrolment(learner, course))).toBe(1);
    expect((await getOwnEnrolment(learner, course)).cohorts.map(({ name }) => name)).toEqual([cohort.name]);
  });
});

describe("addresses of people who never came", () => {
  it("are forgotten sixty days after their invitation has run out, old reports after half a year", async () => {
    const course = await makeCourse();
    const days = (count: number) => new Date(at.getTime() - count * 86_400_000);
    const invitation = (email: string, expiresAt: Date) => ({
      courseId: course.id,
      email,
      language: "en",
      tokenHash: email,
      expiresAt,
    });
    await db().invitation.createMany({ data: [invitation("old@x.org", days(61)), invitation("late@x.org", days(59))] });
    const run = (createdAt: Date) => ({ courseId: course.id, source: "x", createdAt });
    await db().rosterRun.createMany({ data: [run(days(181)), run(days(179))] });
    await cleanUpInvitations({ at });
    const where = { courseId: course.id };
    expect(await db().invitation.findMany({ where, select: { email: true } })).toEqual([{ email: "late@x.org" }]);
    expect(await db().rosterRun.count({ where })).toBe(1);
  });
});

describe("members", () => {
  const cohortsOf = async (actor: Actor) =>
    (await db().cohortMember.findMany({ where: { userId: actor.id }, select: { cohortId: true } })).map(
      (one) => one.cohortId,
    );

  it("are added beside, moved from, and taken out; what changes nothing is not counted", async () => {
    const course = await makeCourse();
    const access = await teachingOf(course);
    const [one, two] = [await makeCohort(course), await makeCohort(course)];
    const [learner, stranger] = [await makeUser(), await makeUser()];
    await enrol(learner, course.slug);
    const change = (intent: "add" | "move" | "leave" | "remove", cohort: string | null) =>
      changeMembers(access, { intent, person: [learner.id, stranger.id], cohort });
    expect((await change("add", one.id)).done).toBe(1);
    expect((await change("add", one.id)).done).toBe(0);
    await change("add", two.id);
    expect((await cohortsOf(learner)).sort()).toEqual([one.id, two.id].sort());
    await change("move", one.id);
    expect(await cohortsOf(learner)).toEqual([one.id]);
    await change("leave", one.id);
    expect(await cohortsOf(learner)).toEqual([]);
    await change("add", two.id);
    await change("remove", null);
    expect(await cohortsOf(learner)).toEqual([]);
    expect(await db().enrolment.count({ where: { courseId: course.id } })).toBe(0);
    await expect(change("add", null)).rejects.toMatchObject({ status: 400 });
    expect(await db().auditEntry.count({ where: { subject: `user:${learner.id}` } })).toBe(6);
  });

  it("join no cohort that is closed or of another course", async () => {
    const [course, elsewhere] = [await makeCourse(), await makeCourse()];
    const access = await teachingOf(course);
    const learner = await makeUser();
    await enrol(learner, course.slug);
    const foreign = await makeCohort(elsewhere);
    const add = (cohort: string) => changeMembers(access, { intent: "add", person: [learner.id], cohort });
    await expect(add(foreign.id)).rejects.toMatchObject({ status: 404 });
    const closed = await makeCohort(course);
    await archiveCohort(access, closed.slug, { isArchived: true });
    await expect(add(closed.id)).rejects.toMatchObject({ status: 400 });
    await archiveCohort(access, closed.slug, { isArchived: false });
    expect((await add(closed.id)).done).toBe(1);
  });
});

describe("cohorts", () => {
  it("get an address of their name, keep a wished one, and refuse one that is taken", async () => {
    const course = await makeCourse();
    const access = await teachingOf(course);
    expect(await beginCohort(access, cohortInput({ name: "Été à Dakar" }))).toBe("ete-a-dakar");
    expect(await beginCohort(access, cohortInput({ name: "Été à Dakar" }))).toBe("ete-a-dakar-2");
    expect(await beginCohort(access, cohortInput({ name: "فوج" }))).toBe("cohort");
    expect(await beginCohort(access, cohortInput({ name: "new" }))).toBe("new-2");
    await expect(beginCohort(access, cohortInput({ slug: "cohort" }))).rejects.toMatchObject({
      details: { fields: { slug: { code: "enrolment.error.cohort_slug_taken" } } },
    });
    await expect(changeCohort(access, "cohort", cohortInput({ slug: "ete-a-dakar" }))).rejects.toMatchObject({
      status: 400,
    });
    expect(await changeCohort(access, "cohort", cohortInput({ slug: "arabic", capacity: "3" }))).toBe("arabic");
    expect((await getCohort(access, "arabic")).capacity).toBe(3);
  });

  it("are trained by trainers alone, found by handle or address", async () => {
    const course = await makeCourse();
    const access = await teachingOf(course);
    const [trainer, member] = [await makeUser({ role: "trainer" }), await makeUser()];
    for (const wished of [trainer.handle, `@${trainer.handle}`, trainer.email.toUpperCase()]) {
      const slug = await beginCohort(access, cohortInput({ trainer: wished }));
      expect((await getCohort(access, slug)).trainer?.handle).toBe(trainer.handle);
    }
    await expect(beginCohort(access, cohortInput({ trainer: member.handle }))).rejects.toMatchObject({ status: 400 });
  });

  it("are the only ones that their own trainer sees, and that trainer makes no new ones", async () => {
    const course = await makeCourse();
    const trainer = await makeUser({ role: "trainer" });
    const [own, other] = [await makeCohort(course, { trainerId: trainer.id }), await makeCohort(course)];
    const access = await teachingOf(course, { actor: trainer, role: null });
    expect((await listCohorts(access)).map(({ id }) => id)).toEqual([own.id]);
    await expect(getCohort(access, other.slug)).rejects.toMatchObject({ status: 404 });
    await expect(beginCohort(access, cohortInput())).rejects.toMatchObject({ status: 403 });
    // Who trains it stays as it is, whatever the form says.
    await changeCohort(access, own.slug, cohortInput({ name: "Renamed", trainer: "" }));
    expect(await getCohort(access, own.slug).catch(() => null)).toMatchObject({
      name: "Renamed",
      trainer: { handle: trainer.handle },
    });
  });
});

describe("local times", () => {
  it.each([
    ["2026-03-12T14:00", "Africa/Dakar", "2026-03-12T14:00:00.000Z", "exact"],
    ["2026-03-29T02:30", "Europe/Paris", "2026-03-29T01:30:00.000Z", "skipped"],
    ["2026-10-25T02:30", "Europe/Paris", "2026-10-25T00:30:00.000Z", "twice"],
    ["2026-07-01T00:15", "Asia/Kathmandu", "2026-06-30T18:30:00.000Z", "exact"],
  ])("%s in %s is %s (%s)", (text, zone, instant, fit) => {
    expect(readLocalTime(text, zone)).toMatchObject({ at: new Date(instant), fit });
    if (fit !== "skipped") expect(writeLocalTime(new Date(instant), zone)).toBe(text);
  });

  it("are not read from what is no date", () => {
    for (const text of [
      "",
      "tomorrow",
      "2026-02-30T10:00",
      "2026-03-12",
      "1999-01-01T00:00",
      "2026-03-12T25:00",
      "x".repeat(1e5),
    ])
      expect(readLocalTime(text, "UTC")).toBeNull();
  });

  it("are refused beside their field when the clocks skip them or they end before they begin", () => {
    const read = (starts: string, ends: string) =>
      cohortSchema
        .safeParse({ name: "A", slug: "", trainer: "", zone: "Europe/Paris", key: "", capacity: "", starts, ends })
        .error?.issues.map(({ path, message }) => `${path.join()}: ${message}`);
    expect(read("2026-03-29T02:30", "")).toEqual(["starts: enrolment.error.skipped_time"]);
    expect(read("2026-03-12T14:00", "2026-03-12T13:00")).toEqual(["ends: enrolment.error.ends_before"]);
    expect(read("2026-03-12T14:00", "2026-03-12T15:00")).toBeUndefined();
    expect(cohortSchema.safeParse({ name: "A", zone: "Mars/Base", starts: "2026-03-12T14:00", ends: "" }).success).toBe(
      false,
    );
  });
});
