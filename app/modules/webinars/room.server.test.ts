import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { joinRoom, readLatest, readRoom, sayByForm, sayInRoom } from "./send-message.server.ts";
import { tellFace } from "#app/lib/faces/told.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(() => closeQueue());

const minute = 60_000;
const hour = 60 * minute;
const later = (at: Date, by: number) => new Date(at.getTime() + by);
let count = 0;
const clientId = () => `client-id-${(count += 1)}`;

async function roomWith(messages: number, wish: Parameters<typeof makeWebinar>[0] = {}) {
  const person = await makeUser({ name: "Awa Ndiaye" });
  const { publicId, ...webinar } = await makeWebinar({ people: [person], ...wish });
  for (let n = 1; n <= messages; n++)
    await sayInRoom(person, { webinar: publicId, body: `Message ${n}`, clientId: clientId() });
  return { person, webinar: publicId, facts: webinar };
}

describe("saying something", () => {
  test("numbers messages 1, 2, 3 and returns what everybody gets", async () => {
    const { person, webinar } = await roomWith(2);
    const message = await sayInRoom(person, { webinar, body: "Bonjour à tous", clientId: "abcdefgh" });
    expect(message).toMatchObject({
      sequence: 3,
      name: "Awa Ndiaye",
      handle: person.handle,
      face: tellFace(person),
      body: "Bonjour à tous",
      clientId: "abcdefgh",
    });
    expect(Date.parse(message.at)).toBeGreaterThan(Date.now() - 10_000);
  });

  test("tells where bare addresses stand, each time that the message is read", async () => {
    const { person, webinar, facts } = await roomWith(0);
    const body = "Voir https://fr.wikipedia.org/wiki/Convention_(droit) »";
    const links = [{ start: 5, end: 53, href: "https://fr.wikipedia.org/wiki/Convention_(droit)" }];
    const said = await sayInRoom(person, { webinar, body, clientId: "with-a-link" });
    expect(said).toMatchObject({ body, links });
    expect(await sayInRoom(person, { webinar, body, clientId: "with-a-link" })).toEqual(said);
    await sayInRoom(person, { webinar, body: "rien", clientId: "without-one" });
    const { messages } = await readRoom(person, { webinar, after: 0, limit: 10 });
    expect(messages.map((message) => message.links)).toEqual([links, undefined]);
    expect(await readLatest(facts.id, { before: null, limit: 10 })).toEqual(messages);
  });

  test("100 at once, each tried twice, are numbered 1 to 100 without a gap or a double, times rising", async () => {
    const people = await Promise.all([1, 2, 3, 4, 5].map(() => makeUser()));
    const { publicId } = await makeWebinar({ people });
    const tries = Array.from({ length: 100 }, (_, n) => ({ person: people[n % 5]!, n })).flatMap((entry) => [
      entry,
      entry,
    ]);
    const said = await Promise.all(
      tries.map(({ person, n }) =>
        sayInRoom(person, { webinar: publicId, body: `Number ${n}`, clientId: `client-${n}` }),
      ),
    );
    const numbers = (all: { sequence: number }[]) => all.map(({ sequence }) => sequence).sort((a, b) => a - b);
    const oneTo100 = Array.from({ length: 100 }, (_, n) => n + 1);
    expect(numbers(said.filter((_, index) => index % 2 === 0))).toEqual(oneTo100);
    expect(said.filter((_, index) => index % 2 === 1)).toEqual(said.filter((_, index) => index % 2 === 0));
    const rows = await db().roomMessage.findMany({ where: { webinar: { publicId } }, orderBy: { sequence: "asc" } });
    expect(rows.map(({ sequence }) => sequence)).toEqual(oneTo100);
    const times = rows.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const { roomSequence } = await db().webinar.findUniqueOrThrow({ where: { publicId } });
    expect(roomSequence).toBe(100);
  });

  test("again with the same client id returns the first message and takes no number", async () => {
    const { person, webinar } = await roomWith(0);
    const first = await sayInRoom(person, { webinar, body: "First", clientId: "the-same-id" });
    expect(await sayInRoom(person, { webinar, body: "Second", clientId: "the-same-id" })).toEqual(first);
    const next = await sayInRoom(person, { webinar, body: "Third", clientId: "another-id" });
    expect(next.sequence).toBe(2);
  });

  test("keeps two people's equal client ids apart", async () => {
    const [one, two] = [await makeUser(), await makeUser()];
    const { publicId: webinar } = await makeWebinar({ people: [one, two] });
    await sayInRoom(one, { webinar, body: "One", clientId: "equal-id" });
    expect(await sayInRoom(two, { webinar, body: "Two", clientId: "equal-id" })).toMatchObject({
      sequence: 2,
      body: "Two",
    });
  });

  test("keeps lines and removes what hides or reorders text", async () => {
    const { person, webinar } = await roomWith(0);
    const message = await sayInRoom(person, {
      webinar,
      body: " a\u202Eb \r\n\r\n\r\n\r\nc\u0000 ",
      clientId: clientId(),
    });
    expect(message.body).toBe("ab\n\nc");
  });

  test.each([
    ["", "webinars.error.empty_message"],
    [" \n\u200B ", "webinars.error.empty_message"],
    ["x".repeat(2001), "webinars.error.long_message"],
  ])("refuses %j", async (body, code) => {
    const { person, webinar } = await roomWith(0);
    await expect(sayInRoom(person, { webinar, body, clientId: clientId() })).rejects.toMatchObject({
      code,
      status: 400,
    });
  });

  test("takes 2,000 characters", async () => {
    const { person, webinar } = await roomWith(0);
    const message = await sayInRoom(person, { webinar, body: "x".repeat(2000), clientId: clientId() });
    expect(message.body).toHaveLength(2000);
  });

  test("costs two statements", async () => {
    const { person, webinar } = await roomWith(1);
    const { statements } = await countingStatements(() =>
      sayInRoom(person, { webinar, body: "x", clientId: clientId() }),
    );
    expect(statements.length).toBeLessThanOrEqual(2);
  });
});

