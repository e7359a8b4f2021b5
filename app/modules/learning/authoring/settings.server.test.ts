import { hasTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { hasWebinar } from "#app/modules/webinars/get-webinar.server.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { exportCourse, readEntries } from "#app/modules/learning/interchange/courses/export-course.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { writeCourseFile } from "#app/modules/learning/files/course-files.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { getCourseSettings, saveCourseSettings, setCourseState } from "./save-course-settings.server.ts";
import { duplicateCourse } from "#app/modules/learning/interchange/courses/duplicate-course.server.ts";
import { getCourseOverview } from "#app/modules/learning/outline/get-course-overview.server.ts";
import { setUnitPrerequisites } from "./set-prerequisites.server.ts";
import { settingsSchema, unitFormSchema } from "./settings-schemas.ts";
import { addToTeam, changeRole, listTeam, removeFromTeam } from "./change-team.server.ts";
import { getUnitSettings, saveUnitSettings } from "./save-unit-settings.server.ts";
import { getAuthoringFor, getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { authoringOf } from "#test/factories/authors.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
beforeAll(() => seedRoadmap(db()));

const linked = { hasTopic, hasWebinar };

const courseForm = {
  intent: "course",
  version: "2.0",
  hours: "2,5",
  licence: "CC0",
  languages: "fr",
  activities: "1.1",
  "title-en": "New title",
  "title-fr": "Nouveau titre",
  "summary-en": "About it",
  "outcomes-en": "- Map the sectors\r\n\r\n* Invite a team",
  "outcomes-fr": "Cartographier",
  level: "advanced",
};
const courseInput = (more: object = {}) => {
  const input = settingsSchema.parse({ ...courseForm, ...more });
  if (input.intent !== "course") throw new Error("not the course's form");
  return input;
};
const unitInput = (more: object = {}) => {
  const input = unitFormSchema.parse({ intent: "unit", minutes: "15", weight: "2", ...more });
  if (input.intent !== "unit") throw new Error("not the unit's form");
  return input;
};
const fieldOf = (name: string, code: string) => ({ status: 400, details: { fields: { [name]: { code } } } });

describe("the settings of a course", () => {
  it("are saved as they were sent; a language that is taken off keeps its texts", async () => {
    const [course, first] = [await makeCourse(), await makeCourse()];
    const access = await authoringOf(course);
    await saveCourseSettings(access, courseInput({ prerequisites: first.slug }));
    const settings = await getCourseSettings(access);
    expect(settings).toMatchObject({
      version: "2.0",
      hours: 2.5,
      licence: "CC0",
      languages: ["en", "fr"],
      activities: ["1.1"],
      isLinear: false,
      title: { en: "New title", fr: "Nouveau titre" },
      summary: { en: "About it" },
      outcomes: { en: "Map the sectors\nInvite a team", fr: "Cartographier" },
      level: "advanced",
      prerequisites: [first.slug],
    });
    expect(settings.others.map(({ slug }) => slug)).toContain(first.slug);
    await saveCourseSettings(
      access,
      courseInput({ languages: [], "title-fr": "", "outcomes-en": " ", level: "", linear: "1" }),
    );
    expect(await getCourseSettings(access)).toMatchObject({
      languages: ["en"],
      title: { en: "New title", fr: "Nouveau titre" },
      outcomes: { fr: "Cartographier" },
      level: null,
      isLinear: true,
      prerequisites: [],
    });
  });

  it("name what is wrong, field by field, and change nothing then", async () => {
    const course = await makeCourse();
    const access = await authoringOf(course);
    const save = (more: object) => saveCourseSettings(access, courseInput(more));
    await expect(save({ "title-en": " " })).rejects.toMatchObject(fieldOf("title-en", "error.field.required"));
    await expect(save({ languages: ["Klingon!"] })).rejects.toMatchObject(fieldOf("languages", "error.field.invalid"));
    await expect(save({ activities: ["9.9"] })).rejects.toMatchObject(fieldOf("activities", "error.field.invalid"));
    await expect(save({ prerequisites: ["none"] })).rejects.toMatchObject({ status: 400 });
    expect(() => courseInput({ hours: "many" })).toThrow();
    expect(() => courseInput({ "title-en": "x".repeat(201) })).toThrow();
    expect((await getCourseSettings(access)).version).toBe("1.0");
  });

  it("refuse an order that a part's own rules contradict", async () => {
    const course = await makeCourse();
    const access = await authoringOf(course);
    await setUnitPrerequisites(access, "first", ["second"]);
    await expect(saveCourseSettings(access, courseInput({ linear: "1" }))).rejects.toMatchObject({
      code: "courses.structure.error.unit_circle",
    });
  });

  it("publish a course that has something to show, and take it back", async () => {
    const course = await makeCourse();
    const access = await authoringOf(course);
    await setCourseState(access, "draft");
    await db().unit.updateMany({ where: { courseId: course.id }, data: { state: "draft" } });
    await expect(setCourseState(access, "published")).rejects.toMatchObject({ status: 400 });
    await db().unit.updateMany({ where: { courseId: course.id }, data: { state: "published" } });
    await setCourseState(access, "published");
    expect((await authoringOf(course)).course.state).toBe("published");
  });
});

describe("the team of a course", () => {
  it("takes people by handle or address, changes roles and lets them go", async () => {
    const course = await makeCourse();
    const access = await authoringOf(course);
    const [one, other] = [await makeUser({ name: "Aya" }), await makeUser({ name: "Bo" })];
    await addToTeam(access, { person: `@${one.handle}`, role: "author" });
    await addToTeam(access, { person: other.email.toUpperCase(), role: "trainer" });
    expect(await listTeam(access)).toEqual([
      { name: "Aya", handle: one.handle, role: "author" },
      { name: "Bo", handle: other.handle, role: "trainer" },
    ]);
    await expect(addToTeam(access, { person: "nobody", role: "trainer" })).rejects.toMatchObject(
      fieldOf("person", "courses.settings.error.no_person"),
    );
    await expect(removeFromTeam(access, { handle: "nobody" })).rejects.toMatchObject({ status: 404 });
    await removeFromTeam(access, { handle: other.handle });
    expect(await listTeam(access)).toHaveLength(1);
  });

  it("never loses its last author, not even when the last two leave at once", async () => {
    const course = await makeCourse();
    const access = await authoringOf(course);
    const [one, other] = [await makeUser(), await makeUser()];
    await addToTeam(access, { person: one.handle, role: "author" });
    const last = { status: 409, code: "courses.settings.error.last_author" };
    await expect(removeFromTeam(access, { handle: one.handle })).rejects.toMatchObject(last);
    await expect(changeRole(access, { handle: one.handle, role: "trainer" })).rejects.toMatchObject(last);
    await expect(addToTeam(access, { person: one.handle, role: "trainer" })).rejects.toMatchObject(last);
    await addToTeam(access, { person: other.handle, role: "author" });
    const leaving = [one, other].map(({ handle }) => removeFromTeam(access, { handle }));
    expect((await Promise.allSettled(leaving)).map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listTeam(access)).toHaveLength(1);
  });
});

describe("the settings of a unit", () => {
  it("are saved with what it requires; numbers of topics only where they lead somewhere", async () => {
    const course = await makeCourse();
    const access = await authoringOf(course);
    const input = unitInput({ hidesGrades: "1", activities: ["1.1", "2.3"], requires: "first", topic: "7" });
    await saveUnitSettings(access, "check", input, linked);
    expect(await getUnitSettings(access, "check")).toMatchObject({
      minutes: 15,
      weight: 2,
      hidesGrades: true,
      topicNumber: null,
      activities: ["1.1", "2.3"],
      requires: ["first"],
      others: [{ slug: "first" }, { slug: "second" }],
      people: 0,
    });
    await db().unit.updateMany({ where: { courseId: course.id, slug: "second" }, data: { kind: "discussion" } });
    await expect(saveUnitSettings(access, "second", unitInput({ topic: "999999" }), linked)).rejects.toMatchObject(
      fieldOf("topic", "courses.settings.error.no_topic"),
    );
    await expect(saveUnitSettings(access, "first", unitInput({ requires: "check" }), linked)).rejects.toMatchObject({
      code: "courses.structure.error.unit_circle",
    });
    await expect(saveUnitSettings(access, "first", unitInput({ requires: "none" }), linked)).rejects.toMatchObject({
      status: 400,
    });
    await expect(saveUnitSettings(access, "none", unitInput(), linked)).rejects.toMatchObject({ status: 404 });
    await expect(getUnitSettings(access, "none")).rejects.toMatchObject({ status: 404 });
  });

  it("read a rule as a form sends it", () => {
    const rule = (more: object) => unitFormSchema.safeParse({ intent: "rule", ...more });
    expect(rule({ rules: ["submitted", "passed"], passed: "62,5", replies: "" }).data).toEqual({
      intent: "rule",
      mode: null,
      completion: { submitted: true, passed: 62.5 },
    });
    expect(rule({ rules: "replies", replies: "" }).error?.issues[0]?.path).toEqual(["replies"]);
    expect(rule({}).error?.issues[0]?.path).toEqual(["rules"]);
    expect(rule({ rules: "passed", passed: "101" }).success).toBe(false);
  });
});

describe("a copy of a course", () => {
  it("holds what a package holds, and neither people nor dates", async () => {
    const course = await makeCourse();
    const access = await authoringOf(course);
    await setUnitPrerequisites(access, "check", ["first"]);
    await enrol(await makeUser(), course.slug);
    await db().unit.updateMany({ where: { courseId: course.id }, data: { dueAt: new Date() } });
    await transaction((tx) => writeCourseFile(tx, course.id, { name: "plan.png", bytes: makePng() }));
    const slug = `${course.slug}-copy`;
    await duplicateCourse(access, { slug, title: "The copy" });
    const copy = await db().course.findUniqueOrThrow({
      where: { slug },
      select: {
        id: true,
        state: true,
        title: true,
        _count: { select: { enrolments: true, files: true, units: true } },
      },
    });
    expect(copy).toMatchObject({
      state: "draft",
      title: { en: "The copy" },
      _count: { enrolments: 0, files: 1, units: 3 },
    });
    expect(await db().unit.count({ where: { courseId: copy.id, dueAt: { not: null } } })).toBe(0);
    const copied = await getAuthoringFor(access.actor, slug, "en");
    expect(await listTeam(copied)).toMatchObject([{ handle: access.actor.handle, role: "author" }]);
    const [one, other] = [await readEntries(await exportCourse(access)), await readEntries(await exportCourse(copied))];
    expect([...other.keys()]).toEqual([...one.keys()]);
    const quiz = "01-basics/03-check.en.questions.yaml";
    expect(other.get(quiz)).toEqual(one.get(quiz));
    expect(other.get("01-basics/03-check.en.md")!.toString()).toContain("- first");
  });

  it("never overwrites a course, and is for whoever may begin one", async () => {
    const [course, other] = [await makeCourse(), await makeCourse()];
    const access = await authoringOf(course);
    await expect(duplicateCourse(access, { slug: other.slug, title: "X" })).rejects.toMatchObject({ status: 409 });
    expect(await db().unit.count({ where: { courseId: other.id } })).toBe(3);
    const member = { ...access, actor: await makeUser() };
    await expect(duplicateCourse(member, { slug: "a-copy", title: "X" })).rejects.toMatchObject({ status: 403 });
    await expect(duplicateCourse(access, { slug: "new", title: "X" })).rejects.toMatchObject({ status: 400 });
  });
});

describe("the overview of a course", () => {
  it("counts what stands and what waits, of their own cohorts only for a trainer of those, in one statement", async () => {
    const course = await makeCourse();
    const [trainer, inside, outside] = [await makeUser(), await makeUser(), await makeUser()];
    for (const one of [inside, outside]) await enrol(one, course.slug);
    const cohort = { courseId: course.id, slug: "c", name: "C", zone: "UTC", trainerId: trainer.id };
    const { id } = await db().cohort.create({ data: cohort, select: { id: true } });
    await db().cohortMember.create({ data: { cohortId: id, userId: inside.id }, select: { userId: true } });
    await db().unit.updateMany({ where: { courseId: course.id, slug: "second" }, data: { state: "draft" } });
    const access = await authoringOf(course);
    const { result, statements } = await countingStatements(() => getCourseOverview(access));
    expect(statements).toHaveLength(1);
    expect(result).toEqual({
      people: 2,
      finished: 0,
      requests: 0,
      attemptsToMark: 0,
      submissionsToMark: 0,
      publishedUnits: 2,
      draftUnits: 1,
      untranslated: [{ language: "fr", count: 3 }],
    });
    // A draft that is begun in a language does not lack it, though nobody reads it yet.
    const draft = await db().unit.findFirstOrThrow({ where: { courseId: course.id, slug: "second" } });
    const begun = { unitId: draft.id, language: "fr", title: "Deux", body: "", savedAt: new Date() };
    await db().unitDraft.create({ data: begun, select: { unitId: true } });
    expect((await getCourseOverview(access)).untranslated).toEqual([{ language: "fr", count: 2 }]);
    expect((await getCourseOverview(await getStaffAccessFor(trainer, course.slug, "en"))).people).toBe(1);
  });
});
