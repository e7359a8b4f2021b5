import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { mailInvitation } from "#app/modules/learning/enrolment/invitations/mail-invitation.server.ts";
import { runRoster } from "#app/modules/learning/enrolment/roster/run-roster.server.ts";
import { makeCohort, teachingOf } from "#test/factories/cohorts.ts";
import { type MadeCourse, makeCourse } from "#test/factories/courses.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
let course: MadeCourse;
let trainer: Actor;
let base: string;
const app = useApp(async () => {
  course = await makeCourse();
  trainer = await makeUser({ role: "trainer", name: "Mariam Trainer", zone: "Africa/Dakar" });
  await teachingOf(course, { actor: trainer });
  base = `/teach/${course.slug}`;
});

async function made(data: object): Promise<MadeCourse> {
  const one = await makeCourse();
  await db().course.update({ where: { id: one.id }, data, select: { id: true } });
  return one;
}

describe("the course page", () => {
  it("asks for the key, says so when it is wrong, and lets in with the right one", async () => {
    const locked = await made({ enrolmentMode: "key", enrolmentKey: "sesame" });
    const learner = await signedIn(app, await makeUser());
    expect((await learner.get(`/courses/${locked.slug}`)).body).toContain("You need a key for this course");
    const wrong = await learner.post(`/courses/${locked.slug}/enrol`, { key: "wrong" });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain("This key is not right for this course.");
    expect(wrong.body).toMatch(/id="key-error"/);
    const right = await learner.post(`/courses/${locked.slug}/enrol`, { key: "sesame" });
    expect([right.status, right.location]).toEqual([303, `/courses/${locked.slug}`]);
    expect((await learner.follow(right)).body).toContain("You are enrolled. Welcome");
  });

  it("keeps the words of a request, shows that it was sent, and takes it back", async () => {
    const asked = await made({ enrolmentMode: "approval" });
    const learner = await signedIn(app, await makeUser());
    const long = await learner.post(`/courses/${asked.slug}/enrol`, { message: "x".repeat(1001) });
    expect([long.status, long.body.includes("x".repeat(1001))]).toEqual([400, true]);
    const sent = await learner.follow(await learner.post(`/courses/${asked.slug}/enrol`, { message: "Please" }));
    expect(sent.body).toContain("You have asked for a place");
    const back = await learner.follow(await learner.post(`/courses/${asked.slug}/leave`));
    expect(back.body).toContain("Ask for a place");
  });

  it("tells the turn in the waiting list, and names what must come first", async () => {
    const full = await made({ capacity: 1 });
    await enrol(await makeUser(), full.slug);
    const learner = await signedIn(app, await makeUser());
    const waiting = await learner.follow(await learner.post(`/courses/${full.slug}/enrol`));
    expect(waiting.body).toContain("You are number 1 on the waiting list");
    await db().coursePrerequisite.create({
      data: { courseId: full.id, requiredCourseId: course.id },
      select: { courseId: true },
    });
    const other = await signedIn(app, await makeUser());
    const refused = await other.post(`/courses/${full.slug}/enrol`);
    expect(refused.status).toBe(400);
    expect(refused.body).toContain(`href="/courses/${course.slug}"`);
    expect(refused.body).toContain("You need to complete another course first");
  });

  it("shows one's cohort by both clocks, its trainer, its topic and the next dates", async () => {
    const own = await makeCourse();
    const cohort = await makeCohort(own, {
      name: "Hanoi",
      zone: "Asia/Ho_Chi_Minh",
      trainerId: trainer.id,
      topicNumber: 4711,
      startsAt: new Date("2030-01-10T02:00:00Z"),
    });
    const learner = await makeUser();
    await enrol(learner, own.slug, { cohort: cohort.slug });
    const due = { dueAt: new Date("2030-02-01T10:00:00Z") };
    await db().unit.update({ where: { id: own.units[0]!.id }, data: due, select: { id: true } });
    await db().unitOverride.create({
      data: { unitId: own.units[0]!.id, userId: learner.id, dueAt: new Date("2030-03-01T10:00:00Z") },
      select: { id: true },
    });
    const page = await (await signedIn(app, learner)).get(`/courses/${own.slug}`);
    for (const words of [
      "Hanoi",
      "10 January 2030 at 02:00",
      "10 January 2030 at 09:00",
      "Mariam Trainer",
      "/topics/4711",
    ])
      expect(page.body).toContain(words);
    expect(page.body).toContain("Due 1 March 2030 at 10:00");
    expect(page.body).not.toContain("1 February 2030");
  });
});

