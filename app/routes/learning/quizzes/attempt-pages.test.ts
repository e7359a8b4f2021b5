import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { matrixOf } from "#app/modules/learning/quizzes/review-options.ts";
import type { QuizSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { makeQuiz } from "#test/factories/quizzes.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { type Answer, signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

const field = (page: Answer, name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page.body)?.[1];
const read = (answer: Answer) => JSON.parse(answer.body) as Record<string, unknown>;

/** A learner at a quiz that they have not begun. */
async function atQuiz(settings: Partial<QuizSettings> = {}, wish: Parameters<typeof makeQuiz>[0] = {}) {
  const quiz = await makeQuiz({ ...wish, settings });
  const person = await makeUser();
  const learner = await signedIn(app, person);
  const begin = async () => learner.follow(await learner.post(quiz.path, { intent: "start" }));
  const end = (seconds: number) =>
    db().attempt.updateMany({
      where: { userId: person.id },
      data: { endsAt: new Date(Date.now() + seconds * 1000) },
    });
  const saved = async () =>
    (await db().attemptAnswer.findMany({ where: { attempt: { userId: person.id } }, orderBy: { number: "asc" } })).map(
      ({ response }) => response.join("+"),
    );
  return { quiz, person, learner, begin, end, saved };
}

describe("before an attempt", () => {
  it("says what it costs, and begins with a button and not before", async () => {
    const { quiz, learner, person, begin } = await atQuiz({ timeLimit: 5400, attemptsAllowed: 3, timeEnd: "discard" });
    const page = await learner.get(quiz.path);
    for (const words of ["1 hour and 30 minutes", "3 of 3 left", "does not count", "Start the attempt"])
      expect(page.body).toContain(words);
    expect(page.body).not.toContain('name="q1"');
    expect(await db().attempt.count({ where: { userId: person.id } })).toBe(0);
    const refused = await learner.post(quiz.path, { q1: "0", intent: "submit" });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain("start the attempt first");
    const form = await begin();
    expect(form.body).toMatch(/<quiz-timer[^>]*data-ends="\d{13}"/);
    expect(form.body).toContain("This attempt ends:");
    expect(field(form, "attempt")).toBe("1");
  });

  it("says when it cannot begin, and why, and has no button then", async () => {
    const soon = new Date(Date.now() + 86_400_000);
    const before = await atQuiz({}, { closesAt: new Date(Date.now() - 1000) });
    const closed = await before.learner.get(before.quiz.path);
    expect(closed.body).toContain("This quiz is closed.");
    expect(closed.body).not.toContain('value="start"');
    const answer = await before.learner.post(before.quiz.path, { intent: "start" });
    expect(answer.status).toBe(409);
    const early = await atQuiz({}, { opensAt: soon });
    const page = await early.learner.get(early.quiz.path);
    expect(page.body).not.toContain('value="start"');
    const used = await atQuiz({ attemptsAllowed: 1 });
    await used.begin();
    await used.learner.post(used.quiz.path, { intent: "submit", confirm: "1", attempt: "1" });
    const none = await used.learner.get(used.quiz.path);
    expect(none.body).toContain("You have used all your attempts.");
    expect(none.body).not.toContain('value="start"');
    expect((await used.learner.get(used.quiz.path.replace("/attempt", ""))).body).toContain("You have used all");
  });
});

describe("what is no number where one is asked for", () => {
  it("is said beside its field, costs no attempt, and is put right from there", async () => {
    const { quiz, learner, begin, person, saved } = await atQuiz({ attemptsAllowed: 1 });
    await begin();
    const answers = { q1: "0", q2: ["0", "2"], q3: "0", q4: "mapping" };
    const send = { ...answers, q5: "25 km", version: "0", attempt: "1", intent: "submit" };
    const refused = await learner.post(quiz.path, send);
    expect(refused.status).toBe(400);
    expect(refused.body).toMatch(/id="q5-error".*?\u206825 km\u2069 is not a number/);
    expect(await db().attempt.count({ where: { userId: person.id, submittedAt: { not: null } } })).toBe(0);
    expect(await saved()).toContain("25 km");
    expect((await learner.get(quiz.path)).body).toContain("25 km\u2069 is not a number");
    const version = field(refused, "version")!;
    const graded = await learner.post(quiz.path, { ...send, q5: "25 %", version });
    expect(graded.status).toBe(303);
    expect((await learner.follow(graded)).body).toContain("100");
  });

  it("is named by the step before submitting, which has no way round it", async () => {
    const { quiz, learner, begin } = await atQuiz({ questionsPerPage: 2 });
    await begin();
    const last = { q5: "abc", page: "5", version: "0", attempt: "1", intent: "check" };
    const check = await learner.follow(await learner.post(quiz.path, last));
    expect(check.body).toContain("Not a number");
    expect(check.body).toContain("?page=3#question-5");
    expect(check.body).not.toContain('value="submit"');
    const forced = await learner.post(quiz.path, {
      page: "",
      confirm: "1",
      attempt: "1",
      version: "1",
      intent: "submit",
    });
    expect(forced.location).toContain("step=check");
    expect((await learner.get(`${quiz.path}?page=3`)).body).toContain("is not a number");
  });
});

describe("a quiz of several pages, without JavaScript", () => {
  it("has Save, next and back on each, saves its own questions, and ends with a look at all of them", async () => {
    const { quiz, learner, begin, saved } = await atQuiz({ questionsPerPage: 2 });
    const first = await begin();
    expect([field(first, "page"), field(first, "to")]).toEqual(["1,2", "1"]);
    expect(first.body).not.toContain('name="q3"');
    const next = await learner.post(quiz.path, { q1: "0", page: "1,2", version: "0", attempt: "1", to: ["1", "2"] });
    expect(next.location).toBe(`${quiz.path}?page=2`);
    const second = await learner.get(next.location!);
    expect([field(second, "page"), field(second, "version")]).toEqual(["3,4", "1"]);
    const back = await learner.post(quiz.path, { q4: "map", page: "3,4", version: "1", attempt: "1", to: ["2", "1"] });
    expect(back.location).toBe(`${quiz.path}?page=1`);
    expect(await saved()).toEqual(["0", "", "", "map", ""]);
    const last = await learner.post(quiz.path, { q5: "25", page: "5", version: "2", attempt: "1", intent: "check" });
    const check = await learner.follow(last);
    expect(check.body).toContain("2 questions are not answered.");
    expect(check.body).toContain(`href="${quiz.path}?page=2#question-3"`);
    const fields = { page: "", version: field(check, "version")!, attempt: "1", confirm: "1", intent: "submit" };
    expect((await learner.post(quiz.path, fields)).location).toMatch(/\/attempts\/1$/);
    expect(await saved()).toEqual(["0", "", "", "map", "25"]);
  });

  it("shows a stale page again as that page, with both versions", async () => {
    const { quiz, learner, begin } = await atQuiz({ questionsPerPage: 2 });
    await begin();
    await learner.post(quiz.path, { q4: "theirs", page: "3,4", version: "0", attempt: "1" });
    const mine = { q4: "mine", page: "3,4", version: "0", attempt: "1", intent: "save" };
    const stale = await learner.post(`${quiz.path}?page=2`, mine);
    expect(stale.status).toBe(409);
    expect(stale.body).toMatch(/value="mine"/);
    expect(stale.body).toContain("<bdi>theirs</bdi>");
  });
});

describe("when the time has ended", () => {
  it("keeps and shows what came too late, and what counts", async () => {
    const { quiz, learner, begin, end, saved } = await atQuiz({ timeLimit: 600 });
    await begin();
    await learner.post(quiz.path, { q4: "in time", attempt: "1", version: "0" });
    await end(-16);
    const late = await learner.post(quiz.path, {
      q1: "0",
      q4: "too <late>",
      attempt: "1",
      version: "1",
      intent: "save",
    });
    expect(late.status).toBe(409);
    for (const words of ["came too late", 'value="too &lt;late&gt;"', "does not count", "/attempts/1"])
      expect(late.body).toContain(words);
    expect(late.body).toMatch(/<fieldset disabled=""/);
    expect(await saved()).toEqual(["", "", "", "in time", ""]);
    const json = await learner.post(`${quiz.path}.json`, { q4: "later", attempt: "1", version: "1" });
    expect([json.status, read(json).late]).toEqual([409, quiz.path]);
    expect((await learner.get(quiz.path)).body).toContain('value="start"');
  });

  it("takes what arrives within 15 s, and lets nobody in meanwhile", async () => {
    const { quiz, learner, begin, end, saved } = await atQuiz({ timeLimit: 600 });
    await begin();
    await end(-5);
    const page = await learner.get(quiz.path);
    expect(page.body).toContain("The time is up");
    expect(page.body).not.toContain('name="q1"');
    const answer = await learner.post(quiz.path, { q4: "mapping", attempt: "1", intent: "submit" });
    expect(answer.location).toMatch(/\/attempts\/1$/);
    expect((await saved())[3]).toBe("mapping");
  });

  it("has a button in the grace that submits what is saved", async () => {
    const { quiz, learner, person, begin, end } = await atQuiz({ timeLimit: 600, timeEnd: "grace", grace: 120 });
    await begin();
    await learner.post(quiz.path, { q1: "0", attempt: "1", version: "0" });
    await end(-30);
    const page = await learner.get(quiz.path);
    expect(page.body).toContain("You can still submit what is saved until");
    expect(page.body).toContain("1 of 5 questions are answered.");
    const fields = { attempt: "1", page: "", confirm: "1", intent: "submit" };
    expect((await learner.post(quiz.path, fields)).location).toMatch(/\/attempts\/1$/);
    expect(await db().attempt.findFirst({ where: { userId: person.id } })).toMatchObject({ percent: 20 });
  });

  it("says that an abandoned attempt does not count", async () => {
    const { quiz, learner, begin, end } = await atQuiz({ timeLimit: 600, timeEnd: "discard" });
    await begin();
    await end(-30);
    const fields = { attempt: "1", page: "", confirm: "1", intent: "submit" };
    const answer = await learner.follow(await learner.post(quiz.path, fields));
    expect(answer.body).toContain("It does not count.");
    expect(answer.body).toContain("Not submitted in time");
    expect((await learner.get(`${quiz.path}s/1`)).status).toBe(404);
  });

  it("gives back what was typed before signing in, even when the time ended there", async () => {
    const { quiz, person, begin, end } = await atQuiz({ timeLimit: 600 });
    await begin();
    const guest = new Visitor(app);
    const sent = await guest.post(quiz.path, { q4: "typed before", attempt: "1", version: "0", intent: "save" });
    await end(-60);
    const back = await guest.post(sent.location!, { email: person.email, password: testPassword });
    const page = await guest.get(back.location!);
    expect(page.status).toBe(200);
    for (const words of ["came too late", 'value="typed before"']) expect(page.body).toContain(words);
  });
});

describe("what is no form", () => {
  it("is refused and clears nothing that was saved", async () => {
    const { quiz, learner, begin, saved } = await atQuiz();
    await begin();
    await learner.post(quiz.path, { q4: "mapping", attempt: "1", version: "0" });
    for (const [type, body, status, code] of [
      ["application/json", '{"q4":"json"}', 415, "error.content_type"],
      ["text/plain", "q4=text", 415, "error.content_type"],
      ["multipart/form-data; boundary=x", "no parts", 400, "error.cut_off"],
      ["multipart/form-data", "no boundary", 400, "error.cut_off"],
    ] as const) {
      const headers = { Origin: app.url, "Content-Type": type };
      expect((await learner.send("POST", quiz.path, { body, headers })).status).toBe(status);
      const answer = await learner.send("POST", `${quiz.path}.json`, { body, headers });
      expect([answer.status, read(answer)]).toMatchObject([status, { code }]);
      expect((await saved())[3]).toBe("mapping");
    }
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const answer = await learner.send(method, quiz.path, { headers: { Origin: app.url } });
      expect(answer.status).toBe(405);
      expect((await saved())[3]).toBe("mapping");
    }
    const form = { "Content-Type": "multipart/form-data; boundary=x" };
    const body = '--x\r\nContent-Disposition: form-data; name="q4"\r\n\r\nparts\r\n--x--\r\n';
    await learner.send("POST", quiz.path, { body, headers: { Origin: app.url, ...form } });
    expect((await saved())[3]).toBe("parts");
  });

  it("is told in words by a program's address that an attempt is not there", async () => {
    const { quiz, learner, begin } = await atQuiz();
    await begin();
    const answer = await learner.post(`${quiz.path}.json`, { q1: "0", attempt: "77" });
    expect([answer.status, read(answer)]).toMatchObject([404, { code: "error.not_found" }]);
  });
});

