import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { getWebinarFor, listUpcomingFor, publicIdOf } from "./get-webinar.server.ts";
import { webinarSchema } from "#app/modules/webinars/schemas.ts";
import { cancelWebinar, changeWebinar, planWebinar } from "./plan-webinar.server.ts";
import { unregisterFrom } from "./register.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const at = new Date("2027-02-01T12:00:00Z");
const typed = {
  title: " Mapping\u202E the sectors ",
  description: "# Agenda\n\n- **one** <script>alert(1)</script>",
  language: "en",
  date: "2027-03-12",
  start: "14:00",
  end: "15:30",
  zone: "America/Bogota",
  activities: ["1.1", "1.2"],
  joinUrl: "https://meet.example.org/room",
};
const input = webinarSchema.parse(typed);
let trainer: Actor;

beforeAll(async () => {
  await seedRoadmap(db());
  trainer = await makeUser({ role: "trainer" });
});
afterAll(() => closeQueue());

const row = (publicId: number) => db().webinar.findUniqueOrThrow({ where: { publicId } });
const eventsOf = async (webinarId: string) =>
  (await db().outboxEvent.findMany({ orderBy: { id: "asc" } })).filter(
    ({ payload }) => (payload as { webinarId: string }).webinarId === webinarId,
  ).length;

describe("planning", () => {
  test("keeps the instants of the trainer's zone, safe HTML, and says so once", async () => {
    const { publicId, slug } = await planWebinar(trainer, input, { at });
    const webinar = await row(publicId);
    expect(slug).toBe("mapping-the-sectors");
    expect(webinar).toMatchObject({
      title: "Mapping the sectors",
      zone: "America/Bogota",
      icsSequence: 0,
      trainerId: trainer.id,
    });
    expect(webinar.startsAt.toISOString()).toBe("2027-03-12T19:00:00.000Z");
    expect(webinar.html).toContain("<strong>one</strong>");
    expect(webinar.html).not.toContain("<script");
    expect(await eventsOf(webinar.id)).toBe(1);
  });

  test.each([
    ["a guest", async (): Promise<Actor | null> => null, 401],
    ["a member", () => makeUser(), 403],
    ["a facilitator", () => makeUser({ role: "facilitator" }), 403],
    ["a moderator", () => makeUser({ role: "moderator" }), 403],
    ["a trainer whose address is not confirmed", () => makeUser({ role: "trainer", emailConfirmedAt: null }), 403],
    ["a suspended trainer", () => makeUser({ role: "trainer", suspendedUntil: new Date(Date.now() + 1e6) }), 403],
  ] as const)("is not for %s", async (_, make, status) => {
    await expect(planWebinar(await make(), input, { at })).rejects.toMatchObject({ status });
  });

  test("is for administrators too", async () => {
    expect(await planWebinar(await makeUser({ role: "administrator" }), input, { at })).toHaveProperty("publicId");
  });

  test("refuses a start that is over, a skipped hour, and an activity that does not exist", async () => {
    const fields = async (change: object) =>
      planWebinar(trainer, { ...input, ...change }, { at }).then(
        () => null,
        (error) => error.details.fields,
      );
    expect(await fields({ date: "2027-01-31" })).toEqual({ start: { code: "webinars.error.past" } });
    expect(await fields({ activities: ["1.1", "9.9"] })).toEqual({ activities: { code: "webinars.error.activity" } });
    const skipped = { date: "2027-03-14", start: "02:30", end: "04:00", zone: "America/New_York" };
    expect(await fields(skipped)).toMatchObject({ start: { code: "webinars.error.skipped_time" } });
  });

  test("keeps slugs off the addresses of other pages", async () => {
    expect((await planWebinar(trainer, { ...input, title: "Room" }, { at })).slug).toBe("webinar-room");
  });
});

describe("what the form takes", () => {
  const wrong = (change: object) =>
    webinarSchema.safeParse({ ...typed, ...change }).error?.issues.map(({ path, message }) => [path[0], message]);

  test.each([
    [{ joinUrl: "http://meet.example.org" }, "joinUrl", "webinars.error.join_url"],
    [{ joinUrl: "javascript:alert(1)" }, "joinUrl", "webinars.error.join_url"],
    [{ joinUrl: "https://10.0.0.1/" }, "joinUrl", "webinars.error.join_url"],
    [{ date: "2027-02-30" }, "date", "webinars.error.date"],
    [{ date: "12/03/2027" }, "date", "webinars.error.date"],
    [{ start: "24:00" }, "start", "webinars.error.time"],
    [{ zone: "Mars/Olympus" }, "zone", "webinars.error.zone"],
    [{ language: "tlh" }, "language", "webinars.error.language"],
    [{ title: " \u200B " }, "title", "error.field.required"],
    [{ title: "x".repeat(151) }, "title", "error.field.too_long"],
    [{ description: "" }, "description", "error.field.required"],
  ])("not %j", (change, field, message) => {
    expect(wrong(change)?.[0]).toEqual([field, message]);
  });

  test("one activity or none, and no link", () => {
    const { activities: _, joinUrl: __, ...rest } = typed;
    expect(webinarSchema.parse(rest)).toMatchObject({ activities: [], joinUrl: null });
    expect(webinarSchema.parse({ ...rest, activities: "1.1", joinUrl: "" })).toMatchObject({
      activities: ["1.1"],
      joinUrl: null,
    });
  });
});

