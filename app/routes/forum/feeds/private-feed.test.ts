import { SaxesParser } from "saxes";
import { beforeAll, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { makeFeedToken, openPrivateFeed, revokeFeedToken } from "#app/modules/forum/feeds/feed-tokens.server.ts";
import { feedTokensAtMost } from "#app/modules/forum/limits.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeSpace, makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
let guest: Visitor;
let member: Actor;
let code: string;
beforeAll(async () => {
  guest = new Visitor(app);
  ({ code } = await makeSpace({ joinMode: "members" }));
  member = await makeSpaceMember(await makeUser(), code);
  await makeTopic({ spaceCode: code, author: member, title: "Among us", at: new Date(Date.now() - 3_600_000) });
  const sealed = await makeTopic({ spaceCode: code, author: member, title: "Sealed by me" });
  await db().topic.update({ where: { id: sealed.id }, data: { sealedAt: new Date() } });
});

const make = (space = "", name = "Reader") => makeFeedToken(member, { intent: "make", name, space });
const read = (secret: string) => guest.get(`/feeds/private.atom?token=${secret}`);
const statusOf = async (secret: string) => (await read(secret)).status;

it("shows a program what its owner sees, and nothing sealed, to nobody else's memory", async () => {
  for (const space of ["", code]) {
    const answer = await read(await make(space));
    new SaxesParser({ xmlns: true }).write(answer.whole).close();
    expect(answer.whole).toContain("Among us");
    expect(answer.whole).not.toContain("Sealed by me");
    expect(answer.headers.get("cache-control")).toBe("private, no-cache");
    expect(answer.headers.get("referrer-policy")).toMatch(/no-referrer$/);
    expect(answer.headers.get("x-robots-tag")).toContain("noindex");
  }
  expect((await guest.get("/feeds/forum.atom")).whole).not.toContain("Among us");
  const secret = await make(code);
  const etag = (await read(secret)).headers.get("etag")!;
  const again = await guest.get(`/feeds/private.atom?token=${secret}`, { "If-None-Match": etag });
  expect([again.status, again.whole]).toEqual([304, ""]);
});

it("keeps no secret, and notes the last day", async () => {
  const secret = await make("", "Noted");
  const rows = () => db().feedToken.findMany({ where: { userId: member.id, name: "Noted" } });
  expect((await rows())[0]!.usedOn).toBeNull();
  const at = new Date("2031-05-06T10:00:00Z");
  await db().feedToken.updateMany({ where: { name: "Noted" }, data: { createdAt: at } });
  await openPrivateFeed(secret, { address: "10.1.1.1", at });
  expect((await rows())[0]!.usedOn!.toISOString().slice(0, 10)).toBe("2031-05-06");
  expect(JSON.stringify(await db().feedToken.findMany())).not.toContain(secret);
});

it("ends at once when it is revoked, when its owner is suspended or leaves the space, and after a year without use", async () => {
  const [one, all] = [await make(code, "One"), await make("", "All")];
  expect(await statusOf(one)).toBe(200);
  const { id } = await db().feedToken.findFirstOrThrow({ where: { name: "One" } });
  // Nobody else's to end.
  await revokeFeedToken(await makeUser(), id);
  expect(await statusOf(one)).toBe(200);
  await db().user.update({ where: { id: member.id }, data: { memberOf: [] } });
  expect(await statusOf(one)).toBe(404);
  expect((await read(all)).whole).not.toContain("Among us");
  await db().user.update({ where: { id: member.id }, data: { memberOf: [code] } });
  await db().user.update({ where: { id: member.id }, data: { suspendedUntil: new Date(Date.now() + 3_600_000) } });
  expect([await statusOf(one), await statusOf(all)]).toEqual([404, 404]);
  await db().user.update({ where: { id: member.id }, data: { suspendedUntil: null } });
  expect(await statusOf(one)).toBe(200);
  await revokeFeedToken(member, id);
  expect(await statusOf(one)).toBe(404);
  const later = new Date(Date.now() + 367 * 86_400_000);
  const wish = { address: "10.1.1.2" };
  await expect(openPrivateFeed(all, { ...wish, at: later })).rejects.toMatchObject({ status: 404 });
  for (const wrong of ["", "x", `${all}x`]) expect([wrong, await statusOf(wrong)]).toEqual([wrong, 404]);
});

it("is refused to whoever tries too often from one place", async () => {
  const tries = Array.from({ length: 130 }, () => openPrivateFeed("nothing", { address: "10.9.9.9" }));
  const answers = await Promise.all(tries.map((one) => one.catch((error: { status: number }) => error.status)));
  expect(answers.filter((status) => status === 429)).toHaveLength(10);
});

it("is made on a page that shows its address once, and ended there", async () => {
  const person = await makeUser();
  const visitor = await signedIn(app, person);
  const path = "/me/settings/feeds";
  const made = await visitor.post(path, { intent: "make", name: "My <phone>", space: "" });
  const [link] = /\S+\/feeds\/private\.atom\?token=[\w-]+/.exec(made.body.replaceAll(/<[^>]*>/g, " "))!;
  expect(await statusOf(link.split("token=")[1]!)).toBe(200);
  const listed = await visitor.get(path);
  expect(listed.body).toContain("My &lt;phone&gt;");
  expect(listed.body).not.toContain("token=");
  const { id } = await db().feedToken.findFirstOrThrow({ where: { userId: person.id } });
  expect((await visitor.post(path, { intent: "revoke", feed: id })).status).toBe(303);
  expect(await db().feedToken.count({ where: { userId: person.id } })).toBe(0);
  const refused = [
    { intent: "make", name: " ", space: "" },
    { intent: "make", name: "x".repeat(61), space: "" },
    { intent: "make", name: "x", space: code },
  ];
  for (const fields of refused) expect((await visitor.post(path, fields)).status).toBe(400);
});

it("is one of twenty at most, also when they are asked for at once", async () => {
  const person = await makeUser();
  const wishes = Array.from({ length: feedTokensAtMost + 3 }, () =>
    makeFeedToken(person, { intent: "make", name: "Many", space: "" }),
  );
  const refused = (await Promise.allSettled(wishes)).filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(3);
  expect(await db().feedToken.count({ where: { userId: person.id } })).toBe(feedTokensAtMost);
});
