import { expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { makeCohort, teachingOf } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { listStaffCoursesFor } from "./list-staff-courses.server.ts";

useDatabase();

const day = 86_400_000;

it("lists whose courses they are with their next date, in one statement however many there are", async () => {
  const at = new Date();
  const later = (days: number) => new Date(at.getTime() + days * day);
  const trainer = await makeUser({ role: "trainer" });
  const first = await makeCourse();
  for (const course of [first, await makeCourse(), await makeCourse()]) await teachingOf(course, { actor: trainer });
  await makeCohort(first, { startsAt: later(-2), endsAt: later(9) });
  const { result, statements } = await countingStatements(() => listStaffCoursesFor(trainer, "en", { at }));
  expect(statements).toHaveLength(1);
  expect(result).toHaveLength(3);
  // Of what they may change they are told what is missing, and of nothing else.
  const isAuthor = { courseId_userId: { courseId: first.id, userId: trainer.id } };
  const gaps = async () =>
    (await listStaffCoursesFor(trainer, "en", { at })).find(({ slug }) => slug === first.slug)!.untranslated;
  await db().courseTrainer.update({ where: isAuthor, data: { role: "author" }, select: { userId: true } });
  expect(await gaps()).toEqual([{ language: "fr", count: await db().unit.count({ where: { courseId: first.id } }) }]);
  await db().courseTrainer.update({ where: isAuthor, data: { role: "trainer" }, select: { userId: true } });
  expect(await gaps()).toEqual([]);
  const next = async () =>
    (await listStaffCoursesFor(trainer, "en", { at })).find(({ slug }) => slug === first.slug)!.next;
  expect(await next()).toEqual({ at: later(9), what: "ends" });
  const unit = await db().unit.findFirstOrThrow({ where: { courseId: first.id, state: "published" } });
  await db().unit.update({ where: { id: unit.id }, data: { dueAt: later(3) }, select: { id: true } });
  expect(await next()).toEqual({ at: later(3), what: "due" });
  expect((await listStaffCoursesFor(trainer, "en", { at: later(30) })).every((one) => one.next === null)).toBe(true);
});
