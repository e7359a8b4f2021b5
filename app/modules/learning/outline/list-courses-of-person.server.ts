import { db } from "#app/infra/db.server.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

export type CourseOfPerson = { href: string; title: Text; enrolledAt: Date; completedAt: Date | null };

/** The courses that a person is enrolled in, newest enrolment first, at most 100: their history. One SQL statement. */
export async function listCoursesOfPerson(userId: string, language: string): Promise<CourseOfPerson[]> {
  const rows = await db().enrolment.findMany({
    where: { userId },
    select: {
      createdAt: true,
      completedAt: true,
      course: { select: { slug: true, title: true, defaultLanguage: true } },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  return rows.map(({ createdAt, completedAt, course }) => ({
    href: coursePath(course.slug),
    title: textIn(course.title, language, course.defaultLanguage),
    enrolledAt: createdAt,
    completedAt,
  }));
}