describe("who may say something", () => {
  const say = (actor: Parameters<typeof sayInRoom>[0], webinar: number, at?: Date) =>
    sayInRoom(actor, { webinar, body: "Hello", clientId: clientId() }, { at });

  test("registered people, the trainer, moderators and administrators", async () => {
    const { person, webinar, facts } = await roomWith(0);
    const staff = [await makeUser({ role: "moderator" }), await makeUser({ role: "administrator" })];
    for (const actor of [person, facts.trainer, ...staff]) expect(await say(actor, webinar)).toHaveProperty("sequence");
  });

  test.each([
    ["a guest", async (): Promise<Actor | null> => null, 401, "error.sign_in_needed"],
    ["somebody not registered", () => makeUser(), 403, "webinars.error.register_first"],
    ["another trainer", () => makeUser({ role: "trainer" }), 403, "webinars.error.register_first"],
    ["a facilitator", () => makeUser({ role: "facilitator" }), 403, "webinars.error.register_first"],
  ] as const)("not %s", async (_, make, status, code) => {
    const { webinar } = await roomWith(0);
    await expect(say(await make(), webinar)).rejects.toMatchObject({ status, code });
  });

  test.each([
    ["suspended people", { suspendedUntil: new Date(Date.now() + hour) }, "accounts.error.suspended"],
    ["silenced people", { silencedUntil: new Date(Date.now() + hour) }, "accounts.error.silenced"],
    ["people with an address that is not confirmed", { emailConfirmedAt: null }, "accounts.error.confirm_first"],
  ] as const)("not registered but %s", async (_, wish, code) => {
    const person = await makeUser(wish);
    const { publicId } = await makeWebinar({ people: [person] });
    await expect(say(person, publicId)).rejects.toMatchObject({ status: 403, code });
  });

  test("not somebody who has left", async () => {
    const { person, webinar, facts } = await roomWith(0);
    await db().webinarRegistration.updateMany({ where: { webinarId: facts.id }, data: { cancelledAt: new Date() } });
    await expect(say(person, webinar)).rejects.toMatchObject({ status: 403, code: "webinars.error.register_first" });
  });

  test("not in a room that does not exist", async () => {
    await expect(say(await makeUser(), 2_000_000_000)).rejects.toMatchObject({ status: 404 });
  });

  test("not when the webinar is cancelled", async () => {
    const { person, webinar } = await roomWith(0, { state: "cancelled" });
    await expect(say(person, webinar)).rejects.toMatchObject({ status: 409, code: "webinars.error.cancelled" });
  });

  test("from 30 minutes before the start until 12 hours after the end", async () => {
    const { person, webinar, facts } = await roomWith(0);
    const opening = later(facts.startsAt, -30 * minute);
    const closing = later(facts.endsAt, 12 * hour);
    await expect(say(person, webinar, later(opening, -1))).rejects.toMatchObject({
      code: "webinars.error.room_not_open",
    });
    expect(await say(person, webinar, opening)).toHaveProperty("sequence", 1);
    expect(await say(person, webinar, later(closing, -1))).toHaveProperty("sequence", 2);
    await expect(say(person, webinar, closing)).rejects.toMatchObject({
      code: "webinars.error.room_closed",
      status: 409,
    });
  });
});

