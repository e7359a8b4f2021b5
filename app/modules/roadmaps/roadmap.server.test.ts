import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { forgetRoadmap, readRoadmap } from "#app/modules/roadmaps/read-roadmap.server.ts";
import {
  getActivity,
  getRoadmap,
  listActivityCodesBeside,
  listUnknownActivities,
  mapActivities,
  requireKnownActivities,
} from "#app/modules/roadmaps/roadmap.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
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
    expect(output.title.language).toBe("en");
  });

  it("refuses a code that is not on the map", async () => {
    for (const code of ["6.1", "1.5", "", "__proto__"])
      await expect(getActivity(code, "en")).rejects.toMatchObject({ status: 404 });
  });

  it("costs one statement a minute, and none to whoever asks in between", async () => {
    forgetRoadmap();
    const at = Date.now();
    const cost = async (read: () => Promise<unknown>) => (await countingStatements(read)).statements.length;
    expect(await cost(() => getRoadmap("en"))).toBe(1);
    expect(await cost(() => getRoadmap("fr"))).toBe(0);
    expect(await cost(() => readRoadmap(at + 61_000))).toBe(1);
  });

  it("knows the activities of an output, and those that it does not have", async () => {
    expect(await listActivityCodesBeside("2.3")).toEqual(["2.1", "2.2", "2.3", "2.4"]);
    expect(await listActivityCodesBeside("lobby")).toEqual([]);
    expect(await listUnknownActivities(["1.1", "9.9", "5.4"])).toEqual(["9.9"]);
    expect((await mapActivities()).get("1.2")).toEqual({ code: "1.2", outputCode: "1", wording: "official" });
    await expect(requireKnownActivities(["1.1", "1.9"])).rejects.toMatchObject({
      status: 400,
      details: { fields: { activities: { code: "error.field.invalid" } } },
    });
    await expect(requireKnownActivities([])).resolves.toBeUndefined();
  });

  it("is read again once it was written", async () => {
    await getRoadmap("en");
    await db().activity.update({ where: { code: "1.1" }, data: { title: { en: "Otherwise" } } });
    expect((await getActivity("1.1", "en")).activity.title?.text).not.toBe("Otherwise");
    forgetRoadmap();
    expect((await getActivity("1.1", "en")).activity.title?.text).toBe("Otherwise");
    await seedRoadmap(db());
    expect((await getActivity("1.1", "en")).activity.title?.text).not.toBe("Otherwise");
  });

  it("stays as it is when seeded again", async () => {
    await seedRoadmap(db());
    expect(await db().activity.count()).toBe(20);
  });
});