describe("staff", () => {
  it("sees which names a certificate cannot print, with the cure, and the person sees it at home", async () => {
    const own = await makeCourse();
    await teachingOf(own, { actor: trainer, role: "trainer" });
    const learner = await makeUser({ name: "Tenzin", legalName: "བོད Secret" });
    await enrol(learner, own.slug);
    const staff = await signedIn(app, trainer);
    for (const path of [`/teach/${own.slug}/people`, `/teach/${own.slug}/people?names=lost`]) {
      const page = await staff.get(path);
      expect(page.status).toBe(200);
      expect(page.body).toContain("A certificate would show □ for: \u2068བོ ད\u2069");
      expect(page.body).toContain("?names=lost");
      expect(page.body).not.toContain("Secret");
    }
    const names = await staff.get(`/teach/${own.slug}/people?names=lost`);
    expect(names.body).toContain("Ask these people to give a name for certificates in another spelling");
    const person = await signedIn(app, learner);
    const home = await person.get("/me");
    expect(home.body).toContain("Your next certificate would show □ for: \u2068བོ ད\u2069");
    expect(home.body).toContain('href="/me/settings/profile"');
    expect((await staff.get("/me")).body).not.toContain("□");
  });

  it("answers requests in one step, several at once", async () => {
    const asked = await made({ enrolmentMode: "approval" });
    await teachingOf(asked, { actor: trainer, role: "trainer" });
    for (const name of ["Requester One", "Requester Two"]) await enrol(await makeUser({ name }), asked.slug);
    const staff = await signedIn(app, trainer);
    const path = `/teach/${asked.slug}/people/requests`;
    const list = await staff.get(path);
    const ids = [...list.body.matchAll(/name="request"[^>]*value="([^"]+)"/g)].map((match) => match[1]!);
    expect(ids).toHaveLength(2);
    expect((await staff.post(path, { intent: "accept" })).status).toBe(400);
    const done = await staff.follow(await staff.post(path, { intent: "accept", request: ids }));
    expect(done.body).toContain("2 people have a place now.");
    const people = await staff.get(`/teach/${asked.slug}/people?q=requester`);
    expect(people.body).toContain("Requester Two");
  });

  it("begins a cohort, is told of clocks that skip a time, and begins its topic once", async () => {
    const staff = await signedIn(app, trainer);
    const fields = { name: "Cohorte de Paris", zone: "Europe/Paris", trainer: trainer.handle, capacity: "", key: "" };
    const gap = await staff.post(`${base}/cohorts/new`, { ...fields, starts: "2026-03-29T02:30", ends: "" });
    expect(gap.status).toBe(400);
    expect(gap.body).toContain("The clocks of this zone skip this time");
    expect(gap.body).toContain('value="Cohorte de Paris"');
    const nobody = await staff.post(`${base}/cohorts/new`, { ...fields, trainer: "nobody-at-all" });
    expect(nobody.body).toContain("There is no trainer with this handle");
    const twice = await staff.post(`${base}/cohorts/new`, { ...fields, starts: "2026-10-25T02:30", ends: "" });
    expect(twice.location).toBe(`${base}/cohorts/cohorte-de-paris`);
    const page = await staff.get(twice.location!);
    expect(page.body).toContain("Paris time (UTC+2)");
    const space = await makeSpace();
    const topic = { space: space.code, title: "Welcome, cohort of Paris", body: "Say who you are, please." };
    expect((await staff.post(`${twice.location}/topic`, topic)).status).toBe(303);
    expect((await staff.get(twice.location!)).body).toMatch(/href="\/topics\/\d+"/);
    expect((await staff.post(`${twice.location}/topic`, { ...topic, title: "Once more, please" })).status).toBe(409);
    expect(await db().topic.count({ where: { spaceCode: space.code } })).toBe(1);
  });

  it("reads a pasted list and a file, and the report survives a reload", async () => {
    const staff = await signedIn(app, trainer);
    const known = await makeUser();
    const path = `${base}/people/import`;
    const empty = await staff.post(path, { text: "", language: "en" });
    expect([empty.status, empty.body.includes("The list has no rows")]).toEqual([400, true]);
    const body = new FormData();
    body.append("language", "en");
    body.append(
      "file",
      new File([`E-mail;Nom\r\n${known.email};Ren\u00e9\r\nbroken;X`], "liste.csv", { type: "text/csv" }),
    );
    const sent = await staff.send("POST", path, { body, headers: { Origin: app.url } });
    expect(sent.location).toMatch(new RegExp(`^${path}/[0-9a-f-]{36}$`));
    const waiting = await staff.get(sent.location!);
    expect(waiting.body).toContain("0 of 2 rows");
    await runRoster(sent.location!.split("/").at(-1)!);
    const over = await staff.get(sent.location!);
    expect(over.body).toContain("Enrolled: 1. Already enrolled: 0. Invited: 0. Waiting: 0. Refused: 1.");
    expect(over.body).toContain("This is not an e-mail address.");
    expect(JSON.parse((await staff.get(`${sent.location}/status.json`)).body)).toMatchObject({
      done: 2,
      isFinished: true,
    });
  });

  it("writes dates and exceptions, and sees what holds for a person", async () => {
    const quizzes = await makeCourse();
    await teachingOf(quizzes, { actor: trainer });
    const learner = await makeUser({ name: "Awa Learner" });
    await enrol(learner, quizzes.slug);
    const staff = await signedIn(app, trainer);
    const path = `/teach/${quizzes.slug}/dates/check`;
    const base_ = {
      intent: "base",
      zone: "Africa/Dakar",
      opens: "",
      due: "2030-05-01T12:00",
      closes: "2030-04-01T12:00",
    };
    const wrong = await staff.post(path, base_);
    expect([wrong.status, wrong.body.includes("The dates follow each other")]).toEqual([400, true]);
    expect((await staff.post(path, { ...base_, closes: "2030-06-01T12:00" })).status).toBe(303);
    const override = {
      intent: "override",
      zone: "Africa/Dakar",
      target: `person:${learner.handle}`,
      opens: "",
      due: "",
      closes: "",
    };
    const nothing = await staff.post(path, { ...override, minutes: "", attempts: "", reason: "" });
    expect([nothing.status, nothing.body.includes("Fill in at least one field")]).toEqual([400, true]);
    expect((await staff.post(path, { ...override, minutes: "0", attempts: "2", reason: "Power cuts" })).status).toBe(
      303,
    );
    const shown = await staff.get(`${path}?person=${learner.handle}`);
    for (const words of [
      "Dates for \u2068Awa Learner\u2069",
      "Closes 1 June 2030 at 12:00",
      "no time limit",
      "2 attempts",
    ])
      expect(shown.body).toContain(words);
    expect((await staff.get(path)).body).toContain("Power cuts");
    expect((await staff.post(path, { ...override, target: "person:nobody", minutes: "1" })).status).toBe(400);
    const logged = await db().auditEntry.findMany({
      where: {
        action: "learning.dates.changed",
        subject: `unit:${quizzes.units.find(({ slug }) => slug === "check")!.id}`,
      },
      select: { actorId: true },
    });
    expect(logged).toEqual([{ actorId: trainer.id }, { actorId: trainer.id }]);
  });

  it("of one cohort sees that cohort only", async () => {
    const shared = await makeCourse();
    const assistant = await makeUser({ role: "trainer" });
    const [own, other] = [await makeCohort(shared, { trainerId: assistant.id }), await makeCohort(shared)];
    const [one, two] = [await makeUser({ name: "Own Learner" }), await makeUser({ name: "Other Learner" })];
    await enrol(one, shared.slug, { cohort: own.slug });
    await enrol(two, shared.slug, { cohort: other.slug });
    const staff = await signedIn(app, assistant);
    const page = `/teach/${shared.slug}`;
    const people = await staff.get(`${page}/people`);
    expect([people.body.includes("Own Learner"), people.body.includes("Other Learner")]).toEqual([true, false]);
    expect((await staff.get(`${page}/cohorts/${other.slug}`)).status).toBe(404);
    expect((await staff.get(`${page}/cohorts/new`)).status).toBe(403);
    expect((await staff.get(`${page}/people/entry`)).status).toBe(403);
    const remove = await staff.post(`${page}/people`, { intent: "remove", person: one.id });
    expect([remove.status, remove.body.includes("Only the course’s own team")]).toEqual([403, true]);
    const foreign = await staff.post(`${page}/people`, { intent: "add", person: one.id, cohort: other.id });
    expect(foreign.status).toBe(400);
    const dates = { intent: "override", zone: "UTC", opens: "", due: "2030-01-01T00:00", closes: "" };
    expect((await staff.post(`${page}/dates/first`, { ...dates, target: `person:${two.handle}` })).status).toBe(400);
    expect((await staff.post(`${page}/dates/first`, { ...dates, target: `cohort:${other.id}` })).status).toBe(400);
    expect((await staff.post(`${page}/dates/first`, { ...dates, intent: "base" })).status).toBe(403);
    expect((await staff.post(`${page}/dates/first`, { ...dates, target: `cohort:${own.id}` })).status).toBe(303);
  });
});

