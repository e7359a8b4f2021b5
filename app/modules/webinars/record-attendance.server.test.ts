import { describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useDatabase } from "#test/setup/database.ts";
import { noteSeen } from "./record-attendance.server.ts";

useDatabase();

const startsAt = new Date("2027-03-01T10:00:00Z");
const endsAt = new Date("2027-03-01T11:00:00Z");
const plus = (from: Date, seconds: number) => new Date(from.getTime() + seconds * 1000);

async function makeRoom(state: "planned" | "cancelled" = "planned") {
  const person = await makeUser();
  const { id: webinarId, publicId } = await makeWebinar({ startsAt, endsAt, state, people: [person] });
  const seen = (at: Date) => noteSeen(publicId, [person.id], { at });
  const secondsOf = async () => {
    const where = { webinarId_userId: { webinarId, userId: person.id } };
    return (await db().webinarAttendance.findUnique({ where, select: { seconds: true } }))?.seconds ?? null;
  };
  return { seen, secondsOf };
}

describe("attendance", () => {
  test("begins with the session and counts until half an hour after its end, both borders", async () => {
    const { seen, secondsOf } = await makeRoom();
    await seen(plus(startsAt, -1));
    expect(await secondsOf()).toBeNull();
    await seen(startsAt);
    expect(await secondsOf()).toBe(0);
    await seen(plus(startsAt, 60));
    expect(await secondsOf()).toBe(60);
    const overrun = plus(endsAt, 1800);
    await seen(plus(overrun, -60));
    await seen(overrun);
    expect(await secondsOf()).toBe(120);
    await seen(plus(overrun, 1));
    expect(await secondsOf()).toBe(120);
  });

  test("goes on over 150 seconds without being seen, and not over more", async () => {
    const { seen, secondsOf } = await makeRoom();
    for (const second of [0, 150]) await seen(plus(startsAt, second));
    expect(await secondsOf()).toBe(150);
    await seen(plus(startsAt, 301));
    expect(await secondsOf()).toBe(150);
  });

  test("is nobody's in a cancelled webinar", async () => {
    const { seen, secondsOf } = await makeRoom("cancelled");
    for (const second of [0, 60]) await seen(plus(startsAt, second));
    expect(await secondsOf()).toBeNull();
  });
});
