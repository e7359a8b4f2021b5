import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { limitsFor, statements as limits } from "#app/modules/forum/limits.ts";
import { mergeTopics } from "#app/modules/forum/moving/merge-topics.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { markReply } from "#app/modules/forum/states/mark-reply.server.ts";
import { getTopicFor } from "#app/modules/forum/topics/get-topic.server.ts";
import { setPostsWait } from "#app/modules/forum/waiting/set-posts-wait.server.ts";
import { anyStatementUndecided as anyUndecided } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { decideCase } from "#app/modules/moderation/cases/decide-case.server.ts";
import { getThingToDecide, openCaseFor } from "#app/modules/moderation/cases/open-case.server.ts";
import { reportThing } from "#app/modules/moderation/report-thing.server.ts";
import { dayIn, endVotes, makeConsulted } from "#test/factories/consultations.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { getConsultedTopic, listStatements } from "./get-consultation.server.ts";
import {
  closeConsultation,
  keepConsultationOpen,
  makeConsultation,
  removeConsultation,
} from "./lead-consultation.server.ts";
import { countTold, publishSynthesis } from "./publish-synthesis.server.ts";
import { proposeStatement } from "./propose-statement.server.ts";
import { voteOnStatement } from "./vote-on-statement.server.ts";
import { withdrawStatement } from "./withdraw-statement.server.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

let made: Awaited<ReturnType<typeof makeConsulted>>;
let publicId: number;
let facilitator: Actor;
let [first, second]: string[] = [];
const asked = { question: "What comes first?", until: dayIn(7) };

beforeEach(async () => {
  made = await makeConsulted();
  ({ publicId, facilitator } = made);
  [first, second] = made.statements;
});

const phase = async () => (await getTopicFor(null, publicId)).topic.consultation?.phase;
const vote = (who: Actor | null, statement: string, choice: "agree" | "pass" | "disagree" = "agree") =>
  voteOnStatement(who, publicId, { statement, choice });
const votesOn = (statementId: string) =>
  db().statementVote.findMany({ where: { statementId }, select: { choice: true } });

