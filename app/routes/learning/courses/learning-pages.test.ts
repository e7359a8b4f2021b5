import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { openAttempt } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import { finishCourse } from "#test/factories/attempts.ts";
import { makeCourse, type MadeCourse, quizGift } from "#test/factories/courses.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { type Answer, signedIn, Visitor } from "#test/helpers/visitor.ts";
import { zipOf } from "#test/helpers/zip.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
let course: MadeCourse;
let base: string;
let quiz: string;
beforeAll(async () => {
  const titles = [
    { en: "First steps", fr: "Premiers pas" },
    { en: "Only in English" },
    { en: "Check", fr: "Vérifier" },
  ];
  const units = ["first", "second", "check"].map((slug, index) => ({
    slug,
    titles: titles[index] as Record<string, string>,
    ...(slug === "check" && { gift: { en: quizGift, fr: quizGift.replace("Which first?", "Quoi d’abord ?") } }),
  }));
  course = await makeCourse({ modules: [{ slug: "basics", units }] });
  base = `/courses/${course.slug}`;
  quiz = `${base}/check/attempt`;
});

const field = (page: Answer, name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page.body)?.[1];
const right = { q1: "0", q2: ["0", "2"], q3: "0", q4: "mapping", q5: "25" };
const answersOf = (userId: string) =>
  db().attemptAnswer.findMany({
    where: { attempt: { userId } },
    orderBy: [{ attempt: { number: "asc" } }, { number: "asc" }],
  });

describe("reading", () => {
  it("needs no account, in the reader's language where there is one, and says where there is none", async () => {
    const guest = new Visitor(app, { "Accept-Language": "fr" });
    expect((await guest.get("/courses")).body).toContain(`Titre de ${course.slug}`);
    expect((await guest.get(base)).body).toContain("Premiers pas");
    const lesson = await guest.get(`${base}/first`);
    expect(lesson.status).toBe(200);
    expect(lesson.body).toMatch(/<div class="prose" lang="fr" dir="ltr">/);
    expect(lesson.body).not.toContain("n’existe pas encore");
    const english = await guest.get(`${base}/second`);
    expect(english.body).toMatch(/<div class="prose" lang="en" dir="ltr">/);
    expect(english.body).toContain("Cette unité n’existe pas encore en français. Vous la lisez en anglais.");
  });

  it("keeps its place when the language changes", async () => {
    const guest = new Visitor(app);
    expect((await guest.get(`${base}/first?lang=ar`)).body).toMatch(/<html lang="ar" dir="rtl"/);
    expect((await guest.get(`${base}/first`)).body).toMatch(/<div class="prose" lang="en" dir="ltr">/);
  });

  it("answers 404 for what is not there", async () => {
    const guest = new Visitor(app);
    for (const path of ["/courses/nowhere", `${base}/nowhere`, `${base}/check/attempts/1/x`])
      expect((await guest.get(path)).status).toBe(404);
  });
});

