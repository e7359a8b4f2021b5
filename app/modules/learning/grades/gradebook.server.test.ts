import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { translatorFor } from "#app/i18n/t.server.ts";
import { db, pool } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { getStaffAccessFor, type CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { getReceiptFor } from "#app/modules/learning/quizzes/get-receipt.server.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { type MadeCourse, makeCourse, quizGift, wrongAnswers } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { listOwnOutlines } from "#app/modules/learning/outline/list-own-courses.server.ts";
import { dueNextIn } from "./due-next.ts";
import { readRoster } from "#app/modules/learning/enrolment/roster/read-roster.ts";
import { exportGradebook } from "./export-gradebook.server.ts";
import { getGradebook } from "./get-gradebook.server.ts";
import { getGrade, overrideGrade } from "./override-grade.server.ts";
import { getOwnGrades } from "./get-own-grades.server.ts";
import { getCourseReport, getRecentCourseReport } from "./get-course-report.server.ts";
import { sweepCourseReports } from "./keep-course-reports.server.ts";

useDatabase();

const day = 86_400_000;
const at = new Date();
const yesterday = new Date(at.getTime() - day);

type Class = { course: MadeCourse; access: CourseStaffAccess; awa: Actor; minh: Actor; ana: Actor };

/** Two quizzes; Awa has passed the first, Minh failed it, Ana has done nothing. */
async function makeClass(): Promise<Class> {
  const units = [{ slug: "read" }, { slug: "one", gift: { en: quizGift } }, { slug: "two", gift: { en: quizGift } }];
  const course = await makeCourse({ modules: [{ slug: "only", units }] });
  const [awa, minh, ana] = [
    await makeUser({ name: "Awa Ndiaye", country: "SN" }),
    await makeUser({ name: "Minh Trần", country: "VN" }),
    await makeUser({ name: "ana Quispe", country: "PE" }),
  ];
  for (const person of [awa, minh, ana]) await enrol(person, course.slug);
  const address = { courseSlug: course.slug, unitSlug: "one" };
  await makeAttempt(awa, address);
  await makeAttempt(minh, address, { answers: wrongAnswers });
  const access = await getStaffAccessFor(await makeUser({ role: "administrator" }), course.slug, "en");
  return { course, access, awa, minh, ana };
}

const setUnit = ({ course }: Class, slug: string, data: Record<string, unknown>) =>
  db().unit.updateMany({ where: { courseId: course.id, slug }, data });
const decide = (
  one: Class,
  person: Actor,
  unitSlug: string,
  decision: "grade" | "excuse" | "clear",
  percent?: number,
) =>
  overrideGrade(
    one.access,
    { handle: person.handle, unitSlug },
    { decision, percent: percent ?? null, reason: "Agreed." },
  );
const rowsOf = async ({ access }: Class) =>
  (await getGradebook(access, { language: "en" })).people.map(({ name, cells, grade }) => [
    ...[name, ...cells.map(({ state, percent }) => (state === "graded" ? percent : state))],
    grade.percent,
  ]);

describe("the gradebook", () => {
  it("shows every grade by name, and the grade of the course", async () => {
    const one = await makeClass();
    await setUnit(one, "two", { closesAt: yesterday });
    expect(await rowsOf(one)).toEqual([
      ["ana Quispe", "open", "missing", 0],
      ["Awa Ndiaye", 100, "missing", 50],
      ["Minh Trần", 0, "missing", 0],
    ]);
    // An exception for Ana: it is not missing for her.
    const unit = one.course.units.find(({ slug }) => slug === "two")!;
    const closesAt = new Date(at.getTime() + day);
    await db().unitOverride.create({ data: { unitId: unit.id, userId: one.ana.id, closesAt } });
    expect((await rowsOf(one))[0]).toEqual(["ana Quispe", "open", "open", null]);
  });

  it("takes the same number of statements for every size, and goes on page by page without a gap", async () => {
    const { access } = await makeClass();
    const { statements, result } = await countingStatements(() => getGradebook(access, { language: "en", limit: 2 }));
    expect(statements.length).toBeLessThanOrEqual(4);
    const rest = await getGradebook(access, { language: "en", limit: 2, after: result.next });
    expect([...result.people, ...rest.people].map(({ name }) => name)).toEqual([
      "ana Quispe",
      "Awa Ndiaye",
      "Minh Trần",
    ]);
    expect(rest.next).toBeNull();
  });

  it("shows the trainer of a cohort their own people only", async () => {
    const { course, access, awa, minh } = await makeClass();
    const cohort = await db().cohort.create({ data: { courseId: course.id, slug: "a", name: "A", zone: "UTC" } });
    await db().cohortMember.create({ data: { cohortId: cohort.id, userId: awa.id } });
    const own = { ...access, cohortIds: [cohort.id] };
    expect((await getGradebook(own, { language: "en" })).people.map(({ name }) => name)).toEqual(["Awa Ndiaye"]);
    expect((await getCourseReport(own, { language: "en" })).all.people).toBe(1);
    const address = { handle: minh.handle, unitSlug: "one" };
    await expect(getGrade(own, address, { language: "en" })).rejects.toMatchObject({ status: 404 });
    const decision = { decision: "grade" as const, percent: 100, reason: "No." };
    await expect(overrideGrade(own, address, decision)).rejects.toMatchObject({ status: 404 });
  });
});

describe("a trainer's decision", () => {
  it("comes before the unit's own grade, keeps its history, and can be taken back", async () => {
    const one = await makeClass();
    await decide(one, one.minh, "one", "grade", 72.5);
    expect((await rowsOf(one))[2]).toEqual(["Minh Trần", 72.5, "open", 72.5]);
    await decide(one, one.minh, "one", "excuse");
    expect((await rowsOf(one))[2]).toEqual(["Minh Trần", "excused", "open", null]);
    await decide(one, one.minh, "one", "clear");
    expect((await rowsOf(one))[2]).toEqual(["Minh Trần", 0, "open", 0]);
    const { history, cell } = await getGrade(
      one.access,
      { handle: one.minh.handle, unitSlug: "one" },
      { language: "en" },
    );
    expect(history.map(({ percent, isExcused }) => [percent, isExcused])).toEqual([
      [null, false],
      [null, true],
      [72.5, false],
    ]);
    expect(cell).toMatchObject({ isOverridden: false, ownPercent: 0 });
  });

  it("completes a unit that it lets pass, or excuses from, and never undoes that", async () => {
    const one = await makeClass();
    const doneAt = async (person: Actor, slug: string) => {
      const unitId = one.course.units.find((unit) => unit.slug === slug)!.id;
      const where = { userId_unitId: { userId: person.id, unitId } };
      return (await db().unitProgress.findUnique({ where, select: { completedAt: true } }))?.completedAt ?? null;
    };
    expect(await doneAt(one.minh, "one")).toBeNull();
    await decide(one, one.minh, "one", "grade", 60);
    expect(await doneAt(one.minh, "one")).not.toBeNull();
    await decide(one, one.minh, "one", "clear");
    expect(await doneAt(one.minh, "one")).not.toBeNull();
    await decide(one, one.ana, "two", "excuse");
    expect(await doneAt(one.ana, "two")).not.toBeNull();
    await decide(one, one.ana, "one", "grade", 59.99);
    expect(await doneAt(one.ana, "one")).toBeNull();
  });

  it("is never about one's own grade, about strangers, or about what gives no grade", async () => {
    const one = await makeClass();
    const self = { ...one, access: { ...one.access, actor: one.awa } };
    await expect(decide(self, one.awa, "one", "grade", 100)).rejects.toMatchObject({ code: "grades.error.own" });
    await expect(decide(one, await makeUser(), "one", "grade", 100)).rejects.toMatchObject({ status: 404 });
    await expect(decide(one, one.awa, "read", "grade", 100)).rejects.toMatchObject({ status: 404 });
  });
});

describe("one's own grades", () => {
  it("are the same numbers, with the trainer's words", async () => {
    const one = await makeClass();
    await decide(one, one.awa, "one", "grade", 90);
    const { grades, grade } = await getOwnGrades(one.awa, one.course.slug, { language: "en" });
    expect(grades.map(({ state, percent, reason }) => [state, percent, reason])).toEqual([
      ["graded", 90, "Agreed."],
      ["open", null, null],
    ]);
    expect(grade).toEqual({ percent: 90, counted: 1, total: 2 });
    // The course's page says the same.
    const { modules } = await getCourseFor(one.awa, one.course.slug, "en");
    expect(modules[0]!.units.map(({ gradePercent }) => gradePercent)).toEqual([null, 90, null]);
  });

  it("tell nothing of a hidden one, in no number and no word", async () => {
    const one = await makeClass();
    await setUnit(one, "one", { hidesGrades: true });
    const of = (person: Actor) => getOwnGrades(person, one.course.slug, { language: "en" });
    await decide(one, one.awa, "one", "grade", 12);
    const [best, worst, none] = [await of(one.awa), await of(one.minh), await of(one.ana)];
    for (const own of [best, worst, none]) {
      expect(own.grades[0]).toMatchObject({ state: "hidden", percent: null, reason: null });
      expect(own.grade).toEqual({ percent: null, counted: 0, total: 1 });
    }
    expect((await rowsOf(one))[1]).toEqual(["Awa Ndiaye", 12, "open", 12]);
  });
});

describe("a grade that is hidden until its quiz has closed", () => {
  const closesAt = new Date(at.getTime() + day);
  const before = new Date(closesAt.getTime() - 1);

  it.each([
    ["open", before, closesAt],
    ["closed", closesAt, before],
  ])("follows what the review says of '%s' at the very moment of closing", async (moment, hiddenAt, shownAt) => {
    const one = await makeClass();
    await setUnit(one, "one", { closesAt });
    const unitId = one.course.units.find(({ slug }) => slug === "one")!.id;
    const review = { [moment]: { marks: false } };
    await db().quizSettings.upsert({
      where: { unitId },
      create: { unitId, review },
      update: { review },
      select: { unitId: true },
    });
    const look = async (when: Date) => {
      const own = await getOwnGrades(one.awa, one.course.slug, { language: "en", at: when });
      const { receipt } = await getReceiptFor(one.awa, { courseSlug: one.course.slug, unitSlug: "one" }, 1, "en", {
        at: when,
      });
      return [own.grades[0]!.state, own.grades[0]!.percent, own.grade.percent, receipt.percent];
    };
    expect(await look(hiddenAt)).toEqual(["hidden", null, null, null]);
    expect(await look(shownAt)).toEqual(["graded", 100, 100, 100]);
  });
});

describe("the export", () => {
  let csv: string;
  beforeAll(async () => {
    const one = await makeClass();
    const bad = await makeUser({ name: '=HYPERLINK("http://bad.example","x")', institution: '+1, "quoted"\nline' });
    await enrol(bad, one.course.slug);
    const bytes = await buffer(await exportGradebook(one.access, { language: "en", t: translatorFor("en") }));
    csv = bytes.toString("utf8");
  });

  it("is UTF-8 that spreadsheets recognise, one row for each person", () => {
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    const lines = csv.slice(1).split("\n");
    expect(lines[0]).toMatch(
      /^Name,E-mail,Country,Country code,Institution,Cohorts,Unit one,Unit two,Course grade,Completed \(UTC\)$/,
    );
    expect(csv).toContain("Minh Trần");
    expect(csv).toMatch(/Awa Ndiaye,[^,]+,Senegal,SN,,,100,still open,100,/);
  });

  it("has semicolons and decimal commas in French, and is a list of people that we read", async () => {
    const one = await makeClass();
    const decision = { decision: "grade" as const, percent: 92.5, reason: "Oral" };
    await overrideGrade(one.access, { handle: one.awa.handle, unitSlug: "one" }, decision);
    const french = { language: "fr", t: translatorFor("fr") };
    const text = (await buffer(await exportGradebook(one.access, french))).toString("utf8");
    expect(text).toContain("Nom;Adresse électronique;Pays;Code du pays;");
    expect(text).toMatch(/Awa Ndiaye;[^;]+;Sénégal;SN;;;92,5;/);
    const people = readRoster(text).filter(({ ignored }) => !ignored);
    expect(people.map(({ name, email, code }) => [name, email, code])).toContainEqual([
      "Awa Ndiaye",
      one.awa.email,
      null,
    ]);
  });

  it("holds nothing that a spreadsheet would run", () => {
    const cells = csv.split(/[\n,]/).map((cell) => cell.replace(/^"/, ""));
    expect(cells.filter((cell) => /^[=+@\t\r]/.test(cell))).toEqual([]);
    expect(csv).toContain("'=HYPERLINK");
    expect(csv).toContain("'+1");
  });
});

describe("a report", () => {
  it("says who is behind: something due for them and not done, or two quiet weeks", async () => {
    const one = await makeClass();
    const report = async (moment = at) => getCourseReport(one.access, { language: "en", at: moment });
    expect((await report()).behind).toEqual([]);
    await setUnit(one, "one", { dueAt: yesterday });
    const { behind, all, byCountry } = await report();
    expect(behind.map(({ name, overdue }) => [name, overdue.map(({ slug }) => slug)]).sort()).toEqual([
      ["Minh Trần", ["one"]],
      ["ana Quispe", ["one"]],
    ]);
    expect(all).toMatchObject({ people: 3, begun: 2, completed: 0 });
    expect(byCountry.map(({ key }) => key)).toEqual(["PE", "SN", "VN"]);
    const quiet = await report(new Date(at.getTime() + 15 * day));
    expect(quiet.behind.map(({ name }) => name)).toContain("Awa Ndiaye");
  });

  it("takes four statements, and asks for dates of those alone who have their own", async () => {
    const one = await makeClass();
    await setUnit(one, "one", { dueAt: yesterday });
    const { statements } = await countingStatements(() => getCourseReport(one.access, { language: "en" }));
    expect(statements).toHaveLength(3);
  });

  it("of a large course is shared for a minute, by those who see the same people", async () => {
    const one = await makeClass();
    const ids = Array.from({ length: 501 }, (_, n) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`);
    const person = { passwordHash: "none", country: "SN", language: "en", zone: "UTC" };
    await db().user.createMany({
      data: ids.map((id) => ({ ...person, id, email: `${id}@example.org`, name: "Awa", handle: id })),
    });
    const ask = () => getRecentCourseReport(one.access, { language: "en" });
    expect((await ask()).all.people).toBe(3);
    await db().enrolment.createMany({ data: ids.map((userId) => ({ userId, courseId: one.course.id })) });
    const first = await ask();
    expect(first.all.people).toBe(504);
    const { result, statements } = await countingStatements(ask);
    expect(statements).toHaveLength(1);
    expect(result).toBe(first);
    const own = { ...one.access, cohortIds: [] };
    expect((await getRecentCourseReport(own, { language: "en" })).all.people).toBe(0);
  });

  it("of a large course and of a large cohort is counted by the worker, so that nobody who opens one waits", async () => {
    const one = await makeClass();
    await setUnit(one, "one", { dueAt: yesterday });
    const cohort = await db().cohort.create({ data: { courseId: one.course.id, slug: "m", name: "M", zone: "UTC" } });
    await pool().query(
      `WITH made AS (
         INSERT INTO users (id, email, name, handle, password_hash, country, language, zone)
         SELECT gen_random_uuid(), 'many-' || n || '@example.org', 'Many ' || n, 'many-' || n, 'none', 'PE', 'en', 'UTC'
           FROM generate_series(1, 600) n RETURNING id),
       enrolled AS (INSERT INTO enrolments (id, user_id, course_id) SELECT gen_random_uuid(), id, $1 FROM made)
       INSERT INTO cohort_members (cohort_id, user_id) SELECT $2, id FROM made`,
      [one.course.id, cohort.id],
    );
    // Of the courses of other tests one is large, too.
    await db().course.updateMany({ where: { id: { not: one.course.id } }, data: { state: "draft" } });
    const made = new Date();
    expect(await sweepCourseReports({ at: made })).toBe(2);
    expect(await sweepCourseReports({ at: new Date(made.getTime() + 60_000) })).toBe(0);
    const ask = (access: CourseStaffAccess, cohortId: string | null = null, language = "en") =>
      getRecentCourseReport(access, { language, cohortId });
    const { result, statements } = await countingStatements(() => ask(one.access));
    expect(statements).toHaveLength(1);
    expect(result).toEqual({ ...(await getCourseReport(one.access, { language: "en", at: made })), at: made });
    expect(result.behind[0]!.overdue[0]!.dueAt).toEqual(yesterday);
    // A trainer of the one cohort sees its people, and whoever chooses it from all.
    const trainer = { ...one.access, cohortIds: [cohort.id] };
    for (const of of [await ask(trainer), await ask(trainer, cohort.id), await ask(one.access, cohort.id)])
      expect([of.all.people, of.at]).toEqual([600, made]);
    // Two cohorts are counted when they are asked for; so is what the worker left behind an hour ago.
    expect((await ask({ ...one.access, cohortIds: [cohort.id, one.course.id] })).at).not.toEqual(made);
    await db().courseReport.updateMany({ data: { madeAt: new Date(made.getTime() - 61 * 60_000) } });
    expect((await ask(one.access)).at.getTime()).toBeGreaterThanOrEqual(made.getTime());
  });
});

describe("what is due next", () => {
  it("names what is still taken, with the dates that hold for the person, soonest first", async () => {
    const one = await makeClass();
    const unit = one.course.units.find(({ slug }) => slug === "two")!;
    await setUnit(one, "read", { dueAt: yesterday });
    await setUnit(one, "two", { closesAt: new Date(at.getTime() + 2 * day) });
    await setUnit(one, "one", { closesAt: yesterday });
    const due = async (person: Actor) =>
      dueNextIn(await listOwnOutlines(person, { at }), { at }).map(({ href, what, at: date }) => [
        href.split("/").at(-1),
        what,
        date < at,
      ]);
    expect(await due(one.ana)).toEqual([
      ["read#due", "due", true],
      ["two#closes", "closes", false],
    ]);
    await db().unitOverride.create({ data: { unitId: unit.id, userId: one.ana.id, closesAt: yesterday } });
    expect(await due(one.ana)).toEqual([["read#due", "due", true]]);
    // What was handed in waits for its marks; what is marked, also in secret, may be done better.
    const progress = { userId: one.ana.id, unitId: one.course.units.find(({ slug }) => slug === "read")!.id };
    const set = (data: { submittedAt: Date; gradePercent?: number }) =>
      db().unitProgress.upsert({ where: { userId_unitId: progress }, create: { ...progress, ...data }, update: data });
    await set({ submittedAt: yesterday });
    expect(await due(one.ana)).toEqual([]);
    await setUnit(one, "read", { hidesGrades: true });
    await set({ submittedAt: yesterday, gradePercent: 30 });
    expect(await due(one.ana)).toEqual([["read#due", "due", true]]);
    await db().course.update({ where: { id: one.course.id }, data: { state: "draft" }, select: { id: true } });
    expect(await due(one.ana)).toEqual([]);
    expect(await due(await makeUser())).toEqual([]);
  });
});
