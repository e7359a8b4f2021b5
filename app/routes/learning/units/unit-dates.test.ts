import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { openAttempt } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import { makeCourse, type MadeCourse, quizGift } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
let course: MadeCourse;
beforeAll(async () => {
  const units = [{ slug: "check", titles: { en: "Check" }, gift: { en: quizGift } }];
  course = await makeCourse({ modules: [{ slug: "basics", units }] });
  await db().unit.update({ where: { id: course.units[0]!.id }, data: { dueAt: new Date("2035-07-01T10:00:00Z") } });
});

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/[\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ");

describe("the due date of a unit", () => {
  it.each([
    ["en", "Africa/Dakar", "Due 1 July 2035 at 10:00, Dakar time (UTC+0)"],
    ["fr", "Europe/Paris", "À remettre le 1er juillet 2035 à 12 h 00, heure de Paris (UTC+2)"],
    ["ar", "Africa/Cairo", "، توقيت القاهرة (UTC+3)"],
    ["en", "UTC", "Due 1 July 2035 at 10:00, UTC"],
  ])("is on the unit, the attempt, the list and /me, in %s on the clock of %s", async (language, zone, words) => {
    const person = await makeUser({ language, zone });
    const visitor = await signedIn(app, person);
    await visitor.post(`/courses/${course.slug}/enrol`);
    const unit = `/courses/${course.slug}/check`;
    const page = await visitor.get(unit);
    expect(plain(page.body)).toContain(words);
    expect(page.body).toMatch(/<li id="due"><time dateTime="2035-07-01T10:00:00.000Z"/);
    expect(plain((await visitor.get(`${unit}/attempt`)).body)).toContain(words);
    await openAttempt(person, { courseSlug: course.slug, unitSlug: "check" });
    expect(plain((await visitor.get(`${unit}/attempt`)).body)).toContain(words);
    expect(plain((await visitor.get(`/courses/${course.slug}`)).body)).toContain(words);
    const me = await visitor.get("/me");
    expect(plain(me.body).toLowerCase()).toContain(words.toLowerCase());
    expect(me.body).toContain(`href="${unit}#due"`);
  });

  it("is the later one that was given to a cohort, and the own one before that", async () => {
    const person = await makeUser({ zone: "UTC" });
    const visitor = await signedIn(app, person);
    await visitor.post(`/courses/${course.slug}/enrol`);
    const unitId = course.units[0]!.id;
    await db().unitOverride.create({ data: { unitId, userId: person.id, dueAt: new Date("2036-02-03T04:05:00Z") } });
    expect(plain((await visitor.get(`/courses/${course.slug}/check`)).body)).toContain(
      "Due 3 February 2036 at 04:05, UTC",
    );
  });
});

describe("zones and webinars", () => {
  it("are offered by place, UTC first, on the profile", async () => {
    const visitor = await signedIn(app, await makeUser({ zone: "UTC" }));
    const { body } = await visitor.get("/me/settings/profile");
    expect(body).toContain('<option value="UTC" selected="">UTC</option>');
    expect(body).toContain('<option value="Africa/Dakar">Dakar (UTC+0)</option>');
    expect(body).toContain('<option value="Asia/Kolkata">Kolkata (UTC+5:30)</option>');
    expect(body).not.toMatch(/>[A-Z]\w+\/[A-Z]\w+</);
  });

  it("never call a session that is going on upcoming", async () => {
    const { publicId, slug } = await makeWebinar({ title: "Alive at this moment" });
    const list = plain((await new Visitor(app).get("/webinars")).body);
    expect(list.indexOf("Live now")).toBeLessThan(list.indexOf("Alive at this moment"));
    const before = list.slice(0, list.indexOf("Alive at this moment"));
    expect(before).not.toMatch(/Upcoming|Coming/);
    const home = plain((await new Visitor(app).get("/")).body);
    expect(home).toMatch(/Live now\s*Alive at this moment|Alive at this moment[^]{0,80}Live now/);
    expect(home).not.toMatch(/coming webinars/i);
    expect(plain((await new Visitor(app).get(`/webinars/${publicId}/${slug}`)).body)).toContain("Live now");
  });
});
