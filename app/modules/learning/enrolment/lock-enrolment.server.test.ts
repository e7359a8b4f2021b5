import { expect, it } from "vitest";
import { db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { enrolAndLock } from "./lock-enrolment.server.ts";

useDatabase();

it("holds the enrolment, also of somebody who enrols and leaves in another window at that very moment", async () => {
  const [course, { id: userId }] = [await makeCourse(), await makeUser()];
  const [who, at] = [{ userId, courseId: course.id }, new Date()];
  let inserts = 0;
  const meanwhile = (table: Tx["enrolment"]) => async (args: Parameters<Tx["enrolment"]["createMany"]>[0]) => {
    if (inserts++ > 0) return table.createMany(args);
    await db().enrolment.create({ data: { ...who, createdAt: at }, select: { userId: true } });
    const written = await table.createMany(args);
    await db().enrolment.deleteMany({ where: who });
    return written;
  };

  const locked = await transaction((tx) => {
    const enrolment = { createMany: meanwhile(tx.enrolment) };
    const seen = new Proxy(tx, { get: (all, name) => (name === "enrolment" ? enrolment : Reflect.get(all, name)) });
    return enrolAndLock(seen, { ...who, at });
  });
  expect([locked.isEnrolled, inserts]).toEqual([true, 2]);
  expect(await db().enrolment.count({ where: who })).toBe(1);
});
