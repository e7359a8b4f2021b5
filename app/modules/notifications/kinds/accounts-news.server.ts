import { findPerson } from "#app/modules/accounts/find-person.server.ts";
import { db } from "#app/infra/db.server.ts";
import { listCourses } from "#app/modules/learning/courses/list-courses.server.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import type { News } from "#app/modules/notifications/kinds/contract.server.ts";

/** Shows a new person where to begin. */
export async function newsOfJoining({ userId }: { userId: string }): Promise<News | null> {
  const person = await findPerson(db(), userId);
  if (!person) return null;
  const { courses } = await listCourses(person.language, { limit: 1 });
  const course = courses[0];
  return {
    to: [userId],
    groupKey: "welcome",
    event: () => "welcome",
    title: () => course?.title.text ?? "",
    path: course ? coursePath(course.slug) : "/courses",
  };
}
