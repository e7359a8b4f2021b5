import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { getCourseOverview } from "#app/modules/learning/outline/get-course-overview.server.ts";
import { addAuthor, authoringOf, makeAuthor } from "#test/factories/authors.ts";
import { makeCohort } from "#test/factories/cohorts.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

/** The navigation of a page's area. */
const navOf = (body: string) => /<nav class="area-nav"[\s\S]*?<\/nav>/.exec(body)?.[0] ?? "";
const ask = (userId: string, courseId: string, cohortId: string | null = null) =>
  db().enrolmentRequest.create({
    data: { userId, courseId, cohortId, kind: "approval", state: "open" },
    select: { id: true },
  });

async function withRequest() {
  const author = await makeAuthor();
  const { id } = await makeUser();
  await ask(id, author.courseId);
  return author;
}

describe("the teaching area of a course", () => {
  it("stands before the content of each page in three groups, and marks the one page where one is", async () => {
    const { actor, slug } = await makeAuthor();
    const visitor = await signedIn(app, actor);
    const pages = ["", "/content", "/people", "/people?names=lost", "/people/requests", "/grades", "/settings"];
    for (const path of pages) {
      const { status, body } = await visitor.get(`/teach/${slug}${path}`);
      const nav = navOf(body);
      expect(status, path).toBe(200);
      expect(nav.match(/aria-current="page"/g), path).toHaveLength(1);
      expect(nav, path).toContain(`<a href="/teach/${slug}${path}" aria-current="page"`);
      expect(body.indexOf("area-nav"), path).toBeLessThan(body.indexOf("<main"));
      for (const group of ["Content", "People", "Results"]) expect(nav, path).toContain(`>${group}</p>`);
    }
  });

  it("counts what waits in words, to authors, and keeps writing away from who only trains", async () => {
    const { actor, slug, courseId } = await withRequest();
    const nav = navOf((await (await signedIn(app, actor)).get(`/teach/${slug}`)).body);
    expect(nav).toContain('<span class="count" aria-hidden="true">1</span>');
    expect(nav).toContain("(1 request to join)");
    expect(nav).toContain(`href="/teach/${slug}/settings"`);
    const trainer = await makeUser({ role: "trainer" });
    await db().courseTrainer.create({
      data: { courseId, userId: trainer.id, role: "trainer" },
      select: { userId: true },
    });
    const theirs = navOf((await (await signedIn(app, trainer)).get(`/teach/${slug}`)).body);
    expect(theirs).toContain("(1 request to join)");
    expect(theirs).not.toContain("/settings");
    expect(theirs).not.toContain("/content");
  });

  it("shows the trainer of a cohort nothing of what waits elsewhere", async () => {
    const { slug, courseId } = await withRequest();
    const trainer: Actor = await makeUser({ role: "trainer" });
    const cohort = await makeCohort({ id: courseId }, { trainerId: trainer.id });
    const page = async () => navOf((await (await signedIn(app, trainer)).get(`/teach/${slug}`)).body);
    expect(await page()).not.toContain("to join");
    await ask((await makeUser()).id, courseId, cohort.id);
    expect(await page()).toContain("(1 request to join)");
  });

  it("costs one statement, with as many people as there are", async () => {
    const { slug, courseId } = await withRequest();
    await addAuthor(courseId, await makeUser({ role: "trainer" }));
    const access = await authoringOf({ slug });
    const { statements } = await countingStatements(() => getCourseOverview(access));
    expect(statements).toHaveLength(1);
  });

  it("says on its first page what waits, with the place where it is done, and that nothing does", async () => {
    const { actor, slug } = await withRequest();
    const visitor = await signedIn(app, actor);
    const strip = async () =>
      /<section class="waiting"[\s\S]*?<\/section>/.exec((await visitor.get(`/teach/${slug}`)).body)?.[0];
    expect(await strip()).toContain(`<a href="/teach/${slug}/people/requests">1 request to join</a>`);
    await db().enrolmentRequest.deleteMany({});
    expect(await strip()).not.toContain("to join");
  });
});
