import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { readPackageZip } from "#app/modules/learning/interchange/package/read-zip.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { type MadeCourse, makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
let author: Actor;
beforeAll(async () => {
  await seedRoadmap(db());
  author = await makeUser({ name: "Ada Author", role: "trainer" });
});

async function makeTaught(): Promise<MadeCourse & { base: string; teach: string }> {
  const course = await makeCourse();
  await db().courseTrainer.create({ data: { courseId: course.id, userId: author.id, role: "author" } });
  return { ...course, base: `/courses/${course.slug}`, teach: `/teach/${course.slug}` };
}
const unitForm = { intent: "unit", minutes: "10", weight: "1" };
const courseForm = { intent: "course", version: "1", hours: "2", licence: "CC0", "title-en": "Course & more" };
const ask = (t: string) => new RegExp(t);

describe("a locked unit", () => {
  it("says why with a link, in the outline and on its page, and opens when that is done", async () => {
    const course = await makeTaught();
    const staff = await signedIn(app, author);
    const saved = await staff.post(`${course.teach}/content/second/settings`, { ...unitForm, requires: "first" });
    expect(saved.status).toBe(303);
    const member = await makeUser();
    await enrol(member, course.slug);
    const visitor = await signedIn(app, member);
    const outline = (await visitor.get(course.base)).body;
    expect(outline).toMatch(ask(`step-locked[\\s\\S]*First complete:[\\s\\S]*href="${course.base}/first"`));
    const closed = (await visitor.get(`${course.base}/second`)).body;
    expect(closed).toContain("Unit second");
    expect(closed).toContain("This unit is not open yet");
    expect(closed).not.toContain("The text of");
    expect((await visitor.post(`${course.base}/second/complete`)).status).toBe(403);
    expect((await visitor.post(`${course.base}/first/complete`)).status).toBe(303);
    expect((await visitor.get(`${course.base}/second`)).body).toContain("The text of");
    expect((await new Visitor(app).get(`${course.base}/second`)).body).toContain("The text of");
    expect((await staff.get(`${course.base}/second`)).body).toContain("The text of");
  });

  it("says when it opens, in French and Arabic too", async () => {
    const course = await makeTaught();
    const opensAt = new Date("2031-03-12T14:00:00Z");
    await db().unit.updateMany({ where: { courseId: course.id, slug: "first" }, data: { opensAt } });
    const words = { en: "Opens on", fr: "Ouverture le", ar: "يُتاح في" };
    for (const [language, said] of Object.entries(words)) {
      const page = await new Visitor(app, { "Accept-Language": language }).get(`${course.base}/first`);
      expect(page.body).toContain(said);
      expect(page.body).toContain("2031");
      expect(page.body).not.toContain("The text of");
    }
  });

  it("is refused on its form when it would close a circle, with what was ticked", async () => {
    const course = await makeTaught();
    const staff = await signedIn(app, author);
    await staff.post(`${course.teach}/content/second/settings`, { ...unitForm, requires: "first" });
    const refused = await staff.post(`${course.teach}/content/first/settings`, { ...unitForm, requires: "second" });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain("would wait for one another");
    expect(refused.body).toMatch(/value="second"[^>]*checked|checked[^>]*value="second"/);
  });
});

