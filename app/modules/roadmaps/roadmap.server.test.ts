import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { getActivity, getRoadmap } from "#app/modules/roadmaps/roadmap.server.ts";
import { countingStatements } from "#app/infra/statement-count.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
beforeAll(() => seedRoadmap(db()));

describe("the Open Roadmap", () => {
  it("has five outputs of four activities each, in order", async () => {
    const outputs = await getRoadmap("en");
    expect(outputs.map(({ code }) => code)).toEqual(["1", "2", "3", "4", "5"]);
    for (const { code, activities } of outputs)
      expect(activities.map((row) => row.code)).toEqual([1, 2, 3, 4].map((n) => `${code}.${n}`));
  });

  it("never invents a title, and says what is provisional", async () => {
    expect((await getActivity("5.2", "fr")).activity).toMatchObject({ title: null, wording: "unknown" });
    expect((await getActivity("3.4", "en")).activity.wording).toBe("provisional");
    expect((await getActivity("1.1", "en")).activity.wording).toBe("official");
  });

  it("says in which language a title really is", async () => {
    const { activity, output } = await getActivity("1.1", "fr");
    expect(activity.title?.language).toBe("en");
    expect(output.short).toEqual({ text: "Politiques et réglementation", language: "fr" });
  });

  it("refuses a code that is not on the map", async () => {
    for (const code of ["6.1", "1.5", "", "__proto__"])
      await expect(getActivity(code, "en")).rejects.toMatchObject({ status: 404 });
  });

  it("costs two statements", async () => {
    const { statements } = await countingStatements(() => getRoadmap("en"));
    expect(statements.length).toBeLessThanOrEqual(2);
  });

  it("stays as it is when seeded again", async () => {
    await seedRoadmap(db());
    expect(await db().activity.count()).toBe(20);
  });
});