describe("an invitation", () => {
  const invite = async (email: string, to = course) => {
    const staff = await signedIn(app, trainer);
    const sent = await staff.post(`/teach/${to.slug}/people/invitations`, {
      intent: "invite",
      emails: email,
      language: "fr",
    });
    expect((await staff.follow(sent)).body).toContain("1 invitation is on its way.");
    const row = await db().invitation.findFirstOrThrow({ where: { email, courseId: to.id }, select: { id: true } });
    await mailInvitation(row.id);
    const mail = await db().outgoingMail.findFirstOrThrow({
      where: { recipient: email },
      select: { text: true, subject: true },
    });
    const token = /\/invitations\/([\w-]{32})/.exec(mail.text)![1]!;
    return { id: row.id, mail, path: `/invitations/${token}` };
  };

  it("leads a guest to an account and back, and enrols", async () => {
    const email = "invited-guest@example.org";
    const { path, mail } = await invite(`Awa <${email}>`.slice(5, -1));
    expect(mail.subject).toMatch(/^Invitation à un cours/);
    const guest = new Visitor(app);
    const page = await guest.get(path);
    expect(page.body).toContain(`href="/join?next=${encodeURIComponent(path)}"`);
    const joined = await guest.post(`/join?next=${encodeURIComponent(path)}`, {
      name: "Awa",
      email,
      password: testPassword,
      country: "SN",
      language: "en",
    });
    expect(joined.location).toBe(path);
    // The link shows that the mailbox is theirs: the address need not be confirmed first.
    const accepted = await guest.post(path);
    expect(accepted.location).toBe(`/courses/${course.slug}`);
    expect((await guest.follow(accepted)).body).toContain("You are enrolled. Welcome");
    expect((await guest.get(path)).body).toContain("This invitation has already been accepted.");
  });

  it("is for its own address: another one is told, and changes nothing", async () => {
    const { path } = await invite("somebody-else@example.org");
    const other = await makeUser();
    const visitor = await signedIn(app, other);
    expect((await visitor.get(path)).body).toContain("you are signed in as");
    expect((await visitor.post(path)).status).toBe(403);
    expect(await db().enrolment.count({ where: { userId: other.id } })).toBe(0);
    expect((await visitor.get("/invitations/unknown")).status).toBe(404);
  });

  it("is found by the address, once it is confirmed, in a course by invitation", async () => {
    const closed = await made({ enrolmentMode: "invitation" });
    await teachingOf(closed, { actor: trainer });
    const person = await makeUser({ emailConfirmedAt: null });
    await invite(person.email, closed);
    const visitor = await signedIn(app, person);
    expect((await visitor.get("/me")).body).not.toContain(`/courses/${closed.slug}`);
    expect((await visitor.post(`/courses/${closed.slug}/enrol`)).status).toBe(400);
    await db().user.update({ where: { id: person.id }, data: { emailConfirmedAt: new Date() }, select: { id: true } });
    expect((await visitor.get("/me")).body).toContain(`/courses/${closed.slug}`);
    expect((await visitor.get(`/courses/${closed.slug}`)).body).toContain("Accept the invitation");
    expect((await visitor.post(`/courses/${closed.slug}/enrol`)).status).toBe(303);
    expect(await db().enrolment.count({ where: { userId: person.id, courseId: closed.id } })).toBe(1);
  });

  it("opens nothing once it is taken back or has run out, and can be sent again", async () => {
    const person = await makeUser();
    const { id, path } = await invite(person.email);
    const [staff, visitor] = [await signedIn(app, trainer), await signedIn(app, person)];
    const list = `${base}/people/invitations`;
    expect((await staff.post(list, { intent: "again", invitation: id })).status).toBe(400);
    expect((await staff.post(list, { intent: "revoke", invitation: id })).status).toBe(303);
    expect((await visitor.get(path)).body).toContain("was withdrawn");
    expect((await visitor.post(path)).status).toBe(400);
    const expiresAt = new Date(Date.now() - 1000);
    await db().invitation.update({ where: { id }, data: { revokedAt: null, expiresAt }, select: { id: true } });
    expect((await visitor.get(path)).body).toContain("has expired");
    expect((await visitor.post(path)).status).toBe(400);
    expect((await staff.post(list, { intent: "again", invitation: id })).status).toBe(303);
    await mailInvitation(id);
    expect((await visitor.get(path)).status).toBe(404);
    expect(await db().outgoingMail.count({ where: { recipient: person.email } })).toBe(2);
  });

  it("refuses what is no address, and invites nobody twice", async () => {
    const staff = await signedIn(app, trainer);
    const list = `${base}/people/invitations`;
    const none = await staff.post(list, { intent: "invite", emails: "Awa Ndiaye", language: "en" });
    expect([none.status, none.body.includes("There is no e-mail address in this text.")]).toEqual([400, true]);
    expect((await staff.post(list, { intent: "invite", emails: "a@", language: "en" })).status).toBe(400);
    const two = { intent: "invite", emails: "Twice <twice@example.org>, TWICE@example.org", language: "en" };
    expect((await staff.follow(await staff.post(list, two))).body).toContain("1 invitation is on its way.");
    expect((await staff.follow(await staff.post(list, two))).body).toContain("1 address was invited before.");
  });
});

