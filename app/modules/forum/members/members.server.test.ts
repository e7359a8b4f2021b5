import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { mailNotification } from "#app/modules/notifications/mail-notification.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { addMember, changeMember } from "./change-member.server.ts";
import { joinSpace, leaveSpace } from "./join-space.server.ts";
import { getBesideSpace, listMembers, membersPerPage } from "./list-members.server.ts";
import { saveJoinMode } from "./save-join-mode.server.ts";
import { membersSchema } from "./schemas.ts";
import { decideWish, findOwnWish, listWishes, makeWish, withdrawWish } from "./wishes.server.ts";

useDatabase();
afterAll(closeQueue);

const at = new Date("2026-03-02T10:00:00Z");
const days = (count: number) => new Date(at.getTime() + count * 86_400_000);
const words = "I map the sectors of my country.";
const refused = (status: number, code?: string) => ({ status, ...(code && { code }) });

let keeper: Actor;
let code: string;

/** A space of this way in, with one facilitator. */
async function open(joinMode: "open" | "ask" | "members") {
  ({ code } = await makeSpace({ joinMode }));
  keeper = await makeSpaceMember(await makeUser(), code, "facilitator");
}
const now = async ({ id }: Actor) => (await findActor(id))!;
const roleOf = async ({ id: userId }: Actor) =>
  (await db().spaceMember.findUnique({ where: { spaceCode_userId: { spaceCode: code, userId } } }))?.role ?? null;
const wishOf = async ({ id: userId }: Actor) =>
  (await db().spaceWish.findUniqueOrThrow({ where: { spaceCode_userId: { spaceCode: code, userId } } })).id;
const factsOf = async (name: string) =>
  (await db().outboxEvent.findMany({ where: { name }, orderBy: { id: "asc" } }))
    .map(({ payload }) => payload as Record<string, string>)
    .filter((payload) => payload.spaceCode === code || payload.wishId !== undefined);
const toldTo = ({ id: userId }: Actor) => db().notification.findMany({ where: { userId }, orderBy: { id: "asc" } });
const lastAudit = () =>
  db().auditEntry.findFirst({ where: { action: { startsWith: "forum." } }, orderBy: { id: "desc" } });