describe("a consultation", () => {
  test("is made by who facilitates the space, once, with an end that has not begun", async () => {
    const topic = await makeTopic();
    const own = await makeSpaceMember(await makeUser(), topic.spaceCode, "facilitator");
    await expect(makeConsultation(null, topic.publicId, asked)).rejects.toMatchObject({ status: 401 });
    await expect(makeConsultation(topic.author, topic.publicId, asked)).rejects.toMatchObject({ status: 403 });
    for (const until of [dayIn(0), null])
      await expect(makeConsultation(own, topic.publicId, { ...asked, until })).rejects.toMatchObject({ status: 400 });
    await expect(getConsultedTopic(null, topic.publicId)).rejects.toMatchObject({ status: 404 });
    const tries = await Promise.allSettled([own, own].map((who) => makeConsultation(who, topic.publicId, asked)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { status: 409, code: "forum.error.consultation_there" },
    });
    const { consultation } = await getConsultedTopic(null, topic.publicId);
    expect(consultation).toMatchObject({ question: asked.question, phase: "open", statements: 0, mine: 0 });
  });

  test("is open, then in synthesis, then published by the reply that says what became of it", async () => {
    const { id, author } = made;
    await postReply(facilitator, { publicId, body: "We begin with the statistics." });
    const { id: replyId } = await db().reply.findFirstOrThrow({
      where: { topicId: id, number: 1 },
      select: { id: true },
    });
    const publish = (who: Actor) => markReply(who, { id: replyId, set: "on", as: "outcome" });
    expect(await phase()).toBe("open");
    await expect(publish(facilitator)).rejects.toMatchObject({ status: 409, code: "forum.error.consultation_open" });
    await endVotes(id);
    expect(await phase()).toBe("synthesis");
    // Who began the topic says what became of it, unless it is a consultation.
    await expect(publish(author)).rejects.toMatchObject({ status: 403 });
    await publish(facilitator);
    expect(await phase()).toBe("published");
    const again = keepConsultationOpen(facilitator, publicId, dayIn(3));
    await expect(again).rejects.toMatchObject({ code: "forum.error.consultation_outcome" });
    await markReply(facilitator, { id: replyId, set: "off", as: "outcome" });
    await keepConsultationOpen(facilitator, publicId, dayIn(3));
    expect(await phase()).toBe("open");
  });

  test("is not made of a topic that says already what became of it", async () => {
    const topic = await makeTopic({ replies: 1 });
    const reply = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 1 }, select: { id: true } });
    await markReply(topic.author, { id: reply.id, set: "on", as: "outcome" });
    const late = makeConsultation(facilitator, topic.publicId, asked);
    await expect(late).rejects.toMatchObject({ status: 409, code: "forum.error.consultation_outcome" });
  });

  test("leaves a line in the log for each step of its facilitators, and goes with all that was said", async () => {
    const voter = await makeUser();
    await vote(voter, first!);
    await closeConsultation(facilitator, publicId);
    await closeConsultation(facilitator, publicId);
    await keepConsultationOpen(facilitator, publicId, dayIn(2));
    await removeConsultation(facilitator, publicId, anyUndecided);
    await expect(closeConsultation(facilitator, publicId)).rejects.toMatchObject({
      code: "forum.error.consultation_gone",
    });
    await expect(vote(voter, first!)).rejects.toMatchObject({ status: 409, code: "forum.error.consultation_gone" });
    expect(await db().statementVote.count({ where: { userId: voter.id } })).toBe(0);
    const where = { subject: `topic:${made.id}` };
    const lines = await db().auditEntry.findMany({ where, orderBy: { id: "asc" }, select: { action: true } });
    expect(lines.map(({ action }) => action.split(".").at(-1))).toEqual(["opened", "closed", "reopened", "removed"]);
  });

  test("is not removed while it is published", async () => {
    const voter = await makeUser();
    await vote(voter, first!);
    const remove = () => removeConsultation(facilitator, publicId, anyUndecided);
    await endVotes(made.id);
    await publishSynthesis(facilitator, publicId, { body: "We begin with the statistics.", language: "en" });
    await expect(remove()).rejects.toMatchObject({ status: 409, code: "forum.error.consultation_outcome" });
    expect(await votesOn(first!)).toHaveLength(1);
    const team = await signedIn(app, facilitator);
    expect((await team.get(`/topics/${publicId}/consultation/lead`)).body).not.toContain('value="remove"');
    const reply = await db().reply.findFirstOrThrow({ where: { topicId: made.id, number: 1 }, select: { id: true } });
    await markReply(facilitator, { id: reply.id, set: "off", as: "outcome" });
    await remove();
    expect(await votesOn(first!)).toEqual([]);
  });

  test("goes along when its topic is merged, unless there is one already", async () => {
    const [into, other] = [
      await makeTopic({ spaceCode: made.spaceCode }),
      await makeConsulted({ spaceCode: made.spaceCode }),
    ];
    const voter = await makeUser();
    await vote(voter, second!);
    await mergeTopics(facilitator, publicId, { into: into.publicId }, { anyUndecided });
    expect((await getTopicFor(voter, into.publicId)).topic.consultation).toMatchObject({ statements: 3, mine: 1 });
    await mergeTopics(facilitator, other.publicId, { into: into.publicId }, { anyUndecided });
    expect((await getTopicFor(voter, into.publicId)).topic.consultation).toMatchObject({ statements: 3, mine: 1 });
    expect(await db().consultation.count({ where: { topicId: other.id } })).toBe(0);
  });

  test("takes what became of it along, and does not end with what became of another topic", async () => {
    const { spaceCode } = made;
    const [into, told] = [await makeTopic({ spaceCode }), await makeTopic({ spaceCode, replies: 1 })];
    const outcome = await db().reply.findFirstOrThrow({ where: { topicId: told.id, number: 1 }, select: { id: true } });
    await markReply(told.author, { id: outcome.id, set: "on", as: "outcome" });
    const early = mergeTopics(facilitator, publicId, { into: told.publicId }, { anyUndecided });
    await expect(early).rejects.toMatchObject({
      status: 400,
      details: { fields: { into: { code: "forum.error.merge_outcome" } } },
    });
    expect(await phase()).toBe("open");
    await endVotes(made.id);
    await publishSynthesis(facilitator, publicId, { body: "We begin with the statistics.", language: "en" });
    const other = await makeConsulted({ spaceCode });
    // It would be lost for the other one.
    const lost = mergeTopics(facilitator, publicId, { into: other.publicId }, { anyUndecided });
    await expect(lost).rejects.toMatchObject({ status: 409, code: "forum.error.consultation_outcome" });
    await mergeTopics(facilitator, publicId, { into: into.publicId }, { anyUndecided });
    expect((await getTopicFor(null, into.publicId)).topic.consultation).toMatchObject({ phase: "published" });
    const again = keepConsultationOpen(facilitator, into.publicId, dayIn(3));
    await expect(again).rejects.toMatchObject({ status: 409, code: "forum.error.consultation_outcome" });
  });
});

