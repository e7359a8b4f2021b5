import { expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { makeAuthor } from "#test/factories/authors.ts";
import { makeCohort } from "#test/factories/cohorts.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

it("tells what a step will bring about, and for how many people, before it is taken", async () => {
  const { actor, slug, courseId } = await makeAuthor();
  const cohort = await makeCohort({ id: courseId });
  const staff = await signedIn(app, actor);
  const page = async (address: string) => (await staff.get(`/teach/${slug}/${address}`)).body;
  expect(await page("settings")).toContain("Nobody is enrolled.");
  expect(await page(`cohorts/${cohort.slug}`)).toContain("It has no people.");
  expect(await page("quizzes/check/regrade")).toContain("Nobody has submitted an attempt yet.");
  const { id: userId } = await makeUser();
  await db().enrolment.create({ data: { courseId, userId }, select: { id: true } });
  await db().cohortMember.create({ data: { cohortId: cohort.id, userId }, select: { userId: true } });
  expect(await page("settings")).toContain("1 person is enrolled and cannot open the course");
  expect(await page(`cohorts/${cohort.slug}`)).toContain("Its 1 person stays in the course");
});

it("tells what publishing a course will show and to whom it is told, before it is published", async () => {
  const { actor, slug, courseId } = await makeAuthor();
  await db().course.update({ where: { id: courseId }, data: { state: "draft" }, select: { id: true } });
  const staff = await signedIn(app, actor);
  const page = async () => (await staff.get(`/teach/${slug}/settings`)).body;
  expect(await page()).toMatch(/Everybody can find the course and sees its \d+ published units?\./);
  expect(await page()).toContain("Nobody is enrolled yet, and nobody gets a mail.");
  const { id: userId } = await makeUser();
  await db().enrolment.create({ data: { courseId, userId }, select: { id: true } });
  expect(await page()).toContain("1 person is enrolled and can open the course again. Nobody gets a mail.");
});

it("shows the pages of the course beside a part's text, preview and history", async () => {
  const { actor, slug } = await makeAuthor();
  const staff = await signedIn(app, actor);
  for (const page of ["", "/preview", "/history"]) {
    const { status, body } = await staff.get(`/teach/${slug}/content/check${page}`);
    expect(status).toBe(200);
    expect(body).toContain(`<a href="/teach/${slug}/content" aria-current="page">`);
    expect(body).toContain(`href="/teach/${slug}/people/requests"`);
  }
});
