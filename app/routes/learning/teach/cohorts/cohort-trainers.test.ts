import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { makeCohort } from "#test/factories/cohorts.ts";
import { makeQuiz } from "#test/factories/quizzes.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, type Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

let trainer: Visitor;
let base: string;
let own: { id: string; slug: string };
let other: { id: string; slug: string };
let strangerId: string;
let attempt: string;
const names = ["Aminata Elsewhere", "aminata-elsewhere", "aminata@example.org"];

beforeAll(async () => {
  const quiz = await makeQuiz();
  const actor = await makeUser({ role: "trainer" });
  own = await makeCohort(quiz.course, { trainerId: actor.id });
  const apart = await makeCohort(quiz.course);
  other = apart;
  const [name, handle, email] = names;
  const stranger = await makeUser({ name, handle, email });
  const near = await makeUser({ name: "Binta Near", handle: "binta-near" });
  for (const [person, cohort] of [
    [stranger, apart],
    [near, own],
  ] as const) {
    await makeAttempt(person, quiz.address);
    const data = { cohortId: cohort.id, userId: person.id };
    await db().cohortMember.create({ data, select: { userId: true } });
  }
  strangerId = stranger.id;
  const row = await db().attempt.findFirstOrThrow({ where: { userId: stranger.id }, select: { id: true } });
  attempt = row.id;
  trainer = await signedIn(app, actor);
  base = `/teach/${quiz.course.slug}`;
});

describe("who trains one cohort", () => {
  it("meets nobody of another one, at any address of the staff", async () => {
    const pages = ["", "/people", "/people?q=Aminata", `/people?cohort=${other.slug}`, "/people/requests", "/cohorts"];
    pages.push("/people/invitations", "/people/import", "/dates", `/dates?cohort=${other.slug}`, "/dates/check");
    pages.push("/quizzes", "/quizzes/check", `/quizzes/check?cohort=${other.slug}`, "/quizzes/check/statistics");
    pages.push(`/quizzes/check/statistics?cohort=${other.slug}`, "/quizzes/check/regrade", "/grades");
    pages.push(`/grades?cohort=${other.slug}`, "/grades/export.csv", `/grades/export.csv?cohort=${other.slug}`);
    pages.push("/reports", `/reports?cohort=${other.slug}`, "/surveys", "/assignments", `/cohorts/${other.slug}`);
    pages.push(
      `/cohorts/${other.slug}/edit`,
      `/quizzes/check/attempts/${attempt}`,
      "/dates/check?person=aminata-elsewhere",
    );
    pages.push("/grades/aminata-elsewhere/check", "/dates?person=aminata-elsewhere");
    const known = new Set<string>();
    for (const path of pages) {
      const page = await trainer.get(base + path);
      expect([path, page.status]).toEqual([
        path,
        expect.toSatisfy((status: number) => [200, 403, 404].includes(status)),
      ]);
      // What one asked for stands in the address of the page, and in the field where it was typed.
      const told = names.filter((name) => page.body.includes(name) && !path.includes(name));
      expect([path, told]).toEqual([path, []]);
      if (page.body.includes("Binta Near")) known.add(path);
    }
    for (const path of ["/people", "/quizzes/check", "/grades", "/grades/export.csv"]) expect(known).toContain(path);
  });

  it("changes nothing of another one", async () => {
    const refused: [string, Record<string, string>][] = [
      [`/cohorts/${other.slug}/edit`, { name: "Mine", zone: "UTC" }],
      [`/cohorts/${other.slug}/archive`, { intent: "archive" }],
      ["/grades/aminata-elsewhere/check", { decision: "grade", percent: "1", reason: "x" }],
      ["/dates/check", { intent: "override", target: "person:aminata-elsewhere", dueDate: "2030-01-01" }],
      [`/quizzes/check/attempts/${attempt}`, { intent: "mark", number: "1", marks: "0", version: "1" }],
    ];
    for (const [path, fields] of refused) {
      const { status } = await trainer.post(base + path, fields);
      expect([path, status]).toEqual([path, expect.toSatisfy((code: number) => code >= 400 && code < 500)]);
    }
    // A list of people is done as far as it goes: who is none of one's own stays as they are.
    await trainer.post(`${base}/people`, { intent: "add", cohort: own.id, person: strangerId });
    await trainer.post(`${base}/people`, { intent: "leave", cohort: own.id, person: strangerId });
    const members = await db().cohortMember.findMany({
      select: { cohort: { select: { slug: true } }, user: { select: { handle: true } } },
    });
    expect(members.filter(({ user }) => user.handle === "aminata-elsewhere")).toMatchObject([
      { cohort: { slug: other.slug } },
    ]);
    expect(await db().gradeOverride.count()).toBe(0);
  });
});