describe("a course", () => {
  it("shows its staff the ways into it, and nobody the way that is another's", async () => {
    const of = async (role: "author" | "trainer" | null) => {
      const person = await makeUser();
      if (role) await db().courseTrainer.create({ data: { courseId: course.id, userId: person.id, role } });
      return (await (await signedIn(app, person)).get(base)).body;
    };
    const ways = (page: string) =>
      ["content", "people", "grades"].map((section) => page.includes(`href="/teach/${course.slug}/${section}"`));
    const enrols = (page: string) => page.includes(`action="${base}/enrol"`);
    const [author, trainer, member] = [await of("author"), await of("trainer"), await of(null)];
    expect([ways(author), ways(trainer), ways(member)]).toEqual([
      [true, true, true],
      [false, true, true],
      [false, false, false],
    ]);
    expect([enrols(author), enrols(trainer), enrols(member)]).toEqual([false, false, true]);
    const guest = (await new Visitor(app).get(base)).body;
    expect([ways(guest).includes(true), enrols(guest)]).toEqual([false, false]);
    expect(guest).toContain("you come back to this page");
    expect(guest).toContain(`href="/login?next=${encodeURIComponent(base)}"`);
  });

  it("says first what one will be able to do, in the reader's language where there is one", async () => {
    const { slug } = await makeCourse({ outcomes: { en: "Map the sectors\nInvite a team", fr: "Cartographier" } });
    const page = (await new Visitor(app).get(`/courses/${slug}`)).body;
    expect(page).toMatch(/What you will be able to do[\s\S]*Map the sectors[\s\S]*Invite a team[\s\S]*id="module-/);
    expect((await new Visitor(app, { "Accept-Language": "fr" }).get(`/courses/${slug}`)).body).toContain(
      "Cartographier",
    );
    expect((await new Visitor(app).get(base)).body).not.toContain("What you will be able to do");
  });
});

describe("progress", () => {
  it("leads a guest to signing in and back", async () => {
    const guest = new Visitor(app);
    for (const [path, back] of [
      [`${base}/enrol`, base],
      [`${base}/first/complete`, `${base}/first`],
      [quiz, quiz],
    ] as const) {
      const answer = await guest.post(path);
      expect([answer.status, answer.location]).toEqual([302, `/login?next=${encodeURIComponent(back)}`]);
    }
    expect((await guest.get(quiz)).location).toBe(`/login?next=${encodeURIComponent(quiz)}`);
    expect((await guest.get(`${base}/check/attempts/1`)).location).toContain("/login");
  });

  it("enrols, marks lessons as done and goes on, with one number everywhere", async () => {
    const learner = await signedIn(app, await makeUser());
    const enrolled = await learner.follow(await learner.post(`${base}/enrol`));
    expect(enrolled.body).toContain("You are enrolled");
    const done = await learner.post(`${base}/first/complete`, { next: "second" });
    expect(done.location).toBe(`${base}/second`);
    for (const path of ["/courses", base, `${base}/second`]) expect((await learner.get(path)).body).toContain("33%");
    expect((await learner.get(base)).body).toContain(`href="${base}/second"`);
  });

  it("says that completing enrols, and refuses to complete what must be passed with the page itself", async () => {
    const learner = await signedIn(app, await makeUser());
    expect((await learner.get(`${base}/first`)).body).toContain("This also enrols you");
    const done = await learner.follow(await learner.post(`${base}/first/complete`));
    expect(done.body).toContain("You are now enrolled in this course, and this unit is done.");
    const refused = await learner.post(`${base}/check/complete`);
    expect(refused.status).toBe(400);
    expect(refused.body).toContain("complete this unit by passing its quiz");
  });

  it("shows a finisher that they have finished", async () => {
    const person = await makeUser();
    await finishCourse(person, course);
    const page = await (await signedIn(app, person)).get(base);
    expect(page.body).toContain("You completed this course on");
    expect(page.body).toContain("100%");
  });
});

describe("a quiz without JavaScript", () => {
  it("is graded at once when a program sends all answers, and shows the result", async () => {
    const learner = await signedIn(app, await makeUser());
    const answer = await learner.post(quiz, { ...right, intent: "submit" });
    expect([answer.status, answer.location]).toEqual([303, `${base}/check/attempts/1`]);
    const result = await learner.get(answer.location!);
    for (const words of ["Passed", "100%: 5 of 5 points", "Decisions first.", "Right word."])
      expect(result.body).toContain(words);
    expect(result.body).not.toMatch(/[0-9a-f]{64}/);
    expect(result.body).not.toContain("Look again at");
    expect((await learner.get(`${base}/check`)).body).toContain("Attempt 1");
  });

  it("leads from each answer that was not right to the lessons before the quiz, or to the one that its question names", async () => {
    const learner = await signedIn(app, await makeUser());
    const answer = await learner.post(quiz, { ...right, q1: "1", q4: "", intent: "submit", confirm: "1" });
    const page = async () => (await learner.get(answer.location!)).body;
    const links = (body: string) =>
      [...body.matchAll(/Look again at:<!-- -->[^]*?<\/p>|Look again at:[^]*?<\/p>/g)].map(([words]) =>
        [...words.matchAll(/href="([^"]*)"/g)].map(([, href]) => href),
      );
    expect(links(await page())).toEqual([
      [`${base}/first`, `${base}/second`],
      [`${base}/first`, `${base}/second`],
    ]);
    expect(await page()).toMatch(/<a href="#question-1" class="result-wrong">/);
    const of = { unit: { slug: "check", courseId: course.id } };
    const where = { ...of, key: "single" };
    expect((await db().question.updateMany({ where, data: { tags: ["second", "law"] } })).count).toBe(1);
    expect(links(await page())[0]).toEqual([`${base}/second`]);
    await db().question.updateMany({ where, data: { tags: [] } });
  });

  it("saves with Save, and comes back with the answers", async () => {
    const learner = await signedIn(app, await makeUser());
    const before = await learner.get(quiz);
    expect(before.body).toMatch(/<button[^>]*value="start"/);
    expect(before.body).not.toContain('name="q1"');
    const first = await learner.follow(await learner.post(quiz, { intent: "start" }));
    expect(first.body).toContain("You are now enrolled");
    expect([field(first, "version"), field(first, "attempt")]).toEqual(["0", "1"]);
    const saved = await learner.post(quiz, { q1: "1", q4: "“a” <b>", intent: "save", version: "0", attempt: "1" });
    const again = await learner.follow(saved);
    expect(again.body).toContain("Your answers are saved.");
    expect(again.body).toMatch(/name="q1"[^>]*checked=""[^>]*value="1"|name="q1"[^>]*value="1"[^>]*checked=""/);
    expect(again.body).toContain('value="“a” &lt;b&gt;"');
    expect(field(again, "version")).toBe("1");
  });

  it("asks before it takes unanswered questions", async () => {
    const person = await makeUser();
    const learner = await signedIn(app, person);
    const check = await learner.follow(await learner.post(quiz, { q1: "0", intent: "submit" }));
    expect(check.status).toBe(200);
    expect(check.body).toContain("4 questions are not answered.");
    expect(check.body).toContain(`href="${quiz}#question-5"`);
    expect(field(check, "page")).toBe("");
    const fields = { page: "", version: field(check, "version")!, attempt: "1", confirm: "1", intent: "submit" };
    const answer = await learner.post(quiz, fields);
    expect(answer.location).toBe(`${base}/check/attempts/1`);
    const result = await learner.get(answer.location!);
    expect(result.body).toContain("Not passed yet");
    expect(result.body).toContain("Not answered");
  });

  it("refuses a stale page with 409, both versions beside each other, and either can be kept", async () => {
    const person = await makeUser();
    const learner = await signedIn(app, person);
    await learner.post(quiz, { q1: "0", q4: "theirs", intent: "save", version: "0" });
    const stale = await learner.post(quiz, { q1: "0", q4: "mine", q3: "1", intent: "submit", version: "0" });
    expect(stale.status).toBe(409);
    expect(stale.body).toContain("This quiz was saved in another window");
    expect(stale.body).toMatch(/id="q4"[^>]*value="mine"|value="mine"[^>]*id="q4"/);
    expect(stale.body).toContain("<bdi>theirs</bdi>");
    expect(stale.body.match(/Saved in the other window:/g)).toHaveLength(2);
    expect(stale.body).not.toContain("quiz-autosave");
    expect((await answersOf(person.id))[3]!.response).toEqual(["theirs"]);
    const version = field(stale, "version")!;
    const kept = await learner.post(quiz, { q1: "0", q4: "mine", q3: "1", intent: "save", version, attempt: "1" });
    expect(kept.status).toBe(303);
    expect((await answersOf(person.id))[3]!.response).toEqual(["mine"]);
  });

  it("keeps the answers of an expired session through signing in, whether saved or submitted", async () => {
    for (const intent of ["save", "submit"]) {
      const person = await makeUser();
      await openAttempt(person, { courseSlug: course.slug, unitSlug: "check" });
      const learner = new Visitor(app);
      const fields = { q1: "1", q2: ["0", "2"], q4: "typed before", intent, version: "0", attempt: "1" };
      const answer = await learner.post(quiz, fields);
      expect([answer.status, answer.location]).toEqual([302, `/login?next=${encodeURIComponent(quiz)}`]);
      const back = await learner.post(answer.location!, { email: person.email, password: testPassword });
      expect(back.location).toBe(quiz);
      const page = await learner.get(back.location!);
      expect(page.body).toMatch(/value="typed before"/);
      expect(page.body.match(/checked=""/g)).toHaveLength(3);
      expect(page.body).toContain("data-dirty");
      const sent = await learner.post(quiz, { ...fields, intent: "save", version: field(page, "version")! });
      expect(sent.status).toBe(303);
      expect((await answersOf(person.id)).map(({ response }) => response)).toEqual([
        ["1"],
        ["0", "2"],
        [],
        ["typed before"],
        [],
      ]);
      expect(learner.cookies.has("kept")).toBe(false);
    }
  });

  it("gives an answer that is too long back with a sentence beside it", async () => {
    const learner = await signedIn(app, await makeUser());
    const answer = await learner.post(quiz, { q4: "x".repeat(50_001), intent: "save" });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('id="q4-error"');
  });
});

describe("saving by itself", () => {
  it("answers with the version, and with what to do when it cannot save", async () => {
    const person = await makeUser({ language: "fr" });
    const learner = await signedIn(app, person);
    const json = `${quiz}.json`;
    const read = (answer: Answer) => JSON.parse(answer.body) as Record<string, unknown>;
    const saved = await learner.post(json, { q1: "1", version: "0" });
    expect(saved.status).toBe(200);
    expect(read(saved)).toMatchObject({
      version: 1,
      savedAt: expect.any(String),
      message: expect.stringMatching(/^Enregistré à \d\d?\u00a0h\u00a0\d\d · 1 réponse sur 5$/),
    });
    const stale = await learner.post(json, { q1: "0", version: "0" });
    expect(stale.status).toBe(409);
    expect(read(stale)).toMatchObject({ stale: true, version: 1, answers: { 1: ["1"], 2: [] } });
    const guest = await new Visitor(app).post(json, { q1: "0", version: "1" });
    expect(guest.status).toBe(401);
    expect(read(guest)).toMatchObject({ signIn: `/login?next=${encodeURIComponent(quiz)}` });
    await learner.post(quiz, { ...right, intent: "submit" });
    const over = await learner.post(json, { q1: "0", version: "2", attempt: "1" });
    expect([over.status, read(over).submitted]).toEqual([409, `${base}/check/attempts/1`]);
    expect((await learner.get(json)).location).toBe(quiz);
  });
});

describe("imports", () => {
  const upload = (visitor: Visitor, bytes: Buffer, headers: Record<string, string> = {}) => {
    const body = new FormData();
    body.append("note", "passed over");
    body.append("package", new File([new Uint8Array(bytes)], "my course.zip", { type: "application/zip" }));
    return visitor.send("POST", "/admin/imports", { body, headers: { Origin: app.url, ...headers } });
  };

  it("are for administrators alone", async () => {
    const [guest, member] = [new Visitor(app), await signedIn(app, await makeUser({ role: "trainer" }))];
    expect((await guest.get("/admin/imports")).location).toContain("/login");
    expect((await upload(guest, Buffer.from("x"))).location).toBe("/login?next=%2Fadmin%2Fimports");
    for (const path of ["/admin/imports", "/admin/imports/x", "/admin/imports/x/status.json"])
      expect((await member.get(path)).status).toBe(403);
    expect((await upload(member, Buffer.from("x"))).status).toBe(403);
    expect(await db().importRun.count({ where: { source: "my course.zip" } })).toBe(0);
  });

  it("take a zip, and show how far it is until it is over", async () => {
    const administrator = await signedIn(app, await makeUser({ role: "administrator" }));
    const answer = await upload(administrator, zipOf({ "course.yaml": "slug: [" }));
    expect(answer.location).toMatch(/^\/admin\/imports\/[0-9a-f-]{36}$/);
    const waiting = await administrator.get(answer.location!);
    expect(waiting.body).toContain("has not started yet");
    expect(waiting.body).toContain('<noscript><meta http-equiv="refresh" content="3"/></noscript>');
    const status = JSON.parse((await administrator.get(`${answer.location}/status.json`)).body);
    expect(status).toMatchObject({ state: "waiting", isFinished: false, done: 0 });
    const { runImport } = await import("#app/modules/learning/interchange/courses/run-import.server.ts");
    await runImport(answer.location!.split("/").at(-1)!);
    const over = await administrator.get(answer.location!);
    for (const words of ["refused and nothing was changed", "course.yaml", "line 1", "cannot be read"])
      expect(over.body).toContain(words);
    expect(over.body).not.toContain("http-equiv");
    expect((await administrator.get("/admin/imports")).body).toContain("my course.zip");
  });

  it("ask for a file when none is sent", async () => {
    const administrator = await signedIn(app, await makeUser({ role: "administrator" }));
    const none = await upload(administrator, Buffer.alloc(0));
    expect(none.status).toBe(400);
    expect(none.body).toContain("Choose a zip file that is not empty.");
    const wrong = await administrator.post("/admin/imports", { package: "text" });
    expect(wrong.status).toBe(400);
    const body = new FormData();
    body.append("other", "x");
    expect((await administrator.send("POST", "/admin/imports", { body, headers: { Origin: app.url } })).status).toBe(
      400,
    );
  });
});

describe("weight", () => {
  it("keeps reading pages within what an e-mail weighs", async () => {
    const guest = new Visitor(app, { "Accept-Encoding": "identity" });
    const { gzipSync } = await import("node:zlib");
    for (const path of ["/courses", base, `${base}/first`, `${base}/check`]) {
      const { body } = await guest.get(path);
      // Small scripts enhance a page; the framework's state stays at home.
      expect(body).not.toContain("__remixContext");
      expect(gzipSync(body).length, path).toBeLessThan(10_000);
    }
  });
});