describe("the rule of a unit", () => {
  it("is shown in words with what is missing", async () => {
    const course = await makeTaught();
    const completion = { submitted: true, passed: 60 };
    await db().unit.updateMany({ where: { courseId: course.id, slug: "check" }, data: { completion } });
    const member = await makeUser();
    await enrol(member, course.slug);
    const page = await (await signedIn(app, member)).get(`${course.base}/check`);
    expect(page.body).toContain("To complete this unit");
    expect(page.body).toContain("Reach 60% or more");
    expect(page.body).toContain("Hand in your answers or your work");
  });

  it("asks what becomes of people's work before it changes, and then does what was said", async () => {
    const course = await makeTaught();
    const member = await makeUser();
    await (await signedIn(app, member)).post(`${course.base}/first/complete`);
    const staff = await signedIn(app, author);
    const settings = `${course.teach}/content/first/settings`;
    const rule = { intent: "rule", rules: ["opened", "markedDone"] };
    const asked = await staff.post(settings, rule);
    expect(asked.status).toBe(409);
    expect(asked.body).toContain("1 person has started this unit");
    expect(asked.body).toContain("Nobody who has completed it would lose that");
    const now = async () =>
      (
        await db().unit.findFirstOrThrow({
          where: { courseId: course.id, slug: "first" },
          select: { completion: true },
        })
      ).completion;
    expect(await now()).toEqual({ markedDone: true });
    expect((await staff.post(settings, { ...rule, mode: "recompute" })).status).toBe(303);
    expect(await now()).toEqual({ opened: true, markedDone: true });
    expect((await staff.post(settings, { intent: "rule" })).status).toBe(400);
    expect((await staff.post(settings, { intent: "rule", rules: "replies", replies: "2" })).status).toBe(400);
  });
});

describe("the settings of a course", () => {
  it("save, refuse beside the field, and keep what was typed", async () => {
    const course = await makeTaught();
    const staff = await signedIn(app, author);
    const settings = `${course.teach}/settings`;
    expect((await staff.get(settings)).status).toBe(200);
    const wrong = await staff.post(settings, { ...courseForm, hours: "lots", licence: "My own" });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatch(/id="hours-error"/);
    expect(wrong.body).toContain('value="My own"');
    expect((await staff.post(settings, courseForm)).status).toBe(303);
    expect((await staff.get(settings)).body).toContain("Course &amp; more");
    expect((await staff.post(settings, { intent: "state", state: "draft" })).status).toBe(303);
    expect((await new Visitor(app).get(course.base)).status).toBe(404);
    expect((await staff.get(course.base)).status).toBe(200);
    const overview = (await staff.get(course.teach)).body;
    expect(overview).toContain("Publish the course when it is ready");
  });

  it("change the team, and a trainer may not come in", async () => {
    const course = await makeTaught();
    const trainer = await makeUser({ name: "Tom Trainer" });
    const staff = await signedIn(app, author);
    const settings = `${course.teach}/settings`;
    const unknown = await staff.post(settings, { intent: "add-person", person: "nobody", role: "trainer" });
    expect(unknown.body).toContain("Nobody here has this handle or address.");
    expect((await staff.post(settings, { intent: "add-person", person: trainer.email, role: "trainer" })).status).toBe(
      303,
    );
    expect((await staff.get(settings)).body).toContain("Tom Trainer");
    const other = await signedIn(app, trainer);
    expect((await other.get(settings)).status).toBe(403);
    expect((await other.get(course.teach)).status).toBe(200);
    const last = await staff.post(settings, { intent: "remove-person", handle: author.handle });
    expect(last.status).toBe(409);
    expect(last.body).toContain("A course needs an author.");
  });

  it("give the package as a zip and make a copy", async () => {
    const course = await makeTaught();
    const staff = await signedIn(app, author);
    const cookie = [...staff.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(`${app.url}${course.teach}/export.zip`, { headers: { Cookie: cookie } });
    expect(answer.headers.get("Content-Type")).toBe("application/zip");
    const { files } = await readPackageZip(Buffer.from(await answer.arrayBuffer()));
    expect([...files.keys()]).toContain("course.yaml");
    const settings = `${course.teach}/settings`;
    const taken = await staff.post(settings, { intent: "duplicate", copyTitle: "Copy", copySlug: course.slug });
    expect(taken.status).toBe(409);
    expect(taken.body).toMatch(/id="copySlug-error"/);
    const copySlug = `${course.slug}-2`;
    const made = await staff.post(settings, { intent: "duplicate", copyTitle: "My copy", copySlug });
    expect(made.location).toBe(`/teach/${copySlug}/settings`);
    expect((await staff.follow(made)).body).toContain("My copy");
  });
});
