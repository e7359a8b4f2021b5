import { beforeAll, expect, it } from "vitest";
import { listRoadsOf } from "./list-roads.server.ts";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
beforeAll(() => seedRoadmap(db()));

const data = { title: "Something", people: [], count: 1, mailed: 0 };

it("names the road of a topic, a webinar and a course, and asks twice for any number of rows", async () => {
  const few = await makeCourse({ activities: ["2.3", "1.1"] });
  const many = await makeCourse({ activities: ["1.1", "1.2", "2.1", "2.2", "3.1"] });
  const webinar = await makeWebinar();
  await db().webinarActivity.deleteMany({ where: { webinarId: webinar.id } });
  await db().webinarActivity.create({ data: { webinarId: webinar.id, activityCode: "4.2" } });
  const rows = [
    { id: "topic", data: { ...data, space: "1.2" }, path: "/topics/1/x#reply-2" },
    { id: "lounge", data: { ...data, space: "lounge" }, path: "/topics/2/x" },
    { id: "webinar", data, path: `/webinars/${webinar.publicId}/x` },
    { id: "course", data, path: `/courses/${few.slug}/one#due` },
    { id: "teach", data, path: `/teach/${many.slug}/people?state=begun` },
    { id: "welcome", data, path: "/courses" },
  ];
  const { result, statements } = await countingStatements(() => listRoadsOf([...rows, ...rows]));
  expect(Object.fromEntries(result)).toEqual({
    topic: ["1.2"],
    lounge: [],
    webinar: ["4.2"],
    course: ["1.1", "2.3"],
    teach: ["1", "2", "3"],
    welcome: [],
  });
  expect(statements).toHaveLength(2);
});
