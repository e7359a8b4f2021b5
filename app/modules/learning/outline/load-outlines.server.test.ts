import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { listEffectiveLimits } from "#app/modules/learning/dates/get-effective-limits.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { makeCohort } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { getCourseFor } from "./get-course.server.ts";
import { listOwnCourses } from "./list-own-courses.server.ts";
import { unitsOf } from "./load-outlines.server.ts";

useDatabase();

const day = (n: number) => new Date(Date.UTC(2027, 0, n));

describe("an outline", () => {
  it("has the dates of each unit as they hold for the person, whoever has which exception", async () => {
    const units = ["a", "b", "c", "d"].map((slug) => ({ slug }));
    const course = await makeCourse({ modules: [{ slug: "only", units }] });
    const people = [await makeUser(), await makeUser(), await makeUser()] as const;
    for (const person of people) await enrol(person, course.slug);
    const cohorts = [await makeCohort(course), await makeCohort(course)] as const;
    const [both, one] = people;
    await db().cohortMember.createMany({
      data: [
        { cohortId: cohorts[0].id, userId: both.id },
        { cohortId: cohorts[1].id, userId: both.id },
        { cohortId: cohorts[1].id, userId: one.id },
      ],
    });
    const [a, b, c] = course.units.map(({ id }) => id) as [string, string, string];
    await db().unit.update({ where: { id: a }, data: { opensAt: day(5), dueAt: day(6), closesAt: day(7) } });
    await db().unit.update({ where: { id: b }, data: { dueAt: day(9) } });
    await db().unitOverride.createMany({
      data: [
        { unitId: a, cohortId: cohorts[0].id, opensAt: day(3), dueAt: day(20), closesAt: null },
        { unitId: a, cohortId: cohorts[1].id, opensAt: day(2), dueAt: day(10), closesAt: day(30) },
        { unitId: a, userId: both.id, opensAt: null, dueAt: day(1), closesAt: null },
        { unitId: b, cohortId: cohorts[1].id, opensAt: day(4) },
        { unitId: b, userId: one.id, opensAt: day(8), closesAt: day(12) },
        { unitId: c, userId: both.id, dueAt: day(15) },
      ],
    });
    for (const person of people) {
      const limits = await listEffectiveLimits(person.id, course.units);
      const { modules } = await getCourseFor(person, course.slug, "en");
      for (const { id, opensAt, dueAt, closesAt } of unitsOf(modules)) {
        expect({ opensAt, dueAt, closesAt }).toEqual({
          opensAt: limits[id]!.opensAt,
          dueAt: limits[id]!.dueAt,
          closesAt: limits[id]!.closesAt,
        });
      }
    }
    const guests = unitsOf((await getCourseFor(null, course.slug, "en")).modules);
    expect(guests.map(({ dueAt }) => dueAt)).toEqual([day(6), day(9), null, null]);
  });

  it("is each course's own where several are read at once", async () => {
    const learner = await makeUser();
    const courses = [await makeCourse({ modules: [{ slug: "same", units: [{ slug: "one" }] }] }), await makeCourse()];
    for (const course of courses) await enrol(learner, course.slug);
    const own = await listOwnCourses(learner);
    expect(own.map(({ slug }) => slug)).toEqual(courses.map(({ slug }) => slug).reverse());
    for (const { slug, percent, next, newUnits } of own) {
      const { standing } = await getCourseFor(learner, slug, "en");
      expect({ percent, next, newUnits }).toEqual({ percent: standing.percent, next: standing.next, newUnits: 0 });
    }
  });
});
