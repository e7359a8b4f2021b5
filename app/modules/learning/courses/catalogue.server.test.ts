import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { cataloguePath, type CatalogueFilter, catalogueFilterSchema } from "./catalogue-filter.ts";
import { hasManyCourses, listCourses } from "./list-courses.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeCohort } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
beforeAll(() => seedRoadmap(db()));

const day = 86_400_000;
const find = async (slug: string, filter?: CatalogueFilter) =>
  (await listCourses("en", { limit: 50, ...(filter && { filter }) })).courses.find((one) => one.slug === slug);

describe("a course in the catalogue", () => {
  it("says who teaches it, how many are in it, when the next cohort begins and what comes before", async () => {
    const [first, course] = [await makeCourse(), await makeCourse({ level: "advanced", activities: ["2.3", "1.1"] })];
    const [trainer, author, suspended] = [await makeUser(), await makeUser(), await makeUser()];
    await db().user.update({ where: { id: suspended.id }, data: { suspendedUntil: new Date(Date.now() + day) } });
    await db().courseTrainer.createMany({
      data: [
        { courseId: course.id, userId: author.id, role: "author" },
        { courseId: course.id, userId: trainer.id, role: "trainer" },
        { courseId: course.id, userId: suspended.id, role: "trainer" },
      ],
    });
    for (const learner of [await makeUser(), await makeUser()]) await enrol(learner, course.slug);
    await db().coursePrerequisite.create({ data: { courseId: course.id, requiredCourseId: first.id } });
    const soon = new Date(Date.now() + 2 * day);
    await makeCohort(course, { startsAt: new Date(Date.now() - day) });
    await makeCohort(course, { startsAt: new Date(Date.now() + day), archivedAt: new Date() });
    await makeCohort(course, { startsAt: soon, zone: "Asia/Tokyo" });
    await makeCohort(course, { startsAt: new Date(Date.now() + 3 * day) });
    expect(await find(course.slug)).toMatchObject({
      level: "advanced",
      activities: ["1.1", "2.3"],
      people: 2,
      team: [trainer, author].map(({ name, handle }) => ({ name, handle, picture: null })),
      nextCohort: { startsAt: soon, zone: "Asia/Tokyo", people: 0, capacity: null, isJoinable: true },
      requires: [{ language: "en" }],
    });
    expect(await find(first.slug)).toMatchObject({ level: null, people: 0, team: [], nextCohort: null, requires: [] });
  });

  it("counts the published parts of each of its languages, not those that nobody can read", async () => {
    const titles = { en: "Both", fr: "Les deux" };
    const units = [{ slug: "one", titles }, { slug: "two" }, { slug: "three", titles, isDraft: true }];
    const course = await makeCourse({ languages: ["en", "fr", "ar"], modules: [{ slug: "basics", units }] });
    expect(await find(course.slug)).toMatchObject({
      units: 2,
      languages: [
        { code: "en", units: 2 },
        { code: "fr", units: 1 },
        { code: "ar", units: 0 },
      ],
    });
  });
});

describe("the catalogue", () => {
  it("is narrowed by language, by output or activity and by level, all at once", async () => {
    const course = await makeCourse({ languages: ["en", "fr"], level: "introductory", activities: ["2.3"] });
    const filters: [CatalogueFilter, boolean][] = [
      [{ language: "fr", road: "2", level: "introductory" }, true],
      [{ road: "2.3" }, true],
      [{ road: "2.1" }, false],
      [{ road: "3" }, false],
      [{ language: "ar" }, false],
      [{ level: "advanced" }, false],
      [{}, true],
    ];
    for (const [filter, isFound] of filters)
      expect([filter, (await find(course.slug, filter)) !== undefined]).toEqual([filter, isFound]);
  });

  it("keeps its filter from page to page and in its address", async () => {
    const level = "intermediate" as const;
    const made = [];
    for (let number = 0; number < 3; number++) {
      made.unshift((await makeCourse({ level })).slug);
      await makeCourse();
    }
    const first = await listCourses("en", { limit: 2, filter: { level } });
    const second = await listCourses("en", { limit: 2, filter: { level }, before: first.next });
    expect([...first.courses, ...second.courses].map(({ slug }) => slug).slice(0, 3)).toEqual(made);
    const { next } = first;
    expect(cataloguePath({ level }, next!)).toBe(`/courses?level=intermediate&before=${next}`);
    expect(cataloguePath({})).toBe("/courses");
    expect(catalogueFilterSchema.parse({ language: "FR'", road: "6", level: "none", before: "x" })).toEqual({});
  });

  it("has filters from seven courses on, and costs one statement with and without them", async () => {
    await db().course.updateMany({ data: { state: "draft" } });
    for (let number = 0; number < 6; number++) await makeCourse();
    expect(await hasManyCourses()).toBe(false);
    await makeCourse({ slug: `seventh-${randomUUID().slice(0, 8)}` });
    expect(await hasManyCourses()).toBe(true);
    const filter = { language: "en", road: "1", level: "advanced" as const };
    const { statements } = await countingStatements(() => listCourses("en", { filter, before: "x" }));
    expect(statements).toHaveLength(1);
  });
});
