import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { formatSerial } from "#app/modules/certificates/serial.ts";
import { type Opinions, selectStatements } from "#app/modules/forum/consultations/opinions/opinions.ts";
import { type Question, questionKinds } from "#app/modules/learning/questions/questions.ts";
import { getSurveyResults } from "#app/modules/learning/surveys/get-survey-results.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { unitKindNames } from "#app/modules/learning/courses/unit-kinds.ts";
import { demoActor } from "#prisma/seed/demo-people.ts";
import { seed } from "#prisma/seed/index.ts";
import { type Answer, signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp(() => seed({ demo: true, log: () => {} }));

const slug = "run-a-national-consultation-online";
const course = `/courses/${slug}`;
const teach = `/teach/${slug}`;
let trainer: Actor;
let awa: Actor;
let layla: Actor;

beforeAll(async () => {
  trainer = await demoActor("trainer");
  awa = await demoActor("learner.fr");
  layla = await demoActor("learner.ar");
});

describe("the demo holds every kind of thing:", () => {
  test("a unit of each kind", async () => {
    const units = await db().unit.findMany({ where: { course: { slug } }, select: { kind: true } });
    expect(new Set(units.map(({ kind }) => kind))).toEqual(new Set(unitKindNames));
  });

  test("a reply that somebody has translated", async () => {
    const found = await db().postTranslation.findMany({
      select: { language: true, reply: { select: { language: true } } },
    });
    expect(found).toEqual([{ language: "en", reply: { language: "fr" } }]);
  });

  test("a question of each kind, in three languages", async () => {
    const questions = await db().question.findMany({
      where: { course: { slug } },
      select: { versions: { select: { translations: true } } },
    });
    const translations = questions.map(
      ({ versions }) => versions[0]!.translations as unknown as Record<string, Question>,
    );
    expect(translations.map(({ en }) => en!.kind).sort()).toEqual([...questionKinds].sort());
    for (const one of translations) expect(Object.keys(one).sort()).toEqual(["ar", "en", "fr"]);
  });

  test("an assignment in each of its phases: drafted, in review, with its result", async () => {
    const rounds = await db().reviewRound.findMany({
      where: { unit: { course: { slug } } },
      select: { closedAt: true, cohort: { select: { slug: true } } },
    });
    const closed = Object.fromEntries(rounds.map(({ cohort, closedAt }) => [cohort!.slug, closedAt !== null]));
    expect(closed).toEqual({ "first-group": true, "second-group": false });
    const reviews = await db().peerReview.groupBy({ by: ["state"], _count: true });
    expect(Object.fromEntries(reviews.map(({ state, _count }) => [state, _count]))).toEqual({
      submitted: 15,
      allocated: 5,
    });
    const waiting = { reviewerId: awa.id, state: "allocated" as const };
    expect(await db().peerReview.count({ where: waiting })).toBe(1);
    const late = await db().submission.findMany({
      where: { isLate: true },
      select: { user: { select: { name: true } } },
    });
    expect(late.map(({ user }) => user.name).sort()).toEqual(["Anneli Korhonen", "Youssef Benali"]);
  });

  test("attempts under way, waiting for a trainer, and marked", async () => {
    const attempts = await db().attempt.findMany({
      where: { unit: { course: { slug } } },
      select: { state: true, needsMarking: true, percent: true },
    });
    expect(attempts.filter(({ state }) => state === "in_progress")).toHaveLength(1);
    expect(attempts.filter(({ needsMarking }) => needsMarking)).toHaveLength(2);
    const marked = attempts.filter(({ state, needsMarking }) => state === "submitted" && !needsMarking);
    expect(marked.map(({ percent }) => Math.round(percent!)).sort((a, b) => a - b)).toEqual([80, 90, 94, 100, 100]);
  });

  test("a survey with enough answers for results, of all and of the group", async () => {
    const access = await getStaffAccessFor(trainer, slug, "en");
    const group = await db().cohort.findFirstOrThrow({ where: { slug: "first-group" }, select: { id: true } });
    for (const cohortId of [null, group.id]) {
      const { responses, results } = await getSurveyResults(access, "how-was-it", { language: "en", cohortId });
      expect(responses).toBe(5);
      expect(results?.map(({ kind, count }) => [kind, count])).toEqual([
        ["scale", 5],
        ["single", 5],
        ["several", 5],
        ["text", 4],
      ]);
    }
  });

  test("a cohort that runs now and one that is over, with dates of their own", async () => {
    const cohorts = await db().cohort.findMany({
      where: { course: { slug } },
      orderBy: { startsAt: "asc" },
      select: { startsAt: true, endsAt: true, _count: { select: { members: true } } },
    });
    const now = new Date();
    expect(cohorts.map(({ startsAt, endsAt }) => [startsAt! < now, endsAt! < now])).toEqual([
      [true, true],
      [true, false],
    ]);
    expect(cohorts.map(({ _count }) => _count.members)).toEqual([5, 5]);
    expect(await db().unitOverride.count({ where: { unit: { course: { slug } } } })).toBe(6);
  });

  test("certificates of those who are through, of the day on which they were", async () => {
    const certificates = await db().certificate.findMany({
      select: { issuedAt: true, revokedAt: true, user: { select: { name: true } } },
    });
    expect(certificates.map(({ user }) => user.name).sort()).toEqual(
      ["Kwame Boateng", "Camila Herrera", "Youssef Benali", "ليلى حداد"].sort(),
    );
    const day = 86_400_000;
    for (const { issuedAt } of certificates) expect((Date.now() - issuedAt.getTime()) / day).toBeGreaterThan(25);
    const { completedAt } = await db().enrolment.findFirstOrThrow({
      where: { userId: layla.id, course: { slug } },
      select: { completedAt: true },
    });
    expect(completedAt).not.toBeNull();
  });

  test("a consultation with two groups of opinion, what unites them and what divides them", async () => {
    const { opinions, consultation } = await db().opinionMap.findFirstOrThrow({
      select: { opinions: true, consultation: { select: { closesAt: true } } },
    });
    const seen = opinions as Opinions;
    expect(seen).toMatchObject({ people: 19, groups: [{ size: 10 }, { size: 9 }] });
    const { unite, divide } = selectStatements(seen);
    expect([unite.length, divide.length]).toEqual([3, 4]);
    expect(consultation.closesAt.getTime()).toBeGreaterThan(Date.now());
  });

  test("a poll with votes, a post that several have written, a pinned topic, a closed one with its reason", async () => {
    expect(await db().poll.findMany({ select: { _count: { select: { options: true } } } })).toEqual([
      { _count: { options: 4 } },
    ]);
    expect(await db().pollVote.count()).toBe(17);
    const wiki = await db().reply.findFirstOrThrow({ where: { isWiki: true }, select: { id: true, body: true } });
    expect(wiki.body.match(/^\|/gm)).toHaveLength(6);
    expect(await db().replyRevision.count({ where: { replyId: wiki.id } })).toBe(2);
    const pinned = await db().topicPin.findMany({ select: { topic: { select: { spaceCode: true } } } });
    expect(pinned.map(({ topic }) => topic.spaceCode)).toEqual(["lobby"]);
    const closed = await db().topic.findMany({ where: { closedAt: { not: null } }, select: { closedReason: true } });
    expect(closed.map(({ closedReason }) => closedReason)).toEqual([expect.stringContaining("Both seats are taken")]);
  });

  test("people who are called, a team's space that one asks to join, and a report that waits for a moderator", async () => {
    const guest = new Visitor(app);
    expect((await guest.get("/forum/equipe-nationale-du-senegal")).body).toContain("Ordre du jour");
    const called = await db().reply.findFirstOrThrow({ where: { body: { contains: "@ama-mensah" } } });
    expect(called.html).toContain('href="/people/ama-mensah"');
    const team = await db().space.findFirstOrThrow({
      where: { kind: "team" },
      select: { joinMode: true, _count: { select: { members: true, wishes: true } } },
    });
    expect(team).toEqual({ joinMode: "ask", _count: { members: 3, wishes: 1 } });
    const [waiting, ...more] = await db().moderationCase.findMany({
      select: { state: true, reports: { select: { reason: true } } },
    });
    expect([waiting, more]).toEqual([{ state: "open", reports: [{ reason: "spam" }] }, []]);
    const admin = await signedIn(app, await demoActor("admin"));
    expect(await open(admin, "/moderation")).toContain("Définir");
  });

  test("counts that are what they say", async () => {
    const topics = await db().topic.findMany({
      select: {
        replyCount: true,
        lastReplyNumber: true,
        replies: { where: { number: { gt: 0 } }, select: { id: true } },
      },
    });
    for (const { replyCount, lastReplyNumber, replies } of topics) {
      expect([replyCount, lastReplyNumber]).toEqual([replies.length, replies.length]);
    }
    const webinars = await db().webinar.findMany({
      select: { registrationCount: true, registrations: { select: { userId: true } } },
    });
    expect(webinars).toHaveLength(4);
    for (const { registrationCount, registrations } of webinars) expect(registrationCount).toBe(registrations.length);
  });
});

const plain = ({ body }: Answer) =>
  body
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/[\s\u00a0\u2068\u2069]+/g, " ");

