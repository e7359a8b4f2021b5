import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findCalendar, getInvitation, noteInvitation } from "./get-invitation.server.ts";
import { listRegisteredPeople, registerFor, unregisterFrom } from "./register.server.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const at = new Date("2027-02-10T12:00:00Z");
const startsAt = new Date("2027-03-01T10:00:00Z");
const endsAt = new Date("2027-03-01T11:00:00Z");
let person: Actor;

beforeAll(async () => {
  person = await makeUser({ name: "Awa Ndiaye" });
});
afterAll(() => closeQueue());

const coming = () => makeWebinar({ startsAt, endsAt });
const countOf = async (publicId: number) =>
  (await db().webinar.findUniqueOrThrow({ where: { publicId } })).registrationCount;
const eventsOf = (webinarId: string) =>
  db().outboxEvent.count({
    where: { name: "webinars.registration.changed", payload: { equals: { webinarId, userId: person.id } } },
  });

describe("registering", () => {
  test("counts a person once, however often and at once they ask", async () => {
    const { publicId, id } = await coming();
    await Promise.all(Array.from({ length: 5 }, () => registerFor(person, publicId, { at })));
    expect(await countOf(publicId)).toBe(1);
    expect(await eventsOf(id)).toBe(1);
    expect(await listRegisteredPeople(id, { after: null, limit: 10 })).toEqual([person.id]);
  });

  test("can be taken back and done again", async () => {
    const { publicId, id } = await coming();
    await unregisterFrom(person, publicId, { at });
    expect(await eventsOf(id)).toBe(0);
    await registerFor(person, publicId, { at });
    await unregisterFrom(person, publicId, { at });
    await unregisterFrom(person, publicId, { at });
    expect(await countOf(publicId)).toBe(0);
    expect(await listRegisteredPeople(id, { after: null, limit: 10 })).toEqual([]);
    await registerFor(person, publicId, { at });
    expect(await countOf(publicId)).toBe(1);
    expect(await eventsOf(id)).toBe(3);
  });

  test("is possible until the room closes, 12 hours after the end", async () => {
    const { publicId } = await coming();
    const closing = new Date(endsAt.getTime() + 12 * 3_600_000);
    await expect(registerFor(person, publicId, { at: closing })).rejects.toMatchObject({
      status: 409,
      code: "webinars.error.over",
    });
    await registerFor(person, publicId, { at: new Date(closing.getTime() - 1) });
  });

  test("is refused to guests and suspended people, for cancelled webinars and where there is none", async () => {
    const { publicId } = await coming();
    const cancelled = await makeWebinar({ state: "cancelled" });
    await expect(registerFor(null, publicId, { at })).rejects.toMatchObject({ status: 401 });
    await expect(unregisterFrom(null, publicId, { at })).rejects.toMatchObject({ status: 401 });
    await expect(registerFor({ ...person, suspended: true }, publicId, { at })).rejects.toMatchObject({ status: 403 });
    await expect(registerFor(person, cancelled.publicId, { at })).rejects.toMatchObject({
      code: "webinars.error.cancelled",
    });
    await expect(registerFor(person, 2_000_000_000, { at })).rejects.toMatchObject({ status: 404 });
  });

  test("is possible 30 times an hour", async () => {
    const { publicId } = await coming();
    const busy = await makeUser();
    for (let n = 0; n < 15; n++) {
      await registerFor(busy, publicId, { at });
      await unregisterFrom(busy, publicId, { at });
    }
    await expect(registerFor(busy, publicId, { at })).rejects.toMatchObject({ status: 429 });
  });
});