describe("a statement", () => {
  test("is proposed by who may write there, once for each form, and not in the words of another", async () => {
    const person = await makeUser();
    const words = { body: "Say it in one sentence.", clientId: "one" };
    const [one, two] = await Promise.all([1, 2].map(() => proposeStatement(person, publicId, words)));
    expect(one).toEqual(two);
    const same = proposeStatement(await makeUser(), publicId, { body: "say it IN one sentence." });
    await expect(same).rejects.toMatchObject({
      status: 400,
      details: { fields: { body: { code: "forum.error.statement_there" } } },
    });
    await expect(proposeStatement(null, publicId, words)).rejects.toMatchObject({ status: 401 });
    const unconfirmed = await makeUser({ emailConfirmedAt: null });
    await expect(proposeStatement(unconfirmed, publicId, words)).rejects.toMatchObject({ status: 403 });
    await endVotes(made.id);
    const late = proposeStatement(await makeUser(), publicId, { body: "Too late." });
    await expect(late).rejects.toMatchObject({ status: 409, code: "forum.error.consultation_closed" });
  });

  test("is one of a few of the same person, also when they send many at once", async () => {
    const person = await makeUser();
    const bodies = Array.from({ length: limits.perPerson + 2 }, (_, number) => `Thought ${number}.`);
    const sent = await Promise.allSettled(bodies.map((body) => proposeStatement(person, publicId, { body })));
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(limits.perPerson);
    expect(sent.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "forum.error.statements_own" },
    });
    const { statements } = await listStatements(person, made.id);
    const own = statements.find(({ isOwn }) => isOwn)!;
    await withdrawStatement(person, own.id, { reason: "" });
    await proposeStatement(person, publicId, { body: "In its place." });
  });

  test("is proposed so many times a day, however often it is withdrawn", async () => {
    const newcomer = await makeUser({ trustedAt: null });
    const { statementsPerDay } = limitsFor(newcomer)!;
    const propose = (number: number) => proposeStatement(newcomer, publicId, { body: `Thought ${number}.` });
    for (let number = 1; number <= statementsPerDay; number++)
      await withdrawStatement(newcomer, (await propose(number)).id, { reason: "" });
    await expect(propose(0)).rejects.toMatchObject({ status: 429 });
  });

  test("is not proposed past the facilitators who want to look at posts first", async () => {
    const keeper = await makeSpaceMember(await makeUser(), made.spaceCode, "facilitator");
    await setPostsWait(keeper, { space: made.spaceCode, wait: "new_people" });
    const newcomer = await makeUser({ trustedAt: null });
    const early = proposeStatement(newcomer, publicId, { body: "Let me in." });
    await expect(early).rejects.toMatchObject({ status: 403, code: "forum.error.statement_waits" });
    await vote(newcomer, first!);
    await proposeStatement(keeper, publicId, { body: "Theirs does not wait." });
  });

  test("is withdrawn by who proposed it while nobody else has voted, then by facilitators alone, with a reason", async () => {
    const [person, other] = [await makeUser(), await makeUser()];
    const { id } = await proposeStatement(person, publicId, { body: "One thing, and another." });
    await expect(withdrawStatement(other, id, { reason: "" })).rejects.toMatchObject({ status: 403 });
    await vote(person, id);
    await vote(other, id);
    const late = withdrawStatement(person, id, { reason: "" });
    await expect(late).rejects.toMatchObject({ status: 409, code: "forum.error.statement_voted" });
    await expect(withdrawStatement(facilitator, id, { reason: "" })).rejects.toMatchObject({ status: 400 });
    await withdrawStatement(facilitator, id, { reason: "It says two things." });
    await expect(vote(other, id)).rejects.toMatchObject({ status: 409, code: "forum.error.statement_gone" });
    const { statements, gone, voters } = await listStatements(person, made.id);
    expect([statements.length, voters]).toEqual([3, 0]);
    expect(gone).toMatchObject([{ id, state: "deleted", reason: "It says two things." }]);
    expect((await listStatements(other, made.id)).gone).toEqual([]);
    const line = { action: "forum.statement.removed", subject: `statement:${id}` };
    expect(await db().auditEntry.count({ where: line })).toBe(1);
  });

  test("of a facilitator is their own until others have voted, then one like any other", async () => {
    const [early, late] = await Promise.all(
      ["Ask first.", "Count first."].map((body) => proposeStatement(facilitator, publicId, { body })),
    );
    const lines = () =>
      db().auditEntry.count({ where: { action: "forum.statement.removed", actorId: facilitator.id } });
    const team = await signedIn(app, facilitator);
    const asks = async (id: string) => (await team.get(`/statements/${id}/withdraw`)).body.includes('name="reason"');
    await vote(facilitator, early!.id);
    expect(await asks(early!.id)).toBe(false);
    await withdrawStatement(facilitator, early!.id, { reason: "" });
    expect(await lines()).toBe(0);
    await vote(await makeUser(), late!.id);
    expect(await asks(late!.id)).toBe(true);
    await expect(withdrawStatement(facilitator, late!.id, { reason: "" })).rejects.toMatchObject({ status: 400 });
    expect(await votesOn(late!.id)).toHaveLength(1);
    await withdrawStatement(facilitator, late!.id, { reason: "It says two things." });
    expect(await lines()).toBe(1);
  });

  test("is reported, removed, restored and purged as all that people write", async () => {
    const reporter = await makeUser();
    await reportThing(reporter, { kind: "statement", id: first!, reason: "offensive", note: "" });
    const voter = await makeUser();
    await vote(voter, first!);
    const where = { kind: "statement", thingId: first! };
    const { publicId: number, version } = await db().moderationCase.findFirstOrThrow({ where });
    await decideCase(facilitator, number, {
      decision: "remove",
      reason: "It is about one person.",
      until: "",
      version,
    });
    expect((await listStatements(voter, made.id)).statements.map(({ id }) => id)).not.toContain(first);
    await expect(vote(voter, first!, "disagree")).rejects.toMatchObject({ code: "forum.error.statement_gone" });
    expect((await listStatements(made.author, made.id)).gone).toMatchObject([{ id: first, state: "removed" }]);
  });

  test("shows facilitators its author once it is reported, and moderators always", async () => {
    const keeper = await makeSpaceMember(await makeUser(), made.spaceCode, "facilitator");
    const moderator = await makeUser({ role: "moderator" });
    const named = { kind: "statement", id: first! } as const;
    const early = { status: 403, code: "moderation.error.unsigned_thing" };
    await expect(openCaseFor(keeper, named)).rejects.toMatchObject(early);
    await expect(getThingToDecide(keeper, named)).rejects.toMatchObject(early);
    expect((await getThingToDecide(moderator, named)).author.id).toBe(made.author.id);
    const [team, all] = [await signedIn(app, keeper), await signedIn(app, moderator)];
    const at = `/topics/${publicId}/consultation`;
    expect((await all.get(at)).body).toContain("/moderation/new?");
    expect((await team.get(at)).body).not.toContain("/moderation/new?");
    await reportThing(await makeUser(), { ...named, reason: "offensive", note: "" });
    expect((await getThingToDecide(keeper, named)).author.id).toBe(made.author.id);
    await openCaseFor(keeper, named);
  });
});