describe("the receipt", () => {
  it("has nothing in its page that the quiz hides", async () => {
    const { quiz, learner, person } = await atQuiz({ review: matrixOf(["after.answers"]) });
    await makeAttempt(person, quiz.address);
    const page = await learner.get(`${quiz.path}s/1`);
    expect(page.status).toBe(200);
    expect(page.body).toContain("Its grade is not shown now.");
    for (const words of ["100%", "Decisions first.", "Right word.", "5 of 5", "Passed"])
      expect(page.body).not.toContain(words);
    const list = await learner.get(quiz.path.replace("/attempt", ""));
    expect(list.body).toContain("not shown now");
    expect(list.body).not.toContain("100%");
  });

  it("keeps a hidden grade out of the outline, the unit and the list of grades as well", async () => {
    for (const wish of [{ review: matrixOf(["after.answers"]) }, { hidesGrades: true }]) {
      const { hidesGrades, ...settings } = { hidesGrades: false, ...wish };
      const { quiz, learner, person } = await atQuiz(settings, { hidesGrades });
      await makeAttempt(person, quiz.address, { answers: { 1: ["0"], 4: ["mapping"] } });
      const course = quiz.path.replace("/check/attempt", "");
      for (const path of [course, `${course}/check`, `${course}/grades`, `${quiz.path}s/1`, "/me", "/courses"]) {
        expect([path, /\b40(\.0)?%/.test((await learner.get(path)).body)]).toEqual([path, false]);
      }
    }
    const { quiz, learner, person } = await atQuiz();
    await makeAttempt(person, quiz.address, { answers: { 1: ["0"], 4: ["mapping"] } });
    expect((await learner.get(quiz.path.replace("/attempt", ""))).body).toContain("40%");
  });
});