describe("the invitation", () => {
  /** What the mailing job does. */
  const mail = (webinarId: string, moment = at) =>
    transaction(async (tx) => {
      const invitation = await getInvitation(tx, { webinarId, userId: person.id, at: moment });
      if (invitation) await noteInvitation(tx, { webinarId, userId: person.id, key: invitation.key });
      return invitation;
    });
  const eventIn = (text: string) =>
    new ICAL.Event(new ICAL.Component(ICAL.parse(text) as never).getFirstSubcomponent("vevent")!);

  test("is mailed once, also when two jobs ask at the same time", async () => {
    const { publicId, id } = await coming();
    await registerFor(person, publicId, { at });
    const mails = await Promise.all([mail(id), mail(id), mail(id)]);
    expect(mails.filter(Boolean)).toHaveLength(1);
    const [invitation] = mails.filter((each) => each !== null);
    expect(invitation).toMatchObject({
      method: "REQUEST",
      reason: "registered",
      previousKey: null,
      recipient: { id: person.id, email: person.email, zone: "Africa/Dakar", language: "en" },
      webinar: { startsAt, endsAt, trainerName: "Rosa Quispe" },
      attachment: { contentType: "text/calendar; charset=utf-8; method=REQUEST" },
    });
    expect(invitation!.webinar.url).toMatch(/^http.*\/webinars\/\d+\/mapping-the-digital-sectors$/);
    expect(eventIn(invitation!.attachment.content).attendees).toHaveLength(1);
  });

  test("is followed by a cancellation when the person leaves, and by a new one when they come back", async () => {
    const { publicId, id } = await coming();
    await registerFor(person, publicId, { at });
    const first = await mail(id);
    await unregisterFrom(person, publicId, { at });
    const second = await mail(id);
    expect(second).toMatchObject({ method: "CANCEL", reason: "left", previousKey: first!.key });
    await registerFor(person, publicId, { at });
    const third = await mail(id, new Date(at.getTime() + 60_000));
    expect(third).toMatchObject({ method: "REQUEST", reason: "registered", previousKey: second!.key });
    const stamps = [first, third].map((each) =>
      String(eventIn(each!.attachment.content).component.getFirstPropertyValue("dtstamp")),
    );
    expect(stamps[1]! > stamps[0]!).toBe(true);
  });

  test("is never mailed to who left before it went out, and neither is a cancellation", async () => {
    const { publicId, id } = await coming();
    await registerFor(person, publicId, { at });
    await unregisterFrom(person, publicId, { at });
    expect(await mail(id)).toBeNull();
  });

  test("is mailed again with a higher sequence when the session moves, and not for another title", async () => {
    const { publicId, id } = await coming();
    await registerFor(person, publicId, { at });
    await mail(id);
    await db().webinar.update({ where: { id }, data: { title: "Another title" } });
    expect(await mail(id)).toBeNull();
    await db().webinar.update({ where: { id }, data: { startsAt: new Date("2027-03-01T09:00:00Z"), icsSequence: 1 } });
    const moved = await mail(id);
    expect(moved).toMatchObject({ method: "REQUEST", reason: "moved" });
    expect(eventIn(moved!.attachment.content).sequence).toBe(1);
    await db().webinar.update({ where: { id }, data: { state: "cancelled", icsSequence: 2 } });
    const off = await mail(id);
    expect(off).toMatchObject({ method: "CANCEL", reason: "cancelled", previousKey: moved!.key });
    expect(eventIn(off!.attachment.content).sequence).toBe(2);
    expect(await mail(id)).toBeNull();
  });

  test("is not mailed once the session is over, or to somebody who never registered", async () => {
    const { publicId, id } = await coming();
    expect(await mail(id)).toBeNull();
    await registerFor(person, publicId, { at: endsAt });
    expect(await mail(id, endsAt)).toBeNull();
  });

  test("has a public twin that names nobody", async () => {
    const { publicId } = await makeWebinar({ people: [person] });
    const text = await findCalendar(publicId, { at });
    expect(eventIn(text!).attendees).toHaveLength(0);
    expect(text).not.toContain(person.email);
    expect(await findCalendar(2_000_000_000, { at })).toBeNull();
  });
});