describe("changing", () => {
  test("raises the calendar's sequence for another time only", async () => {
    const { publicId } = await planWebinar(trainer, input, { at });
    await changeWebinar(trainer, publicId, { ...input, title: "Other title", activities: ["2.1"] }, { at });
    expect(await row(publicId)).toMatchObject({ icsSequence: 0, slug: "other-title" });
    await changeWebinar(trainer, publicId, { ...input, end: "16:00" }, { at });
    expect(await row(publicId)).toMatchObject({ icsSequence: 1 });
    // The same instants in another zone's words are no change.
    const sameInstants = { ...input, start: "19:00", end: "21:00", zone: "UTC" };
    await changeWebinar(trainer, publicId, sameInstants, { at });
    expect(await row(publicId)).toMatchObject({ icsSequence: 1, zone: "UTC" });
  });

  test("is for its trainer and administrators, with an audit line for the latter", async () => {
    const { publicId } = await planWebinar(trainer, input, { at });
    const administrator = await makeUser({ role: "administrator" });
    await changeWebinar(administrator, publicId, input, { at });
    expect(await db().auditEntry.count({ where: { actorId: administrator.id } })).toBe(1);
    const other = await makeUser({ role: "trainer" });
    await expect(changeWebinar(other, publicId, input, { at })).rejects.toMatchObject({ status: 403 });
    await expect(cancelWebinar(other, publicId, { at })).rejects.toMatchObject({ status: 403 });
    await expect(changeWebinar(trainer, 2_000_000_000, input, { at })).rejects.toMatchObject({ status: 404 });
  });

  test("leaves the start of a running session, and ends with the session", async () => {
    const { publicId } = await planWebinar(trainer, input, { at });
    const running = new Date("2027-03-12T19:10:00Z");
    await changeWebinar(trainer, publicId, { ...input, end: "16:30" }, { at: running });
    const moved = changeWebinar(trainer, publicId, { ...input, start: "14:05" }, { at: running });
    await expect(moved).rejects.toMatchObject({ status: 400 });
    // An end that is now is over: nobody could come any more.
    const now = new Date("2027-03-12T20:30:00Z");
    const ended = changeWebinar(trainer, publicId, { ...input, end: "15:30" }, { at: now });
    await expect(ended).rejects.toMatchObject({ details: { fields: { end: { code: "webinars.error.past" } } } });
    await changeWebinar(trainer, publicId, { ...input, end: "15:31" }, { at: now });
    const over = new Date("2027-03-12T22:00:00Z");
    await expect(changeWebinar(trainer, publicId, input, { at: over })).rejects.toMatchObject({ status: 409 });
    await expect(cancelWebinar(trainer, publicId, { at: over })).rejects.toMatchObject({ status: 409 });
  });

  test("cancels for good, once", async () => {
    const { publicId } = await planWebinar(trainer, input, { at });
    await cancelWebinar(trainer, publicId, { at });
    await cancelWebinar(trainer, publicId, { at });
    const webinar = await row(publicId);
    expect(webinar).toMatchObject({ state: "cancelled", icsSequence: 1 });
    expect(await eventsOf(webinar.id)).toBe(2);
    await expect(changeWebinar(trainer, publicId, input, { at })).rejects.toMatchObject({ status: 409 });
  });
});

describe("reading", () => {
  test("shows the link to the video only to who may enter the room", async () => {
    const [registered, stranger] = [await makeUser(), await makeUser()];
    const { publicId } = await makeWebinar({ trainer, people: [registered], joinUrl: "https://meet.example.org/x" });
    const linkFor = async (actor: Actor | null) => (await getWebinarFor(actor, publicId)).joinUrl;
    for (const actor of [null, stranger]) expect(await linkFor(actor)).toBeNull();
    for (const actor of [registered, trainer]) expect(await linkFor(actor)).toBe("https://meet.example.org/x");
    expect(await getWebinarFor(registered, publicId)).toMatchObject({ isRegistered: true, registrationCount: 1 });
  });

  test("renders again what an older renderer made, in at most four statements", async () => {
    const { publicId } = await makeWebinar({ trainer, description: "Now *new*." });
    const { result, statements } = await countingStatements(() => getWebinarFor(trainer, publicId));
    expect(result.html).toContain("<em>new</em>");
    expect(statements.length).toBeLessThanOrEqual(4);
  });

  test.each(["0", "-1", "1.5", "1e3", "abc", "99999999999", "2147483648", ""])("refuses the address %j", (text) => {
    expect(() => publicIdOf(text)).toThrowError(expect.objectContaining({ status: 404 }));
  });

  test("lists what somebody will attend or hold, nearest first", async () => {
    const person = await makeUser();
    const on = (day: string) => new Date(`2027-05-${day}T10:00:00Z`);
    const second = await makeWebinar({ trainer, people: [person], startsAt: on("02") });
    const first = await makeWebinar({ trainer, people: [person], startsAt: on("01") });
    await makeWebinar({ trainer, people: [person], startsAt: on("03"), state: "cancelled" });
    await makeWebinar({ trainer, people: [person], startsAt: new Date("2027-01-01T10:00:00Z") });
    await makeWebinar({ trainer, startsAt: on("04") });
    const left = await makeWebinar({ trainer, people: [person], startsAt: on("05") });
    await unregisterFrom(person, left.publicId, { at });
    const { result, statements } = await countingStatements(() => listUpcomingFor(person, { at, limit: 5 }));
    expect(result.map(({ publicId }) => publicId)).toEqual([first.publicId, second.publicId]);
    expect(statements.length).toBe(1);
  });
});
