import { afterAll, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { newId } from "#app/lib/uuid.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { cohortSpaceSchema } from "#app/modules/forum/spaces/schemas.ts";
import { lockPersonInSpace } from "#app/modules/forum/spaces/set-space-role.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { findWrongCounts } from "#test/helpers/kept-counts.ts";
import { useDatabase } from "#test/setup/database.ts";
import { addMember, changeMember } from "./change-member.server.ts";
import { bringInGroup, countOutside, findGroupSpace, makeGroupSpace } from "./group-space.server.ts";
import { leaveSpace } from "./join-space.server.ts";

useDatabase();
afterAll(closeQueue);

const wish = (name: string) => ({
  ...cohortSpaceSchema.parse({ name, mode: "members", language: "en" }),
  kind: "cohort" as const,
  output: null,
});
const rolesIn = async (spaceCode: string) =>
  Object.fromEntries(
    (await db().spaceMember.findMany({ where: { spaceCode } })).map(({ userId, role }) => [userId, role]),
  );
const toldOf = async (spaceCode: string) =>
  (await db().outboxEvent.findMany({ where: { name: "forum.member.added" } }))
    .map(({ payload }) => payload as { spaceCode: string; userId: string })
    .filter((fact) => fact.spaceCode === spaceCode)
    .map(({ userId }) => userId);

async function group() {
  const trainer = await makeUser({ role: "trainer" });
  const people = [await makeUser(), await makeUser()];
  const [unconfirmed, suspended] = [
    await makeUser({ emailConfirmedAt: null }),
    await makeUser({ suspendedUntil: new Date(Date.now() + 3_600_000) }),
  ];
  const ids = [...people, unconfirmed, suspended].map(({ id }) => id);
  return { trainer, people, ids, key: `cohort:${newId()}` };
}

it("the space of a group has its maker as a facilitator and its people as members, who are told", async () => {
  const { trainer, people, ids, key } = await group();
  expect(await findGroupSpace(key)).toBe(null);
  expect(await countOutside("", ids)).toBe(2);
  const code = await makeGroupSpace(trainer, key, wish("Dakar 2026"), ids);
  expect(await rolesIn(code)).toEqual({
    [trainer.id]: "facilitator",
    ...Object.fromEntries(people.map(({ id }) => [id, "member"])),
  });
  expect((await toldOf(code)).sort()).toEqual(people.map(({ id }) => id).sort());
  expect((await findActor(people[0]!.id))!.memberOf).toEqual([code]);
  expect(await findGroupSpace(key)).toEqual({ code, name: "Dakar 2026", archivedAt: null });
  expect(await db().space.findUnique({ where: { code } })).toMatchObject({ kind: "cohort", joinMode: "members" });
});

it("asking twice, or two at once, makes one space", async () => {
  const { trainer, ids, key } = await group();
  const other = await makeUser({ role: "trainer" });
  const codes = await Promise.all([
    makeGroupSpace(trainer, key, wish("Bamako"), ids),
    makeGroupSpace(other, key, wish("Bamako again"), ids),
  ]);
  expect(new Set(codes).size).toBe(1);
  expect(await db().space.count({ where: { madeFor: key } })).toBe(1);
  expect(Object.values(await rolesIn(codes[0]!)).filter((role) => role === "facilitator")).toHaveLength(1);
  const elsewhere = makeGroupSpace(trainer, `${key}x`, wish((await findGroupSpace(key))!.name!), []);
  await expect(elsewhere).rejects.toMatchObject({ status: 400 });
  expect(await findWrongCounts()).toEqual([]);
});

it("whoever comes to the group later is brought in once", async () => {
  const { trainer, ids, key } = await group();
  await expect(bringInGroup(trainer, key, ids)).rejects.toMatchObject({ status: 404 });
  const code = await makeGroupSpace(trainer, key, wish("Lomé"), ids);
  const late = [(await makeUser()).id, (await makeUser()).id];
  expect(await countOutside(code, [...ids, ...late])).toBe(2);
  const counts = await Promise.all([1, 2].map(() => bringInGroup(trainer, key, [...ids, ...late])));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(Object.keys(await rolesIn(code))).toHaveLength(5);
  const line = await db().auditEntry.findFirst({ where: { action: "forum.group.changed" }, orderBy: { id: "desc" } });
  expect(line).toMatchObject({ actorId: trainer.id, subject: `space:${code}`, data: { people: 2 } });
  await expect(bringInGroup(null, key, ids)).rejects.toMatchObject({ status: 401 });
});

it("whoever has left, or was removed, is not brought in again, but comes back like everybody", async () => {
  const { trainer, people, ids, key } = await group();
  const code = await makeGroupSpace(trainer, key, wish("Cotonou"), ids);
  const [left, removed] = people as [Actor, Actor];
  const own = await makeUser();
  const facilitator = (await findActor(trainer.id))!;
  await addMember(facilitator, code, { handle: own.handle, role: "member" });
  await leaveSpace((await findActor(left.id))!, code);
  for (const { handle } of [removed, own]) await changeMember(facilitator, code, { handle, role: null });
  const all = [...ids, own.id];
  const told = await toldOf(code);
  expect(await countOutside(code, all)).toBe(0);
  expect(await bringInGroup(trainer, key, all)).toBe(0);
  expect(await makeGroupSpace(trainer, key, wish("Cotonou"), all)).toBe(code);
  expect(await rolesIn(code)).toEqual({ [trainer.id]: "facilitator" });
  expect(await toldOf(code)).toEqual(told);
  await addMember(facilitator, code, { handle: removed.handle, role: "member" });
  expect((await rolesIn(code))[removed.id]).toBe("member");
});

it("many are brought in by few statements, however many there are", async () => {
  const { trainer, key } = await group();
  const code = await makeGroupSpace(trainer, key, wish("Niamey"), []);
  const { handle: stem } = await makeUser();
  const data = Array.from({ length: 130 }, (_, index) => ({
    email: `${stem}-${index}@example.org`,
    name: `Person ${index}`,
    handle: `${stem}-${index}`,
    passwordHash: "none",
    country: "NE",
    language: "fr",
    zone: "Africa/Niamey",
    emailConfirmedAt: new Date(),
  }));
  const ids = (await db().user.createManyAndReturn({ data, select: { id: true } })).map(({ id }) => id);
  await db().spaceWish.create({ data: { spaceCode: code, userId: ids[0]!, words: "Please." } });
  const { result, statements } = await countingStatements(() => bringInGroup(trainer, key, ids));
  expect(result).toBe(130);
  expect(statements.length).toBeLessThan(25);
  expect((await toldOf(code)).sort()).toEqual(ids.toSorted());
  expect(await db().spaceMember.count({ where: { spaceCode: code, addedById: trainer.id } })).toBe(130);
  expect(await db().spaceWish.count({ where: { spaceCode: code } })).toBe(0);
  expect((await findActor(ids[129]!))!.memberOf).toEqual([code]);
  expect(await findWrongCounts()).toEqual([]);
});

it("while the people come in the space is there, and others make theirs", async () => {
  const { trainer, people, ids, key } = await group();
  let made: Promise<string> | undefined;
  await db().$transaction(async (tx) => {
    await lockPersonInSpace(tx, "zinder", people[0]!.id);
    made = makeGroupSpace(trainer, key, wish("Zinder"), ids);
    await expect.poll(() => findGroupSpace(key)).toMatchObject({ code: "zinder" });
    const other = await group();
    expect(await makeGroupSpace(other.trainer, other.key, wish("Agadez"), other.ids)).toBe("agadez");
    expect(Object.keys(await rolesIn("zinder"))).toEqual([trainer.id]);
  });
  expect(await made).toBe("zinder");
  expect(Object.keys(await rolesIn("zinder"))).toHaveLength(3);
});

it("of a space that is no group's nobody keeps who has left it", async () => {
  const { code } = await makeSpace();
  const person = await makeSpaceMember(await makeUser(), code);
  await leaveSpace(person, code);
  expect(await db().spaceLeaver.count({ where: { spaceCode: code } })).toBe(0);
});
