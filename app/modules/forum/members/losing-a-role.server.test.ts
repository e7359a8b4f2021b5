import { afterAll, expect, it } from "vitest";
import type { EventPayload } from "#app/events.ts";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { addMember, changeMember } from "./change-member.server.ts";
import { leaveSpace } from "./join-space.server.ts";

useDatabase();
afterAll(closeQueue);

type Loss = "forum.member.removed" | "forum.facilitator.dismissed";

async function factsOf(name: Loss, spaceCode: string) {
  const rows = await db().outboxEvent.findMany({ where: { name } });
  return rows.map(({ payload }) => payload as EventPayload<Loss>).filter((fact) => fact.spaceCode === spaceCode);
}
async function tellAll(name: Loss, spaceCode: string) {
  for (const fact of await factsOf(name, spaceCode)) await tellOf(name, fact);
}
const toldTo = async ({ id: userId }: { id: string }) =>
  (await db().notification.findMany({ where: { userId }, orderBy: { id: "asc" } })).map(({ kind, path }) => [
    kind,
    path,
  ]);
const mailsTo = async ({ email }: { email: string }) =>
  (await db().outgoingMail.findMany({ where: { recipient: email } })).map(({ subject }) => subject);

async function open(joinMode: "open" | "members") {
  const { code } = await makeSpace({ joinMode });
  const keeper = await makeSpaceMember(await makeUser(), code, "facilitator");
  const person = await makeSpaceMember(await makeUser(), code, "facilitator");
  return { code, keeper, person };
}

it("whoever loses the role of a facilitator is told once, as long as they belong to the space without it", async () => {
  const { code, keeper, person } = await open("open");
  await changeMember(keeper, code, { handle: person.handle, role: "member" });
  await changeMember(keeper, code, { handle: person.handle, role: "member" });
  await tellAll("forum.facilitator.dismissed", code);
  await tellAll("forum.facilitator.dismissed", code);
  expect(await toldTo(person)).toEqual([["space_dismissed", `/forum/${code}`]]);
  expect(await mailsTo(person)).toEqual([expect.stringContaining("You no longer facilitate")]);

  const back = await open("open");
  await changeMember(back.keeper, back.code, { handle: back.person.handle, role: "member" });
  await addMember(back.keeper, back.code, { handle: back.person.handle, role: "facilitator" });
  await tellAll("forum.facilitator.dismissed", back.code);
  expect(await toldTo(back.person)).toEqual([]);
});

it("whoever is removed is told, and led there only where they still read", async () => {
  for (const [mode, path] of [
    ["open", null],
    ["members", "/forum"],
  ] as const) {
    const { code, keeper, person } = await open(mode);
    await changeMember(keeper, code, { handle: person.handle, role: null });
    await tellAll("forum.member.removed", code);
    expect(await toldTo(person)).toEqual([["space_removed", path ?? `/forum/${code}`]]);
    expect(await mailsTo(person)).toEqual([expect.stringContaining("You are no longer in")]);
    expect(await factsOf("forum.facilitator.dismissed", code)).toEqual([]);
  }
  const { code, keeper, person } = await open("members");
  await changeMember(keeper, code, { handle: person.handle, role: null });
  await addMember(keeper, code, { handle: person.handle, role: "member" });
  await tellAll("forum.member.removed", code);
  expect(await toldTo(person)).toEqual([]);
});

it("whoever does it to themselves is told nothing", async () => {
  const { code, keeper, person } = await open("open");
  await changeMember(person, code, { handle: person.handle, role: "member" });
  await leaveSpace(person, code);
  await addMember(keeper, code, { handle: person.handle, role: "member" });
  await changeMember(person, code, { handle: person.handle, role: null }).catch(() => {});
  for (const name of ["forum.member.removed", "forum.facilitator.dismissed"] as const) {
    expect(await factsOf(name, code)).toEqual([]);
  }
});