describe("a vote", () => {
  test("is one for each person and statement, changed until the end, and nobody sees whose it is", async () => {
    const person = await makeUser();
    await Promise.all((["agree", "pass", "disagree", "agree"] as const).map((choice) => vote(person, first!, choice)));
    await vote(person, first!, "disagree");
    expect(await votesOn(first!)).toEqual([{ choice: "disagree" }]);
    const { next } = await vote(person, second!);
    expect(next).toBe(made.statements[2]);
    expect((await vote(person, next!)).next).toBeNull();
    const { statements, voters } = await listStatements(person, made.id);
    expect(statements.map(({ mine }) => mine)).toEqual(["disagree", "agree", "agree"]);
    expect(voters).toBe(1);
    expect(JSON.stringify(await listStatements(await makeUser(), made.id))).not.toMatch(/agree|author/);
    await expect(vote(null, first!)).rejects.toMatchObject({ status: 401 });
    for (const wrong of ["nothing", "00000000-0000-7000-8000-000000000000"])
      await expect(vote(person, wrong)).rejects.toMatchObject({ code: "forum.error.statement_gone" });
    const other = await makeConsulted();
    await expect(vote(person, other.statements[0]!)).rejects.toMatchObject({ code: "forum.error.statement_gone" });
    await db().user.delete({ where: { id: person.id } });
    expect(await votesOn(first!)).toEqual([]);
  });

  test("that arrives while the votes are being closed counts or is refused in words", async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => makeUser()));
    const sent = people.map((person) => vote(person, first!));
    const closing = closeConsultation(facilitator, publicId);
    const results = await Promise.allSettled(sent);
    await closing;
    for (const result of results)
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ code: "forum.error.consultation_closed" });
    const taken = results.filter(({ status }) => status === "fulfilled").length;
    expect(await votesOn(first!)).toHaveLength(taken);
    const late = vote(people[0]!, first!, "disagree");
    await expect(late).rejects.toMatchObject({ status: 409, code: "forum.error.consultation_closed" });
  });

  test("is given by members where only they write, and not there where the space is not", async () => {
    const { code } = await makeSpace({ joinMode: "ask" });
    const member = await makeSpaceMember(await makeUser({ role: "trainer" }), code, "member");
    const there = await makeConsulted({ spaceCode: code, author: member });
    const voteThere = (who: Actor) =>
      voteOnStatement(who, there.publicId, { statement: there.statements[0]!, choice: "pass" });
    await expect(voteThere(await makeUser())).rejects.toMatchObject({ status: 403 });
    await voteThere(member);
    await db().space.update({ where: { code }, data: { joinMode: "members" } });
    await expect(voteThere(await makeUser())).rejects.toMatchObject({ status: 404 });
  });
});

