import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp(() => seedRoadmap(db()));

describe("the page of an activity", () => {
  it("names what one can do before its lists, and puts first what goes on now", async () => {
    const soon = new Date(Date.now() + 24 * 60 * 60_000);
    await makeWebinar({ activities: ["1.3"] });
    await makeWebinar({ activities: ["1.4"], startsAt: soon });
    const sectionsOf = async (code: string) => {
      const { body } = await new Visitor(app).get(`/roadmap/${code}`);
      expect(body.indexOf(`href="/forum/${code}/new"`)).toBeLessThan(body.indexOf("<h2"));
      return [...body.slice(0, body.indexOf("<aside")).matchAll(/<h2>([^<]*)<\/h2>/g)].map((match) => match[1]);
    };
    expect(await sectionsOf("1.3")).toEqual(["Webinars", "Lessons", "Discussions"]);
    expect(await sectionsOf("1.4")).toEqual(["Lessons", "Discussions", "Webinars"]);
  });
});
