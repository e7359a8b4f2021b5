import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { mergeTopics } from "#app/modules/forum/moving/merge-topics.server.ts";
import { getTopicFor } from "#app/modules/forum/topics/get-topic.server.ts";
import { anyStatementUndecided as anyUndecided } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { closePoll, makePoll, removePoll } from "./lead-poll.server.ts";
import { vote } from "./vote.server.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

let topic: Awaited<ReturnType<typeof makeTopic>>;
let asker: Actor;
let publicId: number;
const days = {
  question: "Which day suits you?",
  answers: ["Monday", "Friday", "الأحد"],
  isMultiple: false,
  until: null,
};

beforeEach(async () => {
  topic = await makeTopic();
  [asker, publicId] = [topic.author, topic.publicId];
});

const pollFor = async (actor: Actor | null) => (await getTopicFor(actor, publicId)).topic.poll;
const votesFor = async (actor: Actor | null) => (await pollFor(actor))!.answers.map(({ votes }) => votes);

describe("a poll", () => {
  test("is made by who began the topic or facilitates its space, once, and by nobody else", async () => {
    const [stranger, facilitator] = [
      await makeUser(),
      await makeSpaceMember(await makeUser(), topic.spaceCode, "facilitator"),
    ];
    await expect(makePoll(stranger, publicId, days)).rejects.toMatchObject({ status: 403 });
    await expect(makePoll(null, publicId, days)).rejects.toMatchObject({ status: 401 });
    await expect(makePoll(asker, 999_999, days)).rejects.toMatchObject({ status: 404 });
    const made = await Promise.allSettled([asker, facilitator].map((who) => makePoll(who, publicId, days)));
    expect(made.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(made.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { status: 409, code: "forum.error.poll_there" },
    });
    expect((await pollFor(null))?.answers.map(({ label }) => label)).toEqual(days.answers);
  });

  test("counts each person once, shows others' votes to who has voted, and lets them think again", async () => {
    await makePoll(asker, publicId, days);
    const [one, two] = [await makeUser(), await makeUser()];
    await Promise.all([1, 2, 1, 2].map((answer) => vote(one, publicId, [answer])));
    expect((await pollFor(null))?.voters).toBe(1);
    for (const reader of [null, two]) expect(await votesFor(reader)).toEqual([null, null, null]);
    await vote(one, publicId, [2]);
    await vote(two, publicId, [3]);
    for (const reader of [one, two, asker]) expect(await votesFor(reader)).toEqual([0, 1, 1]);
    await vote(two, publicId, []);
    expect(await votesFor(two)).toEqual([null, null, null]);
    expect(await votesFor(one)).toEqual([0, 1, 0]);
    for (const wrong of [[4], [1, 2]]) await expect(vote(one, publicId, wrong)).rejects.toMatchObject({ status: 400 });
    await expect(vote(null, publicId, [1])).rejects.toMatchObject({ status: 401 });
    const unconfirmed = await makeUser({ emailConfirmedAt: null });
    await expect(vote(unconfirmed, publicId, [1])).rejects.toMatchObject({ status: 403 });
    expect(await votesFor(one)).toEqual([0, 1, 0]);
  });

  test("takes several answers where it says so", async () => {
    await makePoll(asker, publicId, { ...days, isMultiple: true });
    const one = await makeUser();
    await vote(one, publicId, [1, 3, 3]);
    expect(await pollFor(one)).toMatchObject({ voters: 1, mine: [1, 3] });
    expect(await votesFor(one)).toEqual([1, 0, 1]);
  });

  test("counts every vote that was taken before it ended, refuses those after, and then shows everybody", async () => {
    await makePoll(asker, publicId, days);
    const voters = await Promise.all(Array.from({ length: 10 }, () => makeUser()));
    const votes = voters.map((voter) => vote(voter, publicId, [1]));
    const closing = closePoll(asker, publicId, "close");
    const results = await Promise.allSettled(votes);
    await closing;
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "forum.error.poll_closed" });
    const taken = results.filter(({ status }) => status === "fulfilled").length;
    expect(await votesFor(null)).toEqual([taken, 0, 0]);
    await expect(vote(voters[0]!, publicId, [2])).rejects.toMatchObject({
      status: 409,
      code: "forum.error.poll_closed",
    });
    await closePoll(asker, publicId, "reopen");
    await vote(voters[0]!, publicId, [2]);
    expect((await votesFor(voters[0]!))[1]).toBe(1);
  });

  test("ends as its day begins, and a day that has begun is refused", async () => {
    const at = new Date("2026-05-01T10:00Z");
    await expect(makePoll(asker, publicId, { ...days, until: "2026-05-01" }, { at })).rejects.toMatchObject({
      status: 400,
    });
    await makePoll(asker, publicId, { ...days, until: "2026-05-03" }, { at });
    const voter = await makeUser();
    await vote(voter, publicId, [1], { at: new Date("2026-05-02T12:00Z") });
    const late = vote(voter, publicId, [2], { at: new Date("2026-05-03T12:00Z") });
    await expect(late).rejects.toMatchObject({ code: "forum.error.poll_closed" });
    expect(await pollFor(null)).toMatchObject({ isClosed: true });
    await closePoll(asker, publicId, "reopen");
    expect(await pollFor(null)).toMatchObject({ isClosed: false, closesAt: null });
  });

  test("is removed by its asker while nobody has voted, then by facilitators alone, with an audit line", async () => {
    await makePoll(asker, publicId, days);
    await removePoll(asker, publicId);
    await expect(closePoll(asker, publicId, "close")).rejects.toMatchObject({ code: "forum.error.poll_gone" });
    await makePoll(asker, publicId, days);
    await vote(await makeUser(), publicId, [1]);
    await expect(removePoll(asker, publicId)).rejects.toMatchObject({ status: 409, code: "forum.error.poll_voted" });
    await removePoll(await makeUser({ role: "moderator" }), publicId);
    expect(await pollFor(null)).toBeNull();
    expect(await db().pollVote.count({ where: { topicId: topic.id } })).toBe(0);
    const lines = await db().auditEntry.findMany({ where: { subject: `topic:${topic.id}` } });
    expect(lines.map(({ action }) => action)).toEqual(["forum.poll.removed"]);
    await expect(vote(asker, publicId, [1])).rejects.toMatchObject({ code: "forum.error.poll_gone" });
  });

  test("is not there for whom its topic is not, and takes no votes from who only reads a space", async () => {
    const { code } = await makeSpace({ joinMode: "ask" });
    const author = await makeSpaceMember(await makeUser({ role: "trainer" }), code, "member");
    const asked = await makeTopic({ spaceCode: code, author });
    await makePoll(author, asked.publicId, days);
    await expect(vote(await makeUser(), asked.publicId, [1])).rejects.toMatchObject({ status: 403 });
    await db().space.update({ where: { code }, data: { joinMode: "members" } });
    await expect(vote(await makeUser(), asked.publicId, [1])).rejects.toMatchObject({ status: 404 });
    await vote(author, asked.publicId, [1]);
  });

  test("goes along when its topic is merged, unless there is one already", async () => {
    const staff = await makeUser({ role: "administrator" });
    const into = await makeTopic({ spaceCode: topic.spaceCode });
    await makePoll(asker, publicId, days);
    const voter = await makeUser();
    await vote(voter, publicId, [2]);
    await mergeTopics(staff, publicId, { into: into.publicId }, { anyUndecided });
    const { topic: merged } = await getTopicFor(voter, into.publicId);
    expect(merged.poll).toMatchObject({ question: days.question, mine: [2] });
    const other = await makeTopic({ spaceCode: topic.spaceCode });
    await makePoll(other.author, other.publicId, { ...days, question: "Another question?" });
    const losing = { into: into.publicId, losesPoll: true };
    await mergeTopics(staff, other.publicId, losing, { anyUndecided });
    expect((await getTopicFor(voter, into.publicId)).topic.poll?.question).toBe(days.question);
    expect(await db().poll.count({ where: { topicId: other.id } })).toBe(0);
  });
});

