import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { useDatabase } from "#test/setup/database.ts";
import {
  acceptSpaceInvitation,
  getSpaceInvitation,
  listSpaceInvitations,
  makeInvitation,
  revokeInvitation,
} from "./invitations.server.ts";
import { invitationsSchema } from "./schemas.ts";

useDatabase();
afterAll(closeQueue);

const at = new Date("2026-03-02T10:00:00Z");
const days = (count: number) => new Date(at.getTime() + count * 86_400_000);
let code: string;
let keeper: Actor;

beforeAll(async () => {
  ({ code } = await makeSpace({ joinMode: "members" }));
  keeper = await makeSpaceMember(await makeUser(), code, "facilitator");
});
const make = (uses: number | null = null, from = at) => makeInvitation(keeper, code, { days: 7, uses }, { at: from });
const stateOf = async (secret: string, when = at) => (await getSpaceInvitation(secret, { at: when })).state;
const isIn = async ({ id }: Actor) => (await findActor(id))!.memberOf.includes(code);
const over = { status: 409, code: "forum.error.invitation_over" };

it("brings people into a space that they could not see, as members, once each", async () => {
  const secret = await make();
  const person = await makeUser();
  await Promise.all([1, 2, 3].map(() => acceptSpaceInvitation(person, secret, { at })));
  expect(await isIn(person)).toBe(true);
  expect(await getSpaceInvitation(secret, { at })).toMatchObject({ uses: 1, state: "open", space: { code } });
  const where = { spaceCode_userId: { spaceCode: code, userId: person.id } };
  expect(await db().spaceMember.findUnique({ where })).toMatchObject({ role: "member", addedById: keeper.id });
  // Whoever is in stays what they are.
  await acceptSpaceInvitation(keeper, secret, { at });
  expect((await findActor(keeper.id))!.facilitates).toEqual([code]);
  // The secret is nowhere.
  expect(JSON.stringify(await db().spaceInvitation.findMany())).not.toContain(secret);
  expect(await findWrongCounts()).toEqual([]);
});

it("brings in no more people than it is for, however many come at once", async () => {
  const secret = await make(2);
  const people = await Promise.all(Array.from({ length: 8 }, () => makeUser()));
  const came = await Promise.allSettled(people.map((person) => acceptSpaceInvitation(person, secret, { at })));
  expect(came.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  for (const one of came) if (one.status === "rejected") expect(one.reason).toMatchObject(over);
  expect((await Promise.all(people.map(isIn))).filter(Boolean)).toHaveLength(2);
  expect(await stateOf(secret)).toBe("used");
});

it("ends by its time and by being revoked, and then brings in nobody", async () => {
  const [expiring, revoked] = [await make(), await make()];
  await expect(acceptSpaceInvitation(await makeUser(), expiring, { at: days(8) })).rejects.toMatchObject(over);
  expect([await stateOf(expiring, days(8)), await stateOf(expiring)]).toEqual(["expired", "open"]);
  const { id } = await getSpaceInvitation(revoked);
  await revokeInvitation(keeper, code, id, { at });
  await revokeInvitation(keeper, code, id, { at: days(1) });
  expect(await stateOf(revoked)).toBe("revoked");
  await expect(acceptSpaceInvitation(await makeUser(), revoked, { at })).rejects.toMatchObject(over);
  expect(await db().auditEntry.count({ where: { action: "forum.invitation.revoked" } })).toBe(1);
});

it("is made and revoked by the facilitators of its space alone", async () => {
  const { code: other } = await makeSpace();
  const elsewhere = await makeSpaceMember(await makeUser(), other, "facilitator");
  const member = await makeSpaceMember(await makeUser(), code);
  const wish = { days: 7, uses: null };
  await expect(makeInvitation(member, code, wish)).rejects.toMatchObject({ status: 403 });
  await expect(makeInvitation(elsewhere, code, wish)).rejects.toMatchObject({ status: 404 });
  await expect(makeInvitation(null, code, wish)).rejects.toMatchObject({ status: 401 });
  const { id } = await getSpaceInvitation(await make());
  await expect(revokeInvitation(elsewhere, other, id)).rejects.toMatchObject({ status: 404 });
  for (const secret of ["x", "x".repeat(32), ""])
    await expect(getSpaceInvitation(secret)).rejects.toMatchObject({ status: 404 });
});

it("is not for guests, the suspended and who has not confirmed their address", async () => {
  const secret = await make();
  await expect(acceptSpaceInvitation(null, secret)).rejects.toMatchObject({ status: 401 });
  const suspended = await makeUser({ suspendedUntil: new Date(Date.now() + 3_600_000) });
  await expect(acceptSpaceInvitation(suspended, secret)).rejects.toMatchObject({ status: 403 });
  const unconfirmed = { ...(await makeUser()), emailConfirmed: false };
  await expect(acceptSpaceInvitation(unconfirmed, secret)).rejects.toMatchObject({ status: 403 });
});

it("is listed with its state, the newest first, and forgotten some time after its end", async () => {
  ({ code } = await makeSpace({ joinMode: "members" }));
  keeper = await makeSpaceMember(await makeUser(), code, "facilitator");
  await make(3);
  await make(null, days(10));
  const { invitations, next } = await listSpaceInvitations(code, { at: days(10) });
  expect(invitations.map(({ state, maxUses }) => [state, maxUses])).toEqual([
    ["open", null],
    ["expired", 3],
  ]);
  expect(next).toBeNull();
  await make(null, days(40));
  expect((await listSpaceInvitations(code, { at: days(40) })).invitations).toHaveLength(2);
});

it("is for a number of people that makes sense, or for any", () => {
  const uses = (text: string) => invitationsSchema.safeParse({ intent: "make", days: "7", uses: text });
  expect([uses("").data, uses(" 12 ").data]).toMatchObject([{ uses: null, days: 7 }, { uses: 12 }]);
  for (const text of ["0", "1001", "-1", "1.5", "many"]) expect(uses(text).success).toBe(false);
  expect(invitationsSchema.safeParse({ intent: "make", days: "3" }).success).toBe(false);
});
