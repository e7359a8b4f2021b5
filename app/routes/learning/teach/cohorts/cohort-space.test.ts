import { expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { makeCohort } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

it("the space of a cohort is made, entered and filled up by plain forms", async () => {
  const trainer = await makeUser({ role: "trainer" });
  const course = await makeCourse();
  const cohort = await makeCohort(course, { trainerId: trainer.id });
  const learner = await makeUser();
  await db().cohortMember.create({ data: { cohortId: cohort.id, userId: learner.id } });
  const at = `/teach/${course.slug}/cohorts/${cohort.slug}`;
  const visitor = await signedIn(app, trainer);
  expect((await visitor.get(at)).body).toContain(`href="${at}/space"`);
  expect((await visitor.get(`${at}/space`)).body).toContain("1 person of this cohort becomes a member");
  const fields = { name: "Our cohort", mode: "members", language: "en", charter: "Be *kind*." };
  const wrong = await visitor.post(`${at}/space`, { ...fields, name: "" });
  expect([wrong.status, wrong.body]).toEqual([400, expect.stringContaining("Be *kind*.")]);
  const made = await visitor.follow(await visitor.post(`${at}/space`, fields));
  expect(made.body).toContain("Nobody of the cohort is left to add.");
  expect(made.body).toContain('href="/forum/our-cohort"');
  const inside = await signedIn(app, learner);
  expect((await inside.get("/forum/our-cohort")).body).toContain("Cohort");
  expect((await (await signedIn(app, await makeUser())).get("/forum/our-cohort")).status).toBe(404);

  const late = await makeUser();
  await db().cohortMember.create({ data: { cohortId: cohort.id, userId: late.id } });
  expect((await visitor.get(`${at}/space`)).body).toContain("1 person of the cohort is not in it yet.");
  const set = (archivedAt: Date | null) => db().space.update({ where: { code: "our-cohort" }, data: { archivedAt } });
  await set(new Date());
  const archived = await visitor.get(`${at}/space`);
  expect([archived.body.includes("archived"), archived.body.includes('value="bring"')]).toEqual([true, false]);
  expect((await visitor.post(`${at}/space`, { intent: "bring" })).status).toBe(409);
  await set(null);
  expect((await visitor.get(`${at}/space`)).body).toContain('value="bring"');
  await visitor.post(`${at}/space`, { intent: "bring" });
  expect((await (await signedIn(app, late)).get("/forum/our-cohort")).status).toBe(200);
});
