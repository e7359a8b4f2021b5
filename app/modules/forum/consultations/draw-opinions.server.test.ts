import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { castVotes, dayIn, endVotes, makeConsulted, splitVotes } from "#test/factories/consultations.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { drawOpinions } from "./draw-opinions.server.ts";
import { getConsultedTopic } from "./get-consultation.server.ts";
import { getOpinions } from "./get-opinions.server.ts";
import { keepConsultationOpen } from "./lead-consultation.server.ts";
import { voteOnStatement } from "./vote-on-statement.server.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

const author = () => makeUser({ role: "trainer" });
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000 + 1000);
const opinionsFor = async (actor: Actor | null, publicId: number) =>
  getOpinions(actor, await getConsultedTopic(actor, publicId));

describe("the groups of opinion of a consultation", () => {
  let made: Awaited<ReturnType<typeof makeConsulted>>;
  let people: Actor[];
  beforeAll(async () => {
    made = await makeConsulted({ statements: 5, author: await author() });
    people = await Promise.all(Array.from({ length: 16 }, () => makeUser()));
    await castVotes(people, made.statements, splitVotes);
  }, 60_000);

  test("are drawn once from the same votes, with a place for everybody who was counted", async () => {
    expect(await drawOpinions()).toBe(1);
    expect(await drawOpinions()).toBe(0);
    const { topicId, opinions } = await db().opinionMap.findFirstOrThrow({ where: { topicId: made.id } });
    expect(opinions).toMatchObject({ people: 16, groups: [{ size: 8 }, { size: 8 }] });
    const places = await db().opinionPlace.findMany({ where: { topicId } });
    expect(places).toHaveLength(16);
    const groupOf = (index: number) => places.find(({ userId }) => userId === people[index]!.id)!.groupNumber;
    for (let index = 2; index < 16; index++) expect(groupOf(index)).toBe(groupOf(index % 2));
    expect(groupOf(0)).not.toBe(groupOf(1));
  });

  test("are shown with their own place to who has voted, and to others once the votes are over, without one", async () => {
    const { publicId } = made;
    const [first, second] = [people[0]!, people[1]!];
    const [one, two] = [await opinionsFor(first, publicId), await opinionsFor(second, publicId)];
    expect(one!.own!.group).not.toBe(two!.own!.group);
    expect(await opinionsFor(await makeUser(), publicId)).toBeNull();
    expect(await opinionsFor(null, publicId)).toBeNull();
    expect((await opinionsFor(made.facilitator, publicId))!.own).toBeNull();
    const voter = await signedIn(app, first);
    const { body } = await voter.get(`/topics/${publicId}/consultation`);
    for (const words of [
      `You are in group ${"AB"[one!.own!.group]}.`,
      "<svg",
      "Statements that divide",
      "9 in 10 agree",
    ])
      expect(body).toContain(words);
    for (const { id, name } of people.slice(1)) for (const of of [id, name]) expect(body).not.toContain(of);
  });

  test("are sent to pages as they are drawn there, with the figures of those statements alone that unite or divide", async () => {
    const voter = await signedIn(app, people[0]!);
    const { body } = await voter.get(`/topics/${made.publicId}/consultation.data`);
    expect(body).toContain('"circles"');
    expect(body).not.toContain('"groups"');
    expect(body).not.toMatch(/\d\.\d{3}/);
    const { unite, divide, ...rest } = (await opinionsFor(people[0]!, made.publicId))!;
    expect([unite.length, divide.length]).toEqual([1, 4]);
    expect(rest).not.toHaveProperty("statements");
    const gone = made.statements[0]!;
    await db().consultationStatement.update({ where: { id: gone }, data: { state: "hidden" } });
    expect(JSON.stringify(await opinionsFor(people[0]!, made.publicId))).not.toContain(gone);
    await db().consultationStatement.update({ where: { id: gone }, data: { state: "visible" } });
  });

  test("are drawn again once the votes of five people who are counted have changed, also where votes end in between", async () => {
    const { publicId, statements, id: topicId } = made;
    const drawnAt = async () => (await db().opinionMap.findFirstOrThrow({ where: { topicId } })).drawnAt;
    const before = await drawnAt();
    const say = (who: Actor, choice: "agree" | "pass") =>
      voteOnStatement(who, publicId, { statement: statements[4]!, choice });
    for (const who of people.slice(0, 4)) await say(who, "pass");
    // Neither who says the same again nor who has not voted on enough to be counted makes five of them.
    await say(people[4]!, "agree");
    await say(await makeUser(), "agree");
    expect(await drawOpinions()).toBe(0);
    await endVotes(topicId);
    expect(await drawOpinions()).toBe(0);
    expect(await drawOpinions({ at: inHours(2) })).toBe(0);
    await keepConsultationOpen(made.facilitator, publicId, dayIn(7));
    await say(people[4]!, "pass");
    expect(await drawOpinions()).toBe(1);
    expect(await drawnAt()).not.toEqual(before);
    await endVotes(topicId);
    expect(await drawOpinions()).toBe(0);
    const guest = new Visitor(app);
    const { body } = await guest.get(`/topics/${publicId}/consultation`);
    expect(body).toContain("What people think");
    expect(body).not.toContain("You are in group");
  });

  test("lose who goes, with their votes and place, and count nothing that is out of sight", async () => {
    const { id: topicId, statements } = made;
    await db().user.delete({ where: { id: people[15]!.id } });
    expect(await db().opinionPlace.count({ where: { topicId } })).toBe(15);
    await db().consultationStatement.update({ where: { id: statements[0]! }, data: { state: "removed" } });
    // Nobody votes any more: it is looked at once an hour.
    expect(await drawOpinions()).toBe(0);
    expect(await drawOpinions({ at: inHours(1) })).toBe(1);
    expect(await drawOpinions({ at: inHours(1.5) })).toBe(0);
    const { opinions } = await db().opinionMap.findFirstOrThrow({ where: { topicId } });
    expect(opinions).toMatchObject({ people: 15 });
    expect(JSON.stringify(opinions)).not.toContain(statements[0]);
  });
});

test("a consultation of few has no groups and no figures", async () => {
  const made = await makeConsulted({ statements: 5, author: await author() });
  const people = await Promise.all(Array.from({ length: 4 }, () => makeUser()));
  await castVotes(people, made.statements, splitVotes);
  await endVotes(made.id);
  await drawOpinions();
  const { body } = await new Visitor(app).get(`/topics/${made.publicId}/consultation`);
  expect(body).toContain("Too few people have voted");
  expect(body).not.toMatch(/in 10 agree|<svg[^>]*role="img"/);
  expect(await db().opinionPlace.count({ where: { topicId: made.id } })).toBe(0);
});