describe("the synthesis", () => {
  const words = { body: "We begin with the statistics.", language: "en" as const, clientId: "synthesis" };

  test("is published once the votes are over, by a facilitator, as what became of the topic; once, however often it is sent", async () => {
    const { author, id } = made;
    await expect(publishSynthesis(facilitator, publicId, words)).rejects.toMatchObject({
      status: 409,
      code: "forum.error.consultation_open",
    });
    await vote(await makeUser(), first!);
    await endVotes(id);
    await expect(publishSynthesis(author, publicId, words)).rejects.toMatchObject({ status: 403 });
    await expect(publishSynthesis(null, publicId, words)).rejects.toMatchObject({ status: 401 });
    // Who began the topic, and who voted.
    expect(await countTold(facilitator.id, id)).toBe(2);
    const published = await publishSynthesis(facilitator, publicId, words);
    expect(published).toMatchObject({ publicId, number: 1 });
    expect(await publishSynthesis(facilitator, publicId, words)).toEqual(published);
    expect(await phase()).toBe("published");
    const late = publishSynthesis(await makeUser({ role: "moderator" }), publicId, { ...words, body: "Another one." });
    await expect(late).rejects.toMatchObject({ status: 409, code: "forum.error.consultation_outcome" });
    const topic = await db().topic.findUniqueOrThrow({ where: { id }, select: { lastReplyNumber: true } });
    expect(topic.lastReplyNumber).toBe(1);
    expect(
      await db().outboxEvent.count({
        where: { name: "forum.outcome.marked", payload: { path: ["userId"], equals: facilitator.id } },
      }),
    ).toBe(1);
  });

  test("that is deleted leads back to where it was, and another one can be published or the votes opened again", async () => {
    await endVotes(made.id);
    const publish = (body: string) => publishSynthesis(facilitator, publicId, { body, language: "en" });
    await publish("The first one.");
    const idOf = async (number: number) =>
      (await db().reply.findFirstOrThrow({ where: { topicId: made.id, number }, select: { id: true } })).id;
    await deletePost(facilitator, await idOf(1));
    expect(await phase()).toBe("synthesis");
    await publish("The second one.");
    expect(await phase()).toBe("published");
    await deletePost(facilitator, await idOf(2));
    await keepConsultationOpen(facilitator, publicId, dayIn(5));
    expect(await phase()).toBe("open");
  });

  test("is one, also where two publish at the same moment", async () => {
    await endVotes(made.id);
    const other = await makeUser({ role: "moderator" });
    const sent = await Promise.allSettled([
      publishSynthesis(facilitator, publicId, words),
      publishSynthesis(other, publicId, { ...words, body: "Another one." }),
    ]);
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = sent.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({ reason: { status: 409, code: "forum.error.consultation_outcome" } });
  });

  test("is written in a plain form, which says how many are told and keeps what was typed", async () => {
    await vote(await makeUser(), first!);
    await endVotes(made.id);
    const team = await signedIn(app, facilitator);
    const lead = `/topics/${publicId}/consultation/lead`;
    expect((await team.get(lead)).body).toContain("2 people who took part are told");
    const refused = await team.post(lead, { intent: "publish", body: " ", language: "fr" });
    expect(refused.status).toBe(400);
    const fields = { intent: "publish", body: "We begin with the *statistics*.", language: "en" };
    const done = await team.follow(await team.post(lead, fields));
    for (const said of ["The synthesis is published.", "What became of it", "We begin with the statistics."])
      expect(done.body).toContain(said);
    expect((await new Visitor(app).get(`/topics/${publicId}/${made.slug}`)).body).toContain("Synthesis published");
  });
});

