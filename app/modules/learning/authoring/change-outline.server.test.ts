import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { completeUnit, recordProgress } from "#app/modules/learning/study/record-progress.server.ts";
import { getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { listRequiredCourses } from "#app/modules/learning/outline/list-required-courses.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { enrolAndLock } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { getUnitFor } from "#app/modules/learning/study/get-unit.server.ts";
import { listOwnCourses } from "#app/modules/learning/outline/list-own-courses.server.ts";
import { unitsOf } from "#app/modules/learning/outline/load-outlines.server.ts";
import { listMissingCourses } from "#app/modules/learning/enrolment/list-missing-courses.server.ts";
import {
  changeCompletionRule,
  previewCompletionRule,
} from "#app/modules/learning/study/change-completion-rule.server.ts";
import { setCoursePrerequisites, setUnitPrerequisites } from "./set-prerequisites.server.ts";
import { publishUnit, withdrawUnit } from "#app/modules/learning/study/publish-unit.server.ts";
import { answerSurvey } from "#app/modules/learning/surveys/answer-survey.server.ts";
import { authoringOf } from "#test/factories/authors.ts";
import { type MadeCourse, makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const three = { modules: [{ slug: "basics", units: [{ slug: "a" }, { slug: "b" }, { slug: "c" }] }] };
const at = new Date("2026-03-01T12:00:00Z");
const idOf = (course: MadeCourse, slug: string) => course.units.find((unit) => unit.slug === slug)!.id;
const done = (actor: Actor, course: MadeCourse, unitSlug: string) =>
  completeUnit(actor, { courseSlug: course.slug, unitSlug }, { at });
const locksFor = async (actor: Actor | null, course: MadeCourse) => {
  const { modules } = await getCourseFor(actor, course.slug, "en", { at });
  return unitsOf(modules).map(({ locks }) => locks.map((lock) => (lock.kind === "unit" ? lock.slug : "date")));
};

describe("prerequisites between units", () => {
  it("close a unit to learners, name what comes first, and open it once that is complete", async () => {
    const course = await makeCourse(three);
    await setUnitPrerequisites(await authoringOf(course), "c", ["a", "b"]);
    const learner = await makeUser();
    await enrol(learner, course.slug);
    expect(await locksFor(learner, course)).toEqual([[], [], ["a", "b"]]);
    await expect(done(learner, course, "c")).rejects.toMatchObject({
      status: 403,
      code: "courses.structure.error.complete_first",
      details: { values: { title: "\u2068Unit a\u2069" } },
    });
    const closed = await getUnitFor(learner, { courseSlug: course.slug, unitSlug: "c" }, "en", { isVisit: true, at });
    expect(closed.body.html).toBe("");
    expect(closed.unit).toMatchObject({ isLocked: true, openedAt: null });
    expect(await db().unitProgress.count({ where: { unitId: idOf(course, "c") } })).toBe(0);
    for (const slug of ["a", "b"]) await done(learner, course, slug);
    expect(await locksFor(learner, course)).toEqual([[], [], []]);
    expect((await done(learner, course, "c")).isCourseDone).toBe(true);
  });

  it("do not enrol whoever is refused", async () => {
    const course = await makeCourse(three);
    await setUnitPrerequisites(await authoringOf(course), "b", ["a"]);
    const person = await makeUser();
    await expect(done(person, course, "b")).rejects.toMatchObject({ status: 403 });
    expect(await db().enrolment.count({ where: { userId: person.id } })).toBe(0);
  });

  it("hold up neither staff nor guests who only read", async () => {
    const course = await makeCourse(three);
    await setUnitPrerequisites(await authoringOf(course), "b", ["a"]);
    const trainer = await makeUser();
    await db().courseTrainer.create({ data: { courseId: course.id, userId: trainer.id, role: "trainer" } });
    await enrol(trainer, course.slug);
    expect(await locksFor(trainer, course)).toEqual([[], [], []]);
    expect((await done(trainer, course, "b")).isUnitDone).toBe(true);
    const admin = await makeUser({ role: "administrator" });
    expect((await done(admin, course, "b")).isUnitDone).toBe(true);
    const read = await getUnitFor(null, { courseSlug: course.slug, unitSlug: "b" }, "en", { isVisit: true });
    expect(read.body.html).toContain("Unit b");
  });

  it("are refused when units would wait for one another, and the circle is named", async () => {
    const course = await makeCourse(three);
    const access = await authoringOf(course);
    await setUnitPrerequisites(access, "b", ["a"]);
    await setUnitPrerequisites(access, "c", ["b"]);
    const refused = await setUnitPrerequisites(access, "a", ["c"]).catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 400, code: "courses.structure.error.unit_circle" });
    const { way } = (refused as { details: { values: { way: string } } }).details.values;
    for (const title of ["Unit a", "Unit b", "Unit c"]) expect(way).toContain(title);
    expect(await db().unitPrerequisite.count({ where: { unitId: idOf(course, "a") } })).toBe(0);
    await setUnitPrerequisites(access, "c", []);
    await setUnitPrerequisites(access, "a", ["c"]);
  });

  it("are refused against the order of a linear course", async () => {
    const course = await makeCourse(three);
    await db().course.update({ where: { id: course.id }, data: { isLinear: true } });
    const access = await authoringOf(course);
    await expect(setUnitPrerequisites(access, "a", ["c"])).rejects.toMatchObject({ status: 400 });
    await setUnitPrerequisites(access, "c", ["a"]);
  });

  it("never close a circle when two authors write at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const course = await makeCourse(three);
      const [one, other] = [await authoringOf(course), await authoringOf(course)];
      const results = await Promise.allSettled([
        setUnitPrerequisites(one, "a", ["b"]),
        setUnitPrerequisites(other, "b", ["a"]),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await db().unitPrerequisite.count({ where: { unit: { courseId: course.id } } })).toBe(1);
    }
  });

  it("name units that are there", async () => {
    const course = await makeCourse(three);
    const access = await authoringOf(course);
    await expect(setUnitPrerequisites(access, "none", ["a"])).rejects.toMatchObject({ status: 404 });
    await expect(setUnitPrerequisites(access, "b", ["none"])).rejects.toMatchObject({ status: 400 });
  });
});

