import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeCohort } from "#test/factories/cohorts.ts";
import { makeCourse, type MadeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { type Authoring, type CourseStaffAccess, getAuthoringFor, getStaffAccessFor } from "./staff-access.server.ts";

useDatabase();
let course: MadeCourse;
let cohort: string;
const people = {} as Record<"author" | "trainer" | "cohortTrainer" | "stranger" | "suspended" | "administrator", Actor>;

beforeAll(async () => {
  course = await makeCourse();
  people.author = await makeUser();
  people.trainer = await makeUser();
  people.cohortTrainer = await makeUser({ role: "trainer" });
  people.stranger = await makeUser({ role: "trainer" });
  people.suspended = await makeUser({ suspendedUntil: new Date(Date.now() + 3_600_000) });
  people.administrator = await makeUser({ role: "administrator" });
  const team = [
    { courseId: course.id, userId: people.author.id, role: "author" as const },
    { courseId: course.id, userId: people.trainer.id, role: "trainer" as const },
    { courseId: course.id, userId: people.suspended.id, role: "author" as const },
  ];
  await db().courseTrainer.createMany({ data: team });
  cohort = (await makeCohort(course, { trainerId: people.cohortTrainer.id })).id;
});

describe("the access of staff to a course", () => {
  it.each([
    ["author", true, "all"],
    ["administrator", true, "all"],
    ["trainer", false, "all"],
    ["cohortTrainer", false, "own"],
  ] as const)("of the %s says what they may do and whom they see", async (who, mayEdit, sees) => {
    const access = await getStaffAccessFor(people[who], course.slug, "en");
    expect(access).toMatchObject({ mayEdit, cohortIds: sees === "all" ? null : [cohort], actor: people[who] });
  });

  it("is refused to everybody else, and hides a draft from them", async () => {
    const ask = (who: Actor | null) => getStaffAccessFor(who, course.slug, "en");
    await expect(ask(null)).rejects.toMatchObject({ status: 401 });
    await expect(ask(people.suspended)).rejects.toMatchObject({ status: 403 });
    await expect(ask(people.stranger)).rejects.toMatchObject({ status: 403 });
    await db().course.update({ where: { id: course.id }, data: { state: "draft" }, select: { id: true } });
    await expect(ask(people.stranger)).rejects.toMatchObject({ status: 404 });
    await db().course.update({ where: { id: course.id }, data: { state: "published" }, select: { id: true } });
    await expect(getStaffAccessFor(people.administrator, "none", "en")).rejects.toMatchObject({ status: 404 });
  });

  it("lets authors and administrators change the course, and nobody who only runs it", async () => {
    const ask = (who: Actor | null) => getAuthoringFor(who, course.slug, "en");
    expect(await ask(people.author)).toMatchObject({ mayEdit: true, cohortIds: null });
    expect(await ask(people.administrator)).toMatchObject({ mayEdit: true, cohortIds: null });
    for (const who of [people.trainer, people.cohortTrainer, people.stranger, people.suspended]) {
      await expect(ask(who)).rejects.toMatchObject({ status: 403 });
    }
    await expect(ask(null)).rejects.toMatchObject({ status: 401 });
  });
});

// Judged when the types are checked: each of these lines compiles only because of the comment above it.
describe("what asks for a right", () => {
  const write = (access: Authoring) => access.course.id;
  const run = (access: CourseStaffAccess) => access.course.id;

  it("takes it from the function that gives it, and from nobody else", async () => {
    const running = await getStaffAccessFor(people.trainer, course.slug, "en");
    const authoring = await getAuthoringFor(people.author, course.slug, "en");
    expect([run(running), run(authoring), write(authoring)]).toEqual(Array(3).fill(course.id));
    // @ts-expect-error whoever runs a course does not change it
    write(running);
    // @ts-expect-error nor by saying so
    write({ ...running, mayEdit: true, cohortIds: null });
    const { course: facts, actor } = running;
    // @ts-expect-error and nobody is let in by facts alone
    run({ course: facts, actor, mayEdit: true, cohortIds: null });
  });
});
