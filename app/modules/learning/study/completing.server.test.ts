import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import {
  listLessonsForActivity,
  countLessonsByActivity,
} from "#app/modules/learning/courses/list-lessons-for-activity.server.ts";
import { listCourses } from "#app/modules/learning/courses/list-courses.server.ts";
import { completeUnit } from "./record-progress.server.ts";
import { findCompletion, getCourseFacts } from "./find-completion.server.ts";
import { getCourseWithFactsFor, getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { importCourse } from "#app/modules/learning/interchange/courses/import-course.server.ts";
import { getUnitFor, renderLesson } from "./get-unit.server.ts";
import { listOwnCourses } from "#app/modules/learning/outline/list-own-courses.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { finishCourse, makeAttempt } from "#test/factories/attempts.ts";
import { coursePackage, makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const at = new Date("2026-03-12T14:00:00Z");
const events = (name: string, userId: string) =>
  db().outboxEvent.count({ where: { name, payload: { path: ["userId"], equals: userId } } });

describe("enrolment", () => {
  it("happens once, however often it is asked for", async () => {
    const [course, learner] = [await makeCourse(), await makeUser()];
    const all = await Promise.all(Array.from({ length: 5 }, () => enrol(learner, course.slug, { at })));
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await db().enrolment.count({ where: { userId: learner.id, courseId: course.id } })).toBe(1);
  });

  it("is refused to guests, to suspended people, and for courses that one may not see", async () => {
    const course = await makeCourse();
    const suspended = await makeUser({ suspendedUntil: new Date(Date.now() + 3_600_000) });
    await expect(enrol(null, course.slug)).rejects.toMatchObject({ status: 401 });
    await expect(enrol(suspended, course.slug)).rejects.toMatchObject({ status: 403 });
    const learner = await makeUser();
    await expect(enrol(learner, "no-such-course")).rejects.toMatchObject({ status: 404 });
    await db().course.update({ where: { id: course.id }, data: { state: "draft" } });
    await expect(enrol(learner, course.slug)).rejects.toMatchObject({ status: 404 });
    await expect(enrol(await makeUser({ role: "administrator" }), course.slug)).resolves.toMatchObject({ isNew: true });
    expect((await listCourses("en", { limit: 50 })).courses.map(({ slug }) => slug)).not.toContain(course.slug);
  });
});

describe("completing units", () => {
  it("enrols whoever is not, and once done stays done", async () => {
    const [course, learner] = [await makeCourse(), await makeUser()];
    const address = { courseSlug: course.slug, unitSlug: "first" };
    expect(await completeUnit(learner, address, { at })).toEqual({
      isNewEnrolment: true,
      isUnitDone: true,
      isCourseDone: false,
    });
    expect(await completeUnit(learner, address)).toEqual({
      isNewEnrolment: false,
      isUnitDone: false,
      isCourseDone: false,
    });
    const { standing, modules } = await getCourseFor(learner, course.slug, "en");
    expect(standing).toMatchObject({ isEnrolled: true, percent: 33, doneUnits: 1, totalUnits: 3 });
    expect(standing.next).toMatchObject({ href: `/courses/${course.slug}/second` });
    expect(modules[0]!.units[0]).toMatchObject({ state: "complete", completedAt: at });
    const done = { userId: learner.id, completedAt: { not: null } };
    expect(await db().unitProgress.count({ where: done })).toBe(1);
  });

  it("refuses guests, unknown units, and units that must be passed", async () => {
    const [course, learner] = [await makeCourse(), await makeUser()];
    const unit = (unitSlug: string) => ({ courseSlug: course.slug, unitSlug });
    await expect(completeUnit(null, unit("first"))).rejects.toMatchObject({ status: 401 });
    await expect(completeUnit(learner, unit("third"))).rejects.toMatchObject({ status: 404 });
    await expect(completeUnit(learner, unit("check"))).rejects.toMatchObject({ code: "learning.error.pass_first" });
  });

  it("completes a unit by opening it, where that is the rule, for whoever is enrolled", async () => {
    const units = [{ slug: "first", completion: { opened: true as const } }, { slug: "second" }];
    const course = await makeCourse({ modules: [{ slug: "basics", units }] });
    const [learner, passer] = [await makeUser(), await makeUser()];
    await enrol(learner, course.slug);
    const open = (actor: typeof learner | null) =>
      getUnitFor(actor, { courseSlug: course.slug, unitSlug: "first" }, "en", { isVisit: true, at });
    expect(await open(learner)).toMatchObject({ unit: { state: "complete" }, standing: { percent: 50 } });
    expect(await open(passer)).toMatchObject({ unit: { state: "not_started" }, standing: { percent: 0 } });
    expect(await open(null)).toMatchObject({ unit: { state: "not_started" }, standing: { isEnrolled: false } });
    expect(await db().unitProgress.count({ where: { userId: passer.id } })).toBe(0);
  });

  it("completes the course exactly once when the last unit is completed 50 times at once", async () => {
    const units = [{ slug: "first" }, { slug: "second" }];
    const course = await makeCourse({ modules: [{ slug: "basics", units }] });
    const learner = await makeUser();
    await completeUnit(learner, { courseSlug: course.slug, unitSlug: "first" });
    expect(await findCompletion(learner.id, course.id, "en")).toBeNull();
    const last = { courseSlug: course.slug, unitSlug: "second" };
    const all = await Promise.all(Array.from({ length: 50 }, () => completeUnit(learner, last, { at })));
    expect(all.filter(({ isCourseDone }) => isCourseDone)).toHaveLength(1);
    expect(await events("learning.course.completed", learner.id)).toBe(1);
    expect(await findCompletion(learner.id, course.id, "fr")).toMatchObject({
      completedAt: at,
      completedRevision: 1,
      course: { title: { text: `Titre de ${course.slug}`, language: "fr" }, hours: 2, activities: [] },
    });
  });

  it("completes a course once when its last two units are completed at the same time", async () => {
    const course = await makeCourse();
    const learner = await makeUser();
    const address = (unitSlug: string) => ({ courseSlug: course.slug, unitSlug });
    await enrol(learner, course.slug);
    await Promise.all([
      completeUnit(learner, address("first")),
      completeUnit(learner, address("second")),
      makeAttempt(learner, address("check")),
    ]);
    expect(await events("learning.course.completed", learner.id)).toBe(1);
    expect((await getCourseFor(learner, course.slug, "en")).standing.percent).toBe(100);
  });

  it("keeps a finisher finished when a unit is added, and shows what is new", async () => {
    const course = await makeCourse();
    const learner = await makeUser();
    await finishCourse(learner, course, { at });
    const units = [
      ...coursePackage().modules[0]!.units,
      ...coursePackage({ modules: [{ slug: "x", units: [{ slug: "extra" }] }] }).modules[0]!.units,
    ];
    const next = coursePackage({ slug: course.slug });
    next.modules[0]!.units = units.map((unit, index) => ({ ...unit, position: index + 1 }));
    await importCourse(next);
    const { standing } = await getCourseFor(learner, course.slug, "en");
    expect(standing).toMatchObject({
      percent: 100,
      completedAt: at,
      completedRevision: 1,
      doneUnits: 3,
      totalUnits: 4,
    });
    const [own] = await listOwnCourses(learner);
    expect(own).toMatchObject({ percent: 100, newUnits: 1, next: { href: `/courses/${course.slug}/extra` } });
    await completeUnit(learner, { courseSlug: course.slug, unitSlug: "extra" });
    expect(await findCompletion(learner.id, course.id, "en")).toMatchObject({ completedAt: at, completedRevision: 1 });
    expect(await events("learning.course.completed", learner.id)).toBe(1);
  });
});

describe("languages", () => {
  it("falls back per unit to the course's own language, and says which it is", async () => {
    const titles: Record<string, string>[] = [{ en: "One", fr: "Un" }, { en: "Two" }];
    const units = ["first", "second"].map((slug, index) => ({ slug, titles: titles[index] }));
    const course = await makeCourse({ modules: [{ slug: "basics", units }] });
    const read = (unitSlug: string, language: string) =>
      getUnitFor(null, { courseSlug: course.slug, unitSlug }, language, { isVisit: true });
    expect(await read("first", "fr")).toMatchObject({
      course: { title: { language: "fr" } },
      unit: { title: { text: "Un", language: "fr" }, languages: ["en", "fr"] },
      body: { language: "fr" },
      following: { title: { text: "Two", language: "en" } },
    });
    expect(await read("second", "fr")).toMatchObject({ unit: { title: { language: "en" } }, body: { language: "en" } });
    expect((await read("second", "ar")).body).toMatchObject({
      language: "en",
      html: expect.stringContaining("<em>Two</em>"),
    });
  });

  it("makes the highest headings h2 and numbers tables, in the language of the text", () => {
    const table = "| a | b |\n| - | - |\n| 1 | 2 |\n\n";
    const html = renderLesson(`# One\n\n${table}## Two\n\n${table}table`, "fr");
    expect(html.match(/<h\d/g)).toEqual(["<h2", "<h3"]);
    expect(html.match(/aria-label="[^"]*"/g)).toEqual(['aria-label="Tableau 1"', 'aria-label="Tableau 2"']);
    expect(renderLesson("## Two", "fr")).toContain("<h2");
  });

  it("renders again what an older renderer made", async () => {
    const course = await makeCourse();
    await db().unitText.updateMany({
      where: { unitId: course.units[0]!.id },
      data: { html: "old", rendererVersion: 0 },
    });
    const { body } = await getUnitFor(null, { courseSlug: course.slug, unitSlug: "first" }, "en", { isVisit: true });
    expect(body.html).toContain("<h2");
    expect(await db().unitText.count({ where: { unitId: course.units[0]!.id, html: "old" } })).toBe(0);
  });
});

describe("what others ask", () => {
  it("lists lessons and courses by activity, and counts them", async () => {
    await seedRoadmap(db());
    const units = [{ slug: "first", activities: ["2.3"] }, { slug: "second" }];
    const course = await makeCourse({ activities: ["2.3", "1.1"], modules: [{ slug: "basics", units }] });
    expect(await listLessonsForActivity("2.3", "fr", 5)).toEqual([
      {
        href: `/courses/${course.slug}/first`,
        title: { text: "Unit first", language: "en" },
        courseTitle: { text: `Titre de ${course.slug}`, language: "fr" },
        minutes: 10,
        languages: ["en"],
      },
    ]);
    expect((await countLessonsByActivity()).get("2.3")).toBe(1);
    const { facts } = await getCourseWithFactsFor(null, course.slug, "en");
    const listed = (await listCourses("en", { limit: 50 })).courses.find(({ slug }) => slug === course.slug);
    expect(facts).toMatchObject({ activities: ["1.1", "2.3"], units: 2, people: 0 });
    expect(listed).toMatchObject(facts);
    expect(await getCourseFacts(course.id, "fr")).toMatchObject({
      activities: ["1.1", "2.3"],
      title: { language: "fr" },
    });
  });

  it("pages through the catalogue, newest first, without gap or double", async () => {
    const made = [];
    for (let number = 0; number < 5; number++) made.unshift((await makeCourse()).slug);
    const seen: string[] = [];
    for (let before: string | null | undefined; before !== null && seen.length < 5;) {
      const { courses, next }: Awaited<ReturnType<typeof listCourses>> = await listCourses("en", { limit: 2, before });
      seen.push(...courses.map(({ slug }) => slug));
      before = next;
    }
    expect(seen.slice(0, 5)).toEqual(made);
  });
});

describe("statements", () => {
  it("holds every page to its maximum", async () => {
    const [course, learner] = [await makeCourse(), await makeUser()];
    await makeCourse();
    await enrol(learner, course.slug);
    const count = async (work: () => Promise<unknown>) => (await countingStatements(work)).statements.length;
    const unit = { courseSlug: course.slug, unitSlug: "first" };
    expect(await count(() => getCourseFor(learner, course.slug, "en"))).toBe(1);
    expect(await count(() => getCourseFor(null, course.slug, "en"))).toBe(1);
    expect(await count(() => getCourseWithFactsFor(learner, course.slug, "en"))).toBe(1);
    expect(await count(() => getUnitFor(learner, unit, "en", { isVisit: true }))).toBeLessThanOrEqual(4);
    expect(await count(() => getUnitFor(learner, unit, "en", { isVisit: true }))).toBeLessThanOrEqual(3);
    expect(await count(() => listCourses("en"))).toBeLessThanOrEqual(1);
    expect(await count(() => listOwnCourses(learner))).toBe(1);
  });
});
