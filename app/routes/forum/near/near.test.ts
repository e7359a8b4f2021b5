import { expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { makeUser } from "#test/factories/users.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { useDatabase } from "#test/setup/database.ts";
import { getSpaceFor } from "#app/modules/forum/spaces/list-spaces.server.ts";
import { findNear, findOnActivity, isQuiet } from "./near.server.ts";

useDatabase();

it("near a quiet space stand the lessons and webinars of its activity, asked for once in a minute", async () => {
  await seed({ demo: false, log: () => {} });
  const at = new Date();
  const { activityCode: code } = await db().unitActivity.findFirstOrThrow({
    where: { unit: { state: "published", kind: "lesson", course: { state: "published" } } },
    select: { activityCode: true },
  });
  await makeWebinar({ trainer: await makeUser({ role: "trainer" }), activities: [code] });
  const { space } = await getSpaceFor(null, code, "en");
  expect(isQuiet(space, at)).toBe(true);
  const near = await findOnActivity(space, "en", at);
  expect([near.lessons.length > 0, near.webinars.length > 0]).toEqual([true, true]);
  expect([near.lessons.length <= 3, near.webinars.length <= 3]).toEqual([true, true]);
  expect((await countingStatements(async () => findOnActivity(space, "en", at))).statements).toEqual([]);
  expect((await countingStatements(() => findNear(null, space))).statements).toHaveLength(1);
  // A space that somebody has made has no lessons of its own.
  expect(await findOnActivity({ ...space, activityCode: null }, "en", at)).toEqual({ lessons: [], webinars: [] });
});

it("a space is quiet with few topics, or when nothing was said for a month", async () => {
  const at = new Date("2026-03-02T10:00:00Z");
  const days = (count: number) => new Date(at.getTime() - count * 86_400_000);
  const quiet = (topicCount: number, lastActivityAt: Date | null) =>
    isQuiet({ topicCount, lastActivityAt } as Parameters<typeof isQuiet>[0], at);
  expect([quiet(2, days(1)), quiet(3, days(1)), quiet(3, days(29)), quiet(3, days(31)), quiet(9, null)]).toEqual([
    true,
    false,
    false,
    true,
    true,
  ]);
});