describe("the forms of a poll", () => {
  test("make one of lines, keep what was typed when it is refused, and vote without a script", async () => {
    const [author, guest] = [await signedIn(app, asker), new Visitor(app)];
    const [page, form] = [`/topics/${publicId}/${topic.slug}`, `/topics/${publicId}/poll`];
    expect((await author.get(page)).body).toContain("Add a poll");
    const one = await author.post(form, {
      intent: "make",
      question: "Which <b>day</b>?",
      answers: "Monday\n\nMonday \n",
    });
    expect(one.status).toBe(400);
    for (const words of ["between two and ten", "Which &lt;b&gt;day&lt;/b&gt;?"]) expect(one.body).toContain(words);
    const fields = { intent: "make", question: "Which <b>day</b>?", answers: "Monday\r\nFriday\u202e\r\n", until: "" };
    const made = await author.follow(await author.post(form, fields));
    for (const words of ["The poll is open.", "Which &lt;b&gt;day&lt;/b&gt;?"]) expect(made.body).toContain(words);
    expect((await pollFor(null))?.answers.map(({ label }) => label)).toEqual(["Monday", "Friday"]);
    const visitor = await signedIn(app, await makeUser());
    const { body } = await visitor.get(page);
    expect(body).toContain(`action="/topics/${publicId}/vote"`);
    expect((await guest.get(page)).body).not.toContain(`action="/topics/${publicId}/vote"`);
    expect((await visitor.post(`/topics/${publicId}/vote`, {})).status).toBe(400);
    const voted = await visitor.follow(await visitor.post(`/topics/${publicId}/vote`, { answer: "2" }));
    for (const words of ["Your vote is counted.", "Friday (your choice)", "1 person has voted"])
      expect(voted.body).toContain(words);
    // How others voted is not in the page of who has not, nor in its data.
    for (const path of [page, `${page}.data`]) expect((await guest.get(path)).body).not.toMatch(/1 vote\b|"votes",1/);
    await author.post(form, { intent: "close" });
    expect((await guest.get(page)).body).toContain("This poll is ended.");
    const late = await visitor.post(`/topics/${publicId}/vote`, { answer: "1" });
    expect(late.status).toBe(409);
    expect(late.body).toContain("ended before your vote arrived");
  });
});