describe("a locked survey", () => {
  it("takes no answers until it is open", async () => {
    const item = {
      key: "q",
      kind: "text" as const,
      isRequired: false,
      translations: { en: { prompt: "How was it?" } },
    };
    const survey = { slug: "b", kind: "survey" as const, completion: { submitted: true as const }, survey: [item] };
    const course = await makeCourse({ modules: [{ slug: "basics", units: [{ slug: "a" }, survey] }] });
    await setUnitPrerequisites(await authoringOf(course), "b", ["a"]);
    const learner = await makeUser();
    const answer = () => answerSurvey(learner, { courseSlug: course.slug, unitSlug: "b" }, { s1: "Good" }, { at });
    await enrol(learner, course.slug);
    await expect(answer()).rejects.toMatchObject({ status: 403 });
    await done(learner, course, "a");
    await answer();
    expect(await db().surveyResponse.count({ where: { unitId: idOf(course, "b") } })).toBe(1);
  });
});

describe("opening times and linear courses", () => {
  it("open a unit at its time, at another one for whom an exception was made", async () => {
    const course = await makeCourse(three);
    const later = new Date(at.getTime() + 86_400_000);
    await db().unit.update({ where: { id: idOf(course, "b") }, data: { opensAt: later } });
    const [learner, early] = [await makeUser(), await makeUser()];
    for (const one of [learner, early]) await enrol(one, course.slug);
    await db().unitOverride.create({ data: { unitId: idOf(course, "b"), userId: early.id, opensAt: at } });
    expect(await locksFor(learner, course)).toEqual([[], ["date"], []]);
    expect(await locksFor(null, course)).toEqual([[], ["date"], []]);
    expect(await locksFor(early, course)).toEqual([[], [], []]);
    await expect(done(learner, course, "b")).rejects.toMatchObject({ code: "courses.structure.error.not_open_yet" });
    expect((await completeUnit(learner, { courseSlug: course.slug, unitSlug: "b" }, { at: later })).isUnitDone).toBe(
      true,
    );
  });

  it("lead on from one unit to the next", async () => {
    const course = await makeCourse(three);
    await db().course.update({ where: { id: course.id }, data: { isLinear: true } });
    const learner = await makeUser();
    await enrol(learner, course.slug);
    expect(await locksFor(learner, course)).toEqual([[], ["a"], ["a"]]);
    await expect(done(learner, course, "b")).rejects.toMatchObject({ status: 403 });
    await done(learner, course, "a");
    expect(await locksFor(learner, course)).toEqual([[], [], ["b"]]);
    const { standing } = await getCourseFor(learner, course.slug, "en", { at });
    expect(standing.next?.href).toBe(`/courses/${course.slug}/b`);
  });

  it("lead past what is closed, and nowhere when all of the rest is", async () => {
    const course = await makeCourse(three);
    const opensAt = new Date(at.getTime() + 1);
    await db().unit.updateMany({ where: { courseId: course.id, slug: { in: ["a", "c"] } }, data: { opensAt } });
    const learner = await makeUser();
    await enrol(learner, course.slug);
    const next = async () => (await getCourseFor(learner, course.slug, "en", { at })).standing.next?.href ?? null;
    expect(await next()).toBe(`/courses/${course.slug}/b`);
    await done(learner, course, "b");
    expect(await next()).toBeNull();
  });

  it("cost a course one statement, whatever its size", async () => {
    const course = await makeCourse(three);
    const learner = await makeUser();
    const { statements } = await countingStatements(() => getCourseFor(learner, course.slug, "en"));
    expect(statements).toHaveLength(1);
  });
});