describe("the pages of a consultation", () => {
  test("take statements and votes by plain forms, keep what was typed, and end in words", async () => {
    const [team, person] = [await signedIn(app, facilitator), await signedIn(app, await makeUser())];
    const guest = new Visitor(app);
    const topic = await makeTopic();
    const at = `/topics/${topic.publicId}/consultation`;
    expect((await team.get(`/topics/${topic.publicId}/${topic.slug}`)).body).toContain("Make it a consultation");
    const refused = await team.post(`${at}/lead`, {
      intent: "make",
      question: "What <b>first</b>?",
      until: "2020-01-01",
    });
    expect(refused.status).toBe(400);
    for (const words of ["Choose a day from tomorrow on.", "What &lt;b&gt;first&lt;/b&gt;?"])
      expect(refused.body).toContain(words);
    const opened = await team.post(`${at}/lead`, { intent: "make", question: "What <b>first</b>?", until: dayIn(5) });
    expect((await team.follow(opened)).body).toContain("The consultation is open.");
    const long = await person.post(at, { body: "x".repeat(201), language: "en" });
    expect([long.status, long.body.includes("x".repeat(201))]).toEqual([400, true]);
    const body = unique("Statistics <i>first</i>");
    const proposed = await person.follow(await person.post(at, { body, language: "en" }));
    for (const words of ["Your statement is there.", "Statistics &lt;i&gt;first&lt;/i&gt;", "Proposed by you"])
      expect(proposed.body).toContain(words);
    const { id } = await db().consultationStatement.findFirstOrThrow({ where: { topicId: topic.id } });
    const voted = await team.follow(await team.post(`${at}/vote`, { statement: id, choice: "agree" }));
    for (const words of ["You have voted on every statement.", "1 person has voted"])
      expect(voted.body).toContain(words);
    expect(voted.body).toMatch(/value="agree"[^>]*aria-pressed="true"|aria-pressed="true"[^>]*value="agree"/);
    expect(voted.body).not.toContain(
      (await db().user.findFirstOrThrow({ where: { statements: { some: { id } } } })).name,
    );
    const seen = (await guest.get(at)).body;
    expect(seen).toContain("Sign in to vote");
    expect(seen).not.toContain(`name="choice"`);
    await team.post(`${at}/lead`, { intent: "close" });
    const late = await person.post(`${at}/vote`, { statement: id, choice: "agree" });
    expect(late.status).toBe(409);
    expect(late.body).toContain("The votes ended before this arrived");
    expect((await guest.get(at)).body).toContain("are writing their synthesis");
    expect((await guest.get(`/topics/${topic.publicId}/${topic.slug}`)).body).toContain("In synthesis");
  });
});
