import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { saveProfile, getProfileFor } from "#app/modules/accounts/save-profile.server.ts";
import { listTopicsFor } from "#app/modules/forum/topics/list-topics.server.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { appeal, getAppealFor } from "./appeal.server.ts";
import { decideCase } from "./cases/decide-case.server.ts";
import { getCaseFor } from "./cases/get-case.server.ts";
import { getReportFor, reportThing } from "./report-thing.server.ts";

useDatabase();
afterAll(closeQueue);

const member = () => makeUser({ createdAt: new Date(Date.now() - 10 * 86_400_000) });
const moderator = (role: "moderator" | "administrator" = "moderator") => makeUser({ role });
const caseOf = (thingId: string) =>
  db().moderationCase.findFirstOrThrow({ where: { thingId }, orderBy: { id: "desc" } });

describe("a name", () => {
  const neutral = /^Member \d{4}$/;
  const decide = (judge: Actor, number: number, input: object) =>
    decideCase(judge, number, { decision: "remove", reason: "An insult.", until: "", ...input });
  const nameOf = async ({ id }: Actor) =>
    (await db().user.findUniqueOrThrow({ where: { id }, select: { name: true } })).name;
  const profileOf = ({ country, language, zone }: Actor, name: string) =>
    ({ name, country, language, zone, legalName: "", institution: "", about: "" }) as never;
  const about = { kind: "profile" as const };

  test("goes with a profile when the decision says so, everywhere and for good until they choose another", async () => {
    const who = await makeUser({ name: "Rude Word" });
    const topic = await makeTopic({ author: who });
    const [judge, other] = [await moderator(), await moderator()];
    await reportThing(await member(), { ...about, id: who.handle, reason: "offensive", note: "" });
    const { publicId: number } = await caseOf(who.id);
    expect((await getCaseFor(judge, number)).mayTakeName).toBe(true);
    // Keeping takes nothing, whatever the form says; nor does hiding alone.
    await decide(judge, number, { decision: "hide" });
    expect(await nameOf(who)).toBe("Rude Word");
    await decide(judge, number, { takesName: "on", version: 2 });
    expect(await nameOf(who)).toMatch(neutral);
    const listed = (await listTopicsFor(null, topic.spaceCode)).topics[0]!;
    expect([listed.authorName, listed.lastReplyAuthorName ?? listed.authorName].join()).not.toContain("Rude");
    expect((await getCaseFor(judge, number)).thing).toMatchObject({ takenName: "Rude Word" });
    expect(await getProfileFor(null, who.handle)).toMatchObject({ isWithdrawn: true, isRenamed: true });
    expect(JSON.stringify(await getReportFor(await member(), { ...about, id: who.handle }))).not.toContain("Rude");
    const line = { action: "moderation.case.decided", subject: `case:${number}` };
    const entries = await db().auditEntry.findMany({ where: line, orderBy: { id: "asc" }, select: { data: true } });
    expect(entries.map(({ data }) => (data as { takesName?: boolean }).takesName)).toEqual([undefined, true]);
    // The old one is not theirs to take again, in whatever letters; any other is, and stays.
    for (const again of ["Rude Word", "  rude\u00ADword ", "RUDE-WORD"])
      await expect(saveProfile(who, profileOf(who, again))).rejects.toMatchObject({ status: 400 });
    const seen = await getAppealFor(who, { ...about, id: who.handle });
    expect([seen.thing.takenName, seen.decision?.reason, seen.mayAppeal]).toEqual(["Rude Word", "An insult.", true]);
    await appeal(who, { ...about, id: who.handle, body: "It is my name." });
    await decide(other, number, { decision: "restore", reason: "So it is.", version: 4 });
    expect(await nameOf(who)).toBe("Rude Word");
    await saveProfile(who, profileOf(who, "Rude Word"));
  });

  test("that they chose meanwhile stays; the one before is free again once all is restored, and never once erased", async () => {
    const who = await makeUser({ name: "Rude Word" });
    const judge = await moderator("administrator");
    await reportThing(await member(), { ...about, id: who.handle, reason: "offensive", note: "" });
    const { publicId: number } = await caseOf(who.id);
    await decide(judge, number, { decision: "keep" });
    await decide(judge, number, { takesName: "on", version: 2 });
    await saveProfile(who, profileOf(who, "Ruder Word"));
    await decide(judge, number, { takesName: "on", version: 3 });
    expect(await nameOf(who)).toMatch(neutral);
    for (const again of ["Rude Word", "Ruder Word"])
      await expect(saveProfile(who, profileOf(who, again))).rejects.toMatchObject({ status: 400 });
    await saveProfile(who, profileOf(who, "Ada"));
    await decide(judge, number, { decision: "restore", version: 4 });
    expect(await nameOf(who)).toBe("Ada");
    await decide(judge, number, { decision: "purge", takesName: "on", version: 5 });
    expect(await getProfileFor(null, who.handle)).toMatchObject({
      isWithdrawn: false,
      name: expect.stringMatching(neutral),
    });
    await expect(saveProfile(who, profileOf(who, "Ada"))).rejects.toMatchObject({ status: 400 });
    await saveProfile(who, profileOf(who, "Grace"));
    expect(await nameOf(who)).toBe("Grace");
    // One that is taken later may come back; those erased before it never.
    const refused = async (...names: string[]) => {
      for (const again of names)
        await expect(saveProfile(who, profileOf(who, again))).rejects.toMatchObject({ status: 400 });
    };
    await decide(judge, number, { decision: "hide", takesName: "on", version: 6 });
    expect((await getCaseFor(judge, number)).thing).toMatchObject({ takenName: "Grace" });
    await refused("Grace", "Ada");
    await decide(judge, number, { decision: "restore", version: 7 });
    expect(await nameOf(who)).toBe("Grace");
    await refused("Ada");
    await decide(judge, number, { decision: "hide", takesName: "on", version: 8 });
    await decide(judge, number, { decision: "purge", version: 9 });
    await refused("Grace", "Ada");
  });

  test("is taken with nothing but a profile", async () => {
    const topic = await makeTopic();
    const judge = await moderator();
    const reply = await db().reply.findFirstOrThrow({ where: { topicId: topic.id }, select: { id: true } });
    await reportThing(await member(), { kind: "reply", id: reply.id, reason: "spam", note: "" });
    const { publicId: number } = await caseOf(reply.id);
    expect((await getCaseFor(judge, number)).mayTakeName).toBe(false);
    await decide(judge, number, { takesName: "on" });
    expect(await nameOf(topic.author)).toBe(topic.author.name);
  });
});