describe("an open space", () => {
  beforeEach(() => open("open"));

  it("is joined at once, and left again, however often", async () => {
    const person = await makeUser();
    await Promise.all([1, 2, 3].map(() => joinSpace(person, code, { at })));
    expect(await roleOf(person)).toBe("member");
    expect((await now(person)).memberOf).toEqual([code]);
    // Who has done it themselves need not be told.
    expect(await factsOf("forum.member.added")).toEqual([]);
    await Promise.all([1, 2].map(() => leaveSpace(person, code)));
    expect((await now(person)).memberOf).toEqual([]);
    expect(await findWrongCounts()).toEqual([]);
  });

  it("is not joined by guests, by the suspended, the silenced and who has not confirmed their address", async () => {
    const suspendedUntil = new Date(Date.now() + 3_600_000);
    await expect(joinSpace(null, code)).rejects.toMatchObject(refused(401));
    await expect(joinSpace(await makeUser({ suspendedUntil }), code)).rejects.toMatchObject(refused(403));
    const unconfirmed = { ...(await makeUser()), emailConfirmed: false };
    await expect(joinSpace(unconfirmed, code)).rejects.toMatchObject(refused(403));
    const silenced = { ...(await makeUser()), silenced: { until: days(1), reason: "Noise" } };
    await expect(joinSpace(silenced, code)).rejects.toMatchObject(refused(403));
    await expect(joinSpace(await makeUser(), "nowhere")).rejects.toMatchObject(refused(404));
    await expect(makeWish(await makeUser(), code, { words })).rejects.toMatchObject(
      refused(409, "forum.error.join_open"),
    );
  });

  it("keeps the last of its facilitators, even when two leave at once; a moderator may take the role", async () => {
    const other = await makeSpaceMember(await makeUser(), code, "facilitator");
    const left = await Promise.allSettled([leaveSpace(keeper, code), leaveSpace(other, code)]);
    expect(left.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const stays = (await roleOf(keeper)) ? keeper : other;
    const own = { handle: stays.handle, role: "member" } as const;
    await expect(changeMember(stays, code, own)).rejects.toMatchObject(refused(409, "forum.error.last_facilitator"));
    await expect(leaveSpace(stays, code)).rejects.toMatchObject(refused(409));
    await changeMember(await makeUser({ role: "moderator" }), code, own);
    expect(await roleOf(stays)).toBe("member");
    expect(await findWrongCounts()).toEqual([]);
  });
});

describe("a space that one asks to join", () => {
  beforeEach(() => open("ask"));

  it("is joined by a wish that a facilitator accepts, who is told of it", async () => {
    const person = await makeUser({ name: "Awa" });
    await expect(joinSpace(person, code)).rejects.toMatchObject(refused(409, "forum.error.join_asks"));
    expect(await makeWish(person, code, { words }, { at })).toBe(true);
    // Twice is once: the first words stay.
    expect(await makeWish(person, code, { words: "Again" }, { at })).toBe(false);
    const id = await wishOf(person);
    expect((await listWishes(code)).wishes).toMatchObject([{ id, words, name: "Awa" }]);
    await tellOf("forum.wish.made", { wishId: id }, { at });
    await tellOf("forum.wish.made", { wishId: id }, { at });
    const [told] = await toldTo(keeper);
    expect(told).toMatchObject({ kind: "space_wish", path: `/forum/${code}/members`, data: { count: 1 } });
    await decideWish(keeper, code, { id, reason: null }, { at });
    expect([await roleOf(person), await findOwnWish(person, code)]).toEqual(["member", null]);
    expect(await lastAudit()).toMatchObject({ action: "forum.wish.decided", subject: `user:${person.id}` });
    for (const fact of await factsOf("forum.member.added")) await tellOf("forum.member.added", fact as never, { at });
    expect(await toldTo(person)).toMatchObject([{ kind: "space_joined", path: `/forum/${code}` }]);
    expect(await db().outgoingMail.count({ where: { userId: person.id } })).toBe(1);
    // What was decided meanwhile is not mailed any more.
    await mailNotification(
      { notificationId: told!.id, dueAt: told!.mailDueAt!.toISOString() },
      { at: told!.mailDueAt! },
    );
    expect(await db().outgoingMail.count({ where: { userId: keeper.id } })).toBe(0);
    expect(await makeWish(person, code, { words })).toBe(false);
  });

  it("mails an open wish to its facilitators, or, where it has none, tells whoever keeps the forum", async () => {
    const person = await makeUser();
    await makeWish(person, code, { words }, { at });
    await tellOf("forum.wish.made", { wishId: await wishOf(person) }, { at });
    const [told] = await toldTo(keeper);
    await mailNotification(
      { notificationId: told!.id, dueAt: told!.mailDueAt!.toISOString() },
      { at: told!.mailDueAt! },
    );
    const mail = await db().outgoingMail.findFirstOrThrow({ where: { userId: keeper.id } });
    expect([mail.subject, mail.text]).toEqual([
      expect.stringContaining(code),
      expect.stringContaining(`/forum/${code}/members`),
    ]);
    const moderator = await makeUser({ role: "moderator" });
    await makeSpaceMember(keeper, code, null);
    await tellOf("forum.wish.made", { wishId: await wishOf(person) }, { at });
    expect(await toldTo(moderator)).toMatchObject([{ kind: "space_wish" }]);
  });

  it("declines for a reason, which is told; one may wish again some days later", async () => {
    const person = await makeUser();
    await makeWish(person, code, { words }, { at });
    const id = await wishOf(person);
    await decideWish(keeper, code, { id, reason: "It is for one country." }, { at });
    expect(await findOwnWish(person, code)).toMatchObject({ reason: "It is for one country.", declinedAt: at });
    expect((await listWishes(code)).wishes).toEqual([]);
    await tellOf("forum.wish.declined", { wishId: id }, { at });
    const [told] = await toldTo(person);
    expect(told).toMatchObject({ kind: "space_wish_declined", data: { reason: "It is for one country." } });
    const mail = await db().outgoingMail.findFirstOrThrow({ where: { userId: person.id } });
    expect(mail.text).toContain("It is for one country.");
    const again = makeWish(person, code, { words }, { at: days(6) });
    await expect(again).rejects.toMatchObject(refused(409, "forum.error.wish_soon"));
    expect(await makeWish(person, code, { words }, { at: days(8) })).toBe(true);
    expect(await wishOf(person)).not.toBe(id);
  });

  it("tells the second of two facilitators that it is decided, and nobody decides what was withdrawn", async () => {
    const other = await makeSpaceMember(await makeUser(), code, "facilitator");
    const person = await makeUser();
    await makeWish(person, code, { words });
    const id = await wishOf(person);
    const both = await Promise.allSettled([
      decideWish(keeper, code, { id, reason: null }),
      decideWish(other, code, { id, reason: "No." }),
    ]);
    const second = both.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(second.reason).toMatchObject(refused(409, "forum.error.wish_decided"));
    const late = await makeUser();
    await makeWish(late, code, { words });
    const withdrawn = await wishOf(late);
    await withdrawWish(late, code);
    await withdrawWish(late, code);
    const decided = decideWish(keeper, code, { id: withdrawn, reason: null });
    await expect(decided).rejects.toMatchObject(refused(409));
    expect(await roleOf(late)).toBeNull();
    await expect(decideWish(keeper, code, { id: "x", reason: null })).rejects.toMatchObject(refused(409));
  });

  it("lets nobody decide who does not facilitate it", async () => {
    const person = await makeUser();
    await makeWish(person, code, { words });
    const id = await wishOf(person);
    const member = await makeSpaceMember(await makeUser(), code);
    const { code: other } = await makeSpace();
    const elsewhere = await makeSpaceMember(await makeUser(), other, "facilitator");
    for (const who of [person, member, elsewhere])
      await expect(decideWish(who, code, { id, reason: null })).rejects.toMatchObject(refused(403));
    await expect(decideWish(null, code, { id, reason: null })).rejects.toMatchObject(refused(401));
    // A wish for another space is none there.
    await expect(decideWish(elsewhere, other, { id, reason: null })).rejects.toMatchObject(refused(409));
    expect(await findOwnWish(person, code)).toMatchObject({ declinedAt: null });
  });
});

describe("a space for its members", () => {
  beforeEach(() => open("members"));

  it("is not there for whoever is not in it, and joined by nobody", async () => {
    const person = await makeUser();
    await expect(joinSpace(person, code)).rejects.toMatchObject(refused(404));
    await expect(makeWish(person, code, { words })).rejects.toMatchObject(refused(404));
    await expect(leaveSpace(person, code)).rejects.toMatchObject(refused(404));
    await expect(addMember(person, code, { handle: person.handle, role: "member" })).rejects.toMatchObject(
      refused(404),
    );
    const moderator = await makeUser({ role: "moderator" });
    await expect(joinSpace(moderator, code)).rejects.toMatchObject(refused(409, "forum.error.join_invited"));
  });

  it("is opened only by who says that everybody may read it", async () => {
    const change = { mode: "open", opens: false } as const;
    await expect(saveJoinMode(keeper, code, change)).rejects.toMatchObject(refused(400));
    await expect(saveJoinMode(await makeUser(), code, change)).rejects.toMatchObject(refused(404));
    await saveJoinMode(keeper, code, { ...change, opens: true });
    expect(await lastAudit()).toMatchObject({
      ...{ action: "forum.space.changed", subject: `space:${code}` },
      data: { from: "members", to: "open" },
    });
    await saveJoinMode(keeper, code, { mode: "ask", opens: false });
    await expect(saveJoinMode(await makeUser(), code, change)).rejects.toMatchObject(refused(403));
  });
});

describe("the members of a space", () => {
  beforeEach(() => open("members"));

  it("are added by a handle, appointed, set back and removed by its facilitators, who leave a line", async () => {
    const person = await makeUser({ name: "Awa" });
    const { handle } = person;
    await addMember(keeper, code, { handle, role: "member" }, { at });
    await addMember(keeper, code, { handle, role: "member" }, { at });
    expect(await factsOf("forum.member.added")).toMatchObject([{ userId: person.id, at: at.toISOString() }]);
    await changeMember(keeper, code, { handle, role: "facilitator" }, { at });
    expect(await now(person)).toMatchObject({ memberOf: [code], facilitates: [code] });
    expect(await lastAudit()).toMatchObject({ data: { space: code, handle, from: "member", to: "facilitator" } });
    for (const fact of await factsOf("forum.facilitator.appointed"))
      await tellOf("forum.facilitator.appointed", fact as never, { at });
    expect((await toldTo(person)).map(({ kind }) => kind)).toEqual(["space_appointed"]);
    // Adding somebody never takes a role from them.
    await addMember(keeper, code, { handle, role: "member" });
    expect(await roleOf(person)).toBe("facilitator");
    await changeMember(keeper, code, { handle, role: "member" });
    await changeMember(keeper, code, { handle, role: null });
    await changeMember(keeper, code, { handle, role: null });
    expect(await now(person)).toMatchObject({ memberOf: [], facilitates: [] });
    // Whoever has gone meanwhile is not appointed, and is told nothing of what is not so any more.
    const gone = changeMember(keeper, code, { handle, role: "facilitator" });
    await expect(gone).rejects.toMatchObject(refused(409, "forum.error.member_gone"));
    const told = await db().notification.count({ where: { userId: person.id } });
    for (const fact of await factsOf("forum.member.added")) await tellOf("forum.member.added", fact as never, { at });
    expect(await db().notification.count({ where: { userId: person.id } })).toBe(told);
    expect(await findWrongCounts()).toEqual([]);
  });

  it("are nobody who cannot come", async () => {
    const suspended = await makeUser({ suspendedUntil: new Date(Date.now() + 3_600_000) });
    for (const handle of ["nobody-has-this", suspended.handle, ""]) {
      const added = addMember(keeper, code, { handle, role: "member" });
      await expect(added).rejects.toMatchObject({ status: 400, details: { fields: { person: expect.anything() } } });
    }
    const member = await makeSpaceMember(await makeUser(), code);
    const self = { handle: member.handle, role: "facilitator" } as const;
    await expect(changeMember(member, code, self)).rejects.toMatchObject(refused(403));
  });

  it("are named by their handle, with an @, or by the address of their page", () => {
    const person = (text: string) => membersSchema.parse({ intent: "add", person: text });
    expect(person(" @Awa-Ndiaye ")).toMatchObject({ person: "awa-ndiaye", role: "member" });
    expect(person("https://example.org/people/awa-ndiaye/")).toMatchObject({ person: "awa-ndiaye" });
    expect(person("two words")).toMatchObject({ person: "" });
    expect(membersSchema.safeParse({ intent: "decline", wish: "x", reason: "  " }).success).toBe(false);
  });

  it("are listed page by page, facilitators first, without a gap; the suspended only for facilitators", async () => {
    const people: Actor[] = [];
    for (let index = 0; index < membersPerPage + 3; index++) {
      const person = await makeUser();
      people.push(person);
      await makeSpaceMember(person, code, index < 3 ? "facilitator" : "member");
    }
    const suspendedUntil = new Date(Date.now() + 3_600_000);
    await makeSpaceMember(await makeUser({ suspendedUntil }), code);
    const all = async (who: Actor) => {
      const first = await listMembers(who, code);
      const second = await listMembers(who, code, { after: first.next });
      expect([first.members.length, second.next]).toEqual([membersPerPage, null]);
      return [...first.members, ...second.members];
    };
    const seen = await all(people[10]!);
    expect(new Set(seen.map(({ userId }) => userId)).size).toBe(membersPerPage + 4);
    expect(seen.map(({ role }) => role).slice(0, 5)).toEqual([...Array<string>(4).fill("facilitator"), "member"]);
    expect(await all(keeper)).toHaveLength(membersPerPage + 5);
    expect((await listMembers(keeper, code, { after: "m.what" })).members).toHaveLength(membersPerPage);
    const { facilitators, hasMore, waiting } = await getBesideSpace(keeper, code);
    expect([facilitators.length, hasMore, waiting]).toEqual([4, false, 0]);
  }, 60_000);
});
