import { expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

async function makeGraded() {
  const course = await makeCourse();
  const learner = await makeUser({ language: "fr" });
  const unitId = course.units.find(({ slug }) => slug === "check")!.id;
  await makeAttempt(learner, { courseSlug: course.slug, unitSlug: "check" });
  const attempt = await db().attempt.findFirstOrThrow({ where: { userId: learner.id } });
  const note = { courseId: course.id, unitId, userId: learner.id, percent: 70, reason: "Agreed." };
  const { id } = await db().gradeOverride.create({ data: note });
  const told = () => db().notification.findMany({ where: { userId: learner.id }, select: { kind: true, path: true } });
  return { course, unitId, attemptId: attempt.id, gradeOverrideId: id, told };
}

test("a new grade is told once, and leads to where it stands", async () => {
  const { course, attemptId, gradeOverrideId, told } = await makeGraded();
  for (let n = 0; n < 2; n++) await tellOf("learning.attempt.marked", { attemptId });
  for (let n = 0; n < 2; n++) await tellOf("learning.grade.decided", { gradeOverrideId });
  expect((await told()).sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { kind: "grade_ready", path: `/courses/${course.slug}/check/attempts/1` },
    { kind: "grade_ready", path: `/courses/${course.slug}/grades` },
  ]);
});

test("a hidden grade is not told, nor one that still waits", async () => {
  const { unitId, attemptId, gradeOverrideId, told } = await makeGraded();
  await db().unit.update({ where: { id: unitId }, data: { hidesGrades: true } });
  await tellOf("learning.attempt.marked", { attemptId });
  await tellOf("learning.grade.decided", { gradeOverrideId });
  await db().unit.update({ where: { id: unitId }, data: { hidesGrades: false } });
  await db().attempt.update({ where: { id: attemptId }, data: { needsMarking: true } });
  await tellOf("learning.attempt.marked", { attemptId });
  expect(await told()).toEqual([]);
});