describe("prerequisites between courses", () => {
  it("are listed until they are completed, and circles are refused", async () => {
    const [first, second] = [await makeCourse(three), await makeCourse(three)];
    await setCoursePrerequisites(await authoringOf(second), [first.slug]);
    const learner = await makeUser();
    const missing = () => listMissingCourses(db(), { courseId: second.id, userId: learner.id, language: "en" });
    expect(await missing()).toMatchObject([{ slug: first.slug }]);
    for (const slug of ["a", "b", "c"]) await done(learner, first, slug);
    expect(await missing()).toEqual([]);
    expect(await listRequiredCourses(learner, second, "en")).toMatchObject([{ slug: first.slug, isDone: true }]);
    expect(await listRequiredCourses(null, second, "en")).toMatchObject([{ slug: first.slug, isDone: false }]);
    await expect(setCoursePrerequisites(await authoringOf(first), [second.slug])).rejects.toMatchObject({
      code: "courses.structure.error.course_circle",
    });
    await expect(setCoursePrerequisites(await authoringOf(first), [first.slug])).rejects.toMatchObject({
      status: 400,
    });
    await expect(setCoursePrerequisites(await authoringOf(first), ["none"])).rejects.toMatchObject({ status: 400 });
  });

  it("never close a circle when two authors write at once", async () => {
    const [first, second] = [await makeCourse(three), await makeCourse(three)];
    const [one, other] = [await authoringOf(first), await authoringOf(second)];
    const results = await Promise.allSettled([
      setCoursePrerequisites(one, [second.slug]),
      setCoursePrerequisites(other, [first.slug]),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("another completion rule", () => {
  const note = (actor: Actor, course: MadeCourse, facts: { replies?: number; gradePercent?: number }) =>
    transaction(async (tx) => {
      const enrolment = await enrolAndLock(tx, { userId: actor.id, courseId: course.id, at });
      await recordProgress(tx, enrolment, { unitId: idOf(course, "a"), at }, facts);
    });
  const isDone = async (actor: Actor, course: MadeCourse) =>
    (
      await db().unitProgress.findUniqueOrThrow({
        where: { userId_unitId: { userId: actor.id, unitId: idOf(course, "a") } },
        select: { completedAt: true },
      })
    ).completedAt !== null;
  const talk = {
    modules: [{ slug: "talk", units: [{ slug: "a", kind: "discussion" as const, completion: { replies: 2 } }] }],
  };

  it("says beforehand who would gain and lose, and changes nothing by saying so", async () => {
    const course = await makeCourse(talk);
    const [one, two, three_] = [await makeUser(), await makeUser(), await makeUser()];
    for (const [actor, replies] of [
      [one, 1],
      [two, 2],
      [three_, 3],
    ] as const)
      await note(actor, course, { replies });
    const access = await authoringOf(course);
    expect(await previewCompletionRule(access, "a", { replies: 1 })).toEqual({ people: 3, gain: 1, lose: 0 });
    expect(await previewCompletionRule(access, "a", { replies: 3 })).toEqual({ people: 3, gain: 0, lose: 1 });
    expect(await isDone(one, course)).toBe(false);
    expect(await isDone(two, course)).toBe(true);
  });

  it("keeps what people have completed, or judges all of them anew without un-completing a course", async () => {
    const course = await makeCourse(talk);
    const [one, two, excused] = [await makeUser(), await makeUser(), await makeUser()];
    for (const [actor, replies] of [
      [one, 1],
      [two, 2],
      [excused, 2],
    ] as const)
      await note(actor, course, { replies });
    const where = { courseId: course.id, unitId: idOf(course, "a"), userId: excused.id };
    await db().gradeOverride.create({ data: { ...where, isExcused: true, reason: "ill" } });
    const access = await authoringOf(course);
    const kept = await changeCompletionRule(access, "a", { replies: 3 }, { mode: "keep", at });
    expect(kept).toEqual({ people: 3, gain: 0, lose: 0 });
    expect(await isDone(two, course)).toBe(true);
    const lost = await changeCompletionRule(access, "a", { replies: 3 }, { mode: "recompute", at });
    expect(lost).toEqual({ people: 3, gain: 0, lose: 1 });
    expect([await isDone(two, course), await isDone(excused, course)]).toEqual([false, true]);
    const finished = await db().enrolment.findFirstOrThrow({
      where: { userId: two.id },
      select: { completedAt: true },
    });
    expect(finished.completedAt).not.toBeNull();
    const gained = await changeCompletionRule(access, "a", { replies: 1 }, { mode: "recompute", at });
    expect(gained).toEqual({ people: 3, gain: 2, lose: 0 });
    expect(await db().enrolment.count({ where: { courseId: course.id, completedAt: null } })).toBe(0);
    expect(await isDone(one, course)).toBe(true);
  });

  it("must be one that the unit can meet", async () => {
    const course = await makeCourse(talk);
    const access = await authoringOf(course);
    for (const rule of [{}, { attended: 5 }, { passed: 50 }]) {
      await expect(changeCompletionRule(access, "a", rule, { mode: "keep" })).rejects.toMatchObject({ status: 400 });
    }
    await expect(previewCompletionRule(access, "none", { replies: 1 })).rejects.toMatchObject({ status: 404 });
  });
});

describe("publishing a unit", () => {
  it("is new to whoever has finished and never un-completes them", async () => {
    const course = await makeCourse(three);
    await db().unit.update({ where: { id: idOf(course, "c") }, data: { state: "draft" } });
    const learner = await makeUser();
    for (const slug of ["a", "b"]) await done(learner, course, slug);
    await expect(done(learner, course, "c")).rejects.toMatchObject({ status: 404 });
    const publish = () => transaction((tx) => publishUnit(tx, { unitId: idOf(course, "c") }));
    expect(await publish()).toBe(true);
    expect(await publish()).toBe(false);
    const { standing, modules } = await getCourseFor(learner, course.slug, "en");
    expect(standing).toMatchObject({ percent: 100, completedRevision: 1 });
    expect(unitsOf(modules)[2]).toMatchObject({ addedInRevision: 2, isLocked: false });
    expect(await listOwnCourses(learner)).toMatchObject([{ newUnits: 1 }]);
  });

  it("taken back, completes whoever lacked only it", async () => {
    const course = await makeCourse(three);
    const learner = await makeUser();
    for (const slug of ["a", "b"]) await done(learner, course, slug);
    await transaction((tx) => withdrawUnit(tx, { unitId: idOf(course, "c"), at }));
    expect((await getCourseFor(learner, course.slug, "en")).standing).toMatchObject({
      percent: 100,
      completedRevision: 2,
    });
  });
});

describe("a draft course", () => {
  it("is there for its own staff and for nobody else", async () => {
    const course = await makeCourse(three);
    await db().course.update({ where: { id: course.id }, data: { state: "draft" } });
    const [author, stranger] = [await makeUser(), await makeUser()];
    await db().courseTrainer.create({ data: { courseId: course.id, userId: author.id, role: "author" } });
    expect((await getCourseFor(author, course.slug, "en")).course.slug).toBe(course.slug);
    expect((await done(author, course, "a")).isUnitDone).toBe(true);
    for (const actor of [null, stranger]) {
      await expect(getCourseFor(actor, course.slug, "en")).rejects.toMatchObject({ status: 404 });
    }
  });
});
