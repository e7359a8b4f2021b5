import { db } from "#app/infra/db.server.ts";

/** Codes of the activities that the courses of a person serve, in order. One SQL statement. */
export async function listActivitiesOfOwnCourses(userId: string): Promise<string[]> {
  const rows = await db().courseActivity.findMany({
    where: { course: { enrolments: { some: { userId } } } },
    select: { activityCode: true },
    distinct: ["activityCode"],
    orderBy: { activityCode: "asc" },
  });
  return rows.map(({ activityCode }) => activityCode);
}