describe("the people page", () => {
  it("finds people by words, cohort and how far they are", async () => {
    const one = await makeCourse();
    await teachingOf(one, { actor: trainer });
    const cohort = await makeCohort(one);
    const [awa, minh] = [await makeUser({ name: "Awa Ndiaye" }), await makeUser({ name: "Minh Trần" })];
    for (const person of [awa, minh]) await enrol(person, one.slug);
    await db().cohortMember.create({ data: { cohortId: cohort.id, userId: awa.id }, select: { userId: true } });
    await db().unitProgress.create({ data: { userId: minh.id, unitId: one.units[0]!.id }, select: { userId: true } });
    const visitor = await signedIn(app, trainer);
    const found = async (query: string) => {
      const { body } = await visitor.get(`/teach/${one.slug}/people?${query}`);
      return [awa, minh].map(({ handle }) => body.includes(`id="person-${handle}"`));
    };
    expect(await found("")).toEqual([true, true]);
    expect(await found(`cohort=${cohort.slug}`)).toEqual([true, false]);
    expect(await found("state=begun")).toEqual([false, true]);
    expect(await found("state=fresh")).toEqual([true, false]);
    expect(await found("state=completed")).toEqual([false, false]);
    expect(await found("q=Minh&state=fresh")).toEqual([false, false]);
  });

  it("asks before it takes people out, with what will happen, and changes nothing until then", async () => {
    const one = await makeCourse();
    await teachingOf(one, { actor: trainer });
    const [awa, done] = [await makeUser({ name: "Awa Ndiaye" }), await makeUser({ name: "Who Is Done" })];
    for (const person of [awa, done]) await enrol(person, one.slug);
    await db().enrolment.updateMany({ where: { userId: done.id }, data: { completedAt: new Date() } });
    const path = `/teach/${one.slug}/people`;
    const visitor = await signedIn(app, trainer);
    const asked = await visitor.post(path, { intent: "ask-remove", person: [awa.id, done.id] });
    // The button says what it does, as the one before it did.
    expect(asked.body).toMatch(/button-danger"[^>]*>Remove from course</);
    expect(asked.status).toBe(200);
    for (const words of [
      "Remove 2 people from the course?",
      "Awa Ndiaye",
      "1 person has completed the course and stays.",
    ])
      expect(asked.body).toContain(words);
    expect(await db().enrolment.count({ where: { courseId: one.id } })).toBe(2);
    const without = await visitor.post(path, { intent: "ask-move", person: [awa.id] });
    expect([without.status, without.body.includes("Choose a cohort.")]).toEqual([400, true]);
    const made = await visitor.post(path, { intent: "remove", person: [awa.id, done.id] });
    expect(made.location).toBe(`${path}?done=1&kept=1`);
  });

  it("tells the trainer of a cohort nothing of people and cohorts elsewhere", async () => {
    const one = await makeCourse();
    const [own, other] = [await makeUser({ role: "trainer" }), await makeUser({ name: "Not Theirs" })];
    const cohort = await makeCohort(one, { trainerId: own.id });
    const foreign = await makeCohort(one);
    await enrol(other, one.slug);
    const visitor = await signedIn(app, own);
    const ask = (cohortId: string) =>
      visitor.post(`/teach/${one.slug}/people`, { intent: "ask-move", person: [other.id], cohort: cohortId });
    const asked = await ask(cohort.id);
    expect(asked.status).toBe(200);
    expect(asked.body).not.toContain("Not Theirs");
    expect((await ask(foreign.id)).status).toBe(400);
  });
});