async function open(visitor: Visitor, path: string): Promise<string> {
  const answer = await visitor.follow(await visitor.get(path));
  expect([path, answer.status]).toEqual([path, 200]);
  return plain(answer);
}

describe("its pages open", () => {
  test("for a learner in the middle of the course, with what comes next", async () => {
    const visitor = await signedIn(app, awa);
    for (const unit of ["what-it-decides", "check-the-basics", "check-the-basics/attempts/1", "how-was-it"])
      await open(visitor, `${course}/${unit}`);
    expect(await open(visitor, course)).toContain("Second group");
    expect(await open(visitor, `${course}/consultation-plan`)).toContain("Votre plan de consultation");
    const review = await db().peerReview.findFirstOrThrow({
      where: { reviewerId: awa.id, state: "allocated" },
      select: { id: true },
    });
    await open(visitor, `${course}/consultation-plan/reviews`);
    await open(visitor, `${course}/consultation-plan/reviews/${review.id}`);
    await open(visitor, `${course}/grades`);
  });

  test("for a learner who is through, with result and certificate", async () => {
    const visitor = await signedIn(app, layla);
    await open(visitor, `${course}/consultation-plan`);
    expect(await open(visitor, `${course}/consultation-plan/submission`)).toContain("خطة واضحة");
    await open(visitor, `${course}/grades`);
    const { serial } = await db().certificate.findFirstOrThrow({
      where: { userId: layla.id },
      select: { serial: true },
    });
    expect((await visitor.get("/me")).body).toContain(`/certificates/${formatSerial(serial)}`);
  });

  test("for a learner, from the discussion and the webinar to the place where they happen", async () => {
    const visitor = await signedIn(app, awa);
    const discussion = await visitor.get(`${course}/hardest-to-reach`);
    const topic = /href="(\/topics\/\d+)"/.exec(discussion.body)![1]!;
    expect(await open(visitor, topic)).toContain("Eleven answers in an afternoon");
    const rehearsal = await visitor.get(`${course}/rehearse-a-meeting`);
    const webinar = /href="(\/webinars\/\d+)"/.exec(rehearsal.body)![1]!;
    expect(await open(visitor, webinar)).toContain("second group");
    expect(await open(visitor, "/roadmap/1.2")).toContain("Mener une consultation nationale en ligne");
  });

  test("for the trainer: results, marks, reviews, cohorts, reports", async () => {
    const visitor = await signedIn(app, trainer);
    for (const page of [
      ...["", "/people", "/cohorts", "/cohorts/second-group", "/dates", "/dates/consultation-plan", "/content"],
      ...["/quizzes", "/quizzes/check-the-basics", "/quizzes/check-the-basics/statistics", "/questions", "/reports"],
      ...["/assignments", "/assignments/consultation-plan", "/surveys"],
    ])
      await open(visitor, teach + page);
    expect(await open(visitor, `${teach}/surveys/how-was-it`)).toContain("A second example for the rubric");
    expect(await open(visitor, `${teach}/assignments/consultation-plan/submissions`)).toContain("Anneli Korhonen");
    expect(await open(visitor, `${teach}/grades`)).toContain("Kwame Boateng");
    const { id } = await db().submission.findFirstOrThrow({ where: { userId: layla.id }, select: { id: true } });
    expect(await open(visitor, `${teach}/assignments/consultation-plan/submissions/${id}`)).toContain("ليلى حداد");
  });

  test("for anybody who checks a certificate by its address", async () => {
    const { serial } = await db().certificate.findFirstOrThrow({
      where: { user: { handle: "kwame-boateng" } },
      select: { serial: true },
    });
    const guest = new Visitor(app);
    expect(await open(guest, `/certificates/${formatSerial(serial)}`)).toContain("Kwame Boateng");
    const facts = JSON.parse((await guest.get(`/certificates/${formatSerial(serial)}.json`)).body) as object;
    expect(facts).toMatchObject({ name: "Kwame Boateng", state: "valid" });
  });
});

test("seeding again writes nothing twice and changes nothing", async () => {
  const before = await fingerprints();
  await seed({ demo: true, log: () => {} });
  expect(await fingerprints()).toEqual(before);
});

/** Table -> what is in it, but for the runs of imports, and what pages and the queue write by themselves. */
async function fingerprints(): Promise<Record<string, string>> {
  const own = ["import_runs", "outbox_events", "sessions", "limits", "_prisma_migrations"];
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;
  const found: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !own.includes(table.name))) {
    const [row] = await db().$queryRawUnsafe<{ mark: string | null }[]>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS mark FROM "${name}" t`,
    );
    found[name] = row!.mark!;
  }
  expect(Object.keys(found).length).toBeGreaterThan(40);
  return found;
}