describe("the plain form", () => {
  test("says it once, also when it is sent twice", async () => {
    const { person, webinar } = await roomWith(0);
    const input = { webinar, body: "Hello", clientId: "form-client" };
    expect(await sayByForm(person, input)).toEqual(await sayByForm(person, input));
  });

  test("refuses a new text under an old id, so that it is not lost", async () => {
    const { person, webinar } = await roomWith(0);
    await sayByForm(person, { webinar, body: "Hello", clientId: "form-client" });
    await expect(sayByForm(person, { webinar, body: "Other", clientId: "form-client" })).rejects.toMatchObject({
      status: 409,
      code: "webinars.error.said_already",
    });
  });

  test("takes 20 messages a minute", async () => {
    const { person, webinar } = await roomWith(0);
    for (let n = 0; n < 20; n++) await sayByForm(person, { webinar, body: `n ${n}`, clientId: clientId() });
    await expect(sayByForm(person, { webinar, body: "more", clientId: clientId() })).rejects.toMatchObject({
      status: 429,
    });
  });
});

describe("joining", () => {
  test("gives what was said after the last known number", async () => {
    const { person, webinar } = await roomWith(5);
    const { last, messages, tooOld } = await joinRoom(person, { webinar, after: 3 });
    expect({ last, tooOld, numbers: messages.map(({ sequence }) => sequence) }).toEqual({
      last: 5,
      tooOld: false,
      numbers: [4, 5],
    });
    expect(await joinRoom(person, { webinar, after: 5 })).toEqual({ last: 5, messages: [], tooOld: false });
  });

  test("says too old when more than 100 messages are missing", async () => {
    const { person, webinar, facts } = await roomWith(0);
    const rows = Array.from({ length: 101 }, (_, n) => ({ sequence: n + 1, body: "x", clientId: clientId() }));
    await db().roomMessage.createMany({
      data: rows.map((row) => ({ ...row, webinarId: facts.id, authorId: person.id })),
    });
    await db().webinar.update({ where: { id: facts.id }, data: { roomSequence: 101 } });
    expect(await joinRoom(person, { webinar, after: 0 })).toEqual({ last: 101, messages: [], tooOld: true });
    expect((await joinRoom(person, { webinar, after: 1 })).messages).toHaveLength(100);
    const isTooOld = async (after: number) => (await readRoom(person, { webinar, after, limit: 1 })).tooOld;
    expect([await isTooOld(0), await isTooOld(1)]).toEqual([true, false]);
  });

  test("is refused like saying, but reading stays open after the room has closed", async () => {
    const { person, webinar, facts } = await roomWith(1);
    const next = later(facts.endsAt, 13 * hour);
    expect((await joinRoom(person, { webinar, after: 0 }, { at: next })).messages).toHaveLength(1);
    const join = (actor: typeof person | null) => joinRoom(actor, { webinar, after: 0 });
    await expect(join(null)).rejects.toMatchObject({ status: 401 });
    await expect(join(await makeUser())).rejects.toMatchObject({ status: 403 });
    await expect(join({ ...person, suspended: true })).rejects.toMatchObject({ status: 403 });
    const early = later(facts.startsAt, -hour);
    await expect(joinRoom(person, { webinar, after: 0 }, { at: early })).rejects.toMatchObject({ status: 409 });
  });

  test("costs two statements", async () => {
    const { person, webinar } = await roomWith(3);
    const { statements } = await countingStatements(() => joinRoom(person, { webinar, after: 0 }));
    expect(statements.length).toBeLessThanOrEqual(2);
  });
});

describe("reading", () => {
  test("pages from a number on, at most 200 at a time", async () => {
    const { person, webinar } = await roomWith(5);
    const numbers = async (after: number, limit: number) =>
      (await readRoom(person, { webinar, after, limit })).messages.map(({ sequence }) => sequence);
    expect(await numbers(0, 2)).toEqual([1, 2]);
    expect(await numbers(2, 100)).toEqual([3, 4, 5]);
    expect((await readRoom(person, { webinar, after: 0, limit: 2 })).last).toBe(5);
    await expect(readRoom(await makeUser(), { webinar, after: 0, limit: 2 })).rejects.toMatchObject({ status: 403 });
  });

  test("gives the newest, and those before a number", async () => {
    const { facts } = await roomWith(5);
    const numbers = async (before: number | null) =>
      (await readLatest(facts.id, { before, limit: 2 })).map(({ sequence }) => sequence);
    expect(await numbers(null)).toEqual([4, 5]);
    expect(await numbers(4)).toEqual([2, 3]);
    expect(await numbers(1)).toEqual([]);
  });
});
