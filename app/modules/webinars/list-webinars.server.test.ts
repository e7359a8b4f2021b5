import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { countWebinarsByActivity, listWebinarsForActivity } from "./list-webinars-for-activity.server.ts";
import { listWebinarNewsFor } from "./list-webinar-news.server.ts";
import { unregisterFrom } from "./register.server.ts";
import { listComing, listPast } from "./list-webinars.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const at = new Date("2027-02-10T12:00:00Z");
const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);
let person: Actor;

// By hours from now: a past three, one that runs, coming four of which two start together and one is cancelled.
beforeAll(async () => {
  await seedRoadmap(db());
  person = await makeUser();
  const trainer = await makeUser({ role: "trainer", name: "Rosa Quispe" });
  const add = (title: string, start: number, wish: Parameters<typeof makeWebinar>[0] = {}) =>
    makeWebinar({ trainer, title, startsAt: hours(start), endsAt: hours(start + 1), activities: ["1.1"], ...wish });
  for (const [title, start] of [
    ["p3", -30],
    ["p2", -20],
    ["p1", -2],
    ["run", -0.5],
  ] as const)
    await add(title, start);
  await add("long", -11, { endsAt: hours(0.9) });
  await add("c1", 5, { people: [person], activities: ["1.1", "2.3"] });
  await add("c2", 6, { activities: [] });
  await add("c2", 6, { activities: [] });
  await add("c3", 7, { state: "cancelled" });
});

const titles = (page: { webinars: { title: string }[] }) => page.webinars.map(({ title }) => title);

describe("the list", () => {
  test("of coming webinars begins with those that run and says what a row shows", async () => {
    const page = await listComing(person, { at });
    expect(titles(page)).toEqual(["long", "run", "c1", "c2", "c2", "c3"]);
    expect(page.webinars[2]).toMatchObject({
      trainerName: "Rosa Quispe",
      registrationCount: 1,
      activities: ["1.1", "2.3"],
      isRegistered: true,
      state: "planned",
      startsAt: hours(5),
    });
    expect((await listComing(null, { at })).webinars[2]!.isRegistered).toBe(false);
  });

  test("of past ones begins with the latest", async () => {
    expect(titles(await listPast(null, { at }))).toEqual(["p1", "p2", "p3"]);
  });

  test("has a webinar among the past from the moment of its end, and in one list only", async () => {
    const lists = async (moment: Date) =>
      Promise.all([listComing, listPast].map(async (list) => titles(await list(null, { at: moment })).includes("p1")));
    const end = hours(-1);
    expect(await lists(new Date(end.getTime() - 1))).toEqual([true, false]);
    expect(await lists(end)).toEqual([false, true]);
  });

  test("is paged without doubles, also between two that start together", async () => {
    for (const [list, length] of [
      [listComing, 6],
      [listPast, 3],
    ] as const) {
      const whole = (await list(null, { at })).webinars.map(({ publicId }) => publicId);
      const paged: number[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listComing>> = await list(null, { at, cursor, limit: 1 });
        paged.push(...page.webinars.map(({ publicId }) => publicId));
        cursor = page.next;
      } while (cursor);
      expect(paged).toHaveLength(length);
      expect(paged).toEqual(whole);
    }
  });

  test.each(["x", "1.2", "'; drop table webinars; --", "99999999999999999.x"])(
    "begins at the start for the cursor %j",
    async (cursor) => {
      expect(titles(await listPast(null, { at, cursor }))).toHaveLength(3);
    },
  );

  test("costs one statement each", async () => {
    const { statements } = await countingStatements(async () => [
      await listComing(person, { at }),
      await listPast(person, { at }),
    ]);
    expect(statements.length).toBeLessThanOrEqual(2);
  });
});

describe("news of webinars", () => {
  test("are those that one attends or holds, until one leaves them", async () => {
    const [learner, trainer] = [await makeUser(), await makeUser({ role: "trainer" })];
    const startsAt = new Date("2028-01-10T10:00:00Z");
    const { publicId } = await makeWebinar({ trainer, title: "Own", startsAt, people: [learner] });
    const wish = {
      from: new Date("2028-01-02T08:00:00Z"),
      to: new Date("2028-01-09T08:00:00Z"),
      until: new Date("2028-01-16T08:00:00Z"),
      limit: 5,
    };
    const newsOf = async (actor: Actor) =>
      (await listWebinarNewsFor(actor, wish)).map(({ title, isRegistered }) => [title, isRegistered]);
    expect(await newsOf(learner)).toEqual([["Own", true]]);
    expect(await newsOf(trainer)).toEqual([["Own", false]]);
    await unregisterFrom(learner, publicId, { at });
    expect(await newsOf(learner)).toEqual([]);
    // What begins when the window ends stands in the next digest, and what begins with it no more in this one.
    expect(await listWebinarNewsFor(trainer, { ...wish, until: startsAt })).toEqual([]);
    expect(await listWebinarNewsFor(trainer, { ...wish, to: startsAt })).toEqual([]);
  });
});

describe("on the roadmap", () => {
  test("an activity's webinars come before its past ones, cancelled ones never", async () => {
    const list = await listWebinarsForActivity("1.1", { at, limit: 5 });
    expect(list.map(({ title }) => title)).toEqual(["long", "run", "c1", "p1", "p2"]);
    expect(list[0]!.href).toMatch(/^\/webinars\/\d+\/mapping-the-digital-sectors$/);
    expect((await listWebinarsForActivity("2.3", { at, limit: 5 })).map(({ title }) => title)).toEqual(["c1"]);
  });

  test("counts by activity, in one statement", async () => {
    const { result, statements } = await countingStatements(() => countWebinarsByActivity());
    expect(Object.fromEntries(result)).toEqual({ "1.1": 6, "2.3": 1 });
    expect(statements).toHaveLength(1);
  });
});
