import { expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { makeCohort, teachingOf } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { findPersonSeen } from "./visible-to-staff.server.ts";

useDatabase();

it("finds people of the course by handle or address, and for a cohort's trainer those of their cohorts", async () => {
  const [course, other] = [await makeCourse(), await makeCourse()];
  const access = await teachingOf(course);
  const [awa, minh, stranger] = [await makeUser(), await makeUser(), await makeUser()];
  for (const { id } of [awa, minh])
    await db().enrolment.create({ data: { userId: id, courseId: course.id }, select: { id: true } });
  await db().enrolment.create({ data: { userId: stranger.id, courseId: other.id }, select: { id: true } });

  const { id, name, handle } = awa;
  for (const wished of [handle, ` @${handle.toUpperCase()} `, awa.email, awa.email.toUpperCase()]) {
    const { result, statements } = await countingStatements(() => findPersonSeen(access, wished));
    expect(result).toEqual({ id, name, handle });
    expect(statements).toHaveLength(1);
  }
  expect(await findPersonSeen(access, stranger.handle)).toBeNull();
  expect(await findPersonSeen(access, "")).toBeNull();

  const [own, empty] = [await makeCohort(course), await makeCohort(course)];
  await db().cohortMember.create({ data: { cohortId: own.id, userId: awa.id }, select: { userId: true } });
  const trainer = { ...access, cohortIds: [own.id, empty.id] };
  expect(await findPersonSeen(trainer, handle)).toEqual({ id, name, handle });
  expect(await findPersonSeen(trainer, minh.handle)).toBeNull();
  expect(await findPersonSeen({ ...access, cohortIds: [empty.id] }, awa.email)).toBeNull();
});
