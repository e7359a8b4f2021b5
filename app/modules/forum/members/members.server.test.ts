import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { addMember, changeMember } from "./change-member.server.ts";
import { joinSpace, leaveSpace } from "./join-space.server.ts";
import { getSpacePeople, listMembers, membersPerPage } from "./list-members.server.ts";
import { saveJoinMode } from "./save-join-mode.server.ts";
import { membersSchema } from "./schemas.ts";

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





});

describe("a space for its members", () => {
  beforeEach(() => open("members"));


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
    const { facilitators, hasMore, waiting } = await getSpacePeople(keeper, code);
    expect([facilitators.length, hasMore, waiting]).toEqual([4, false, 0]);
  }, 60_000);
});
