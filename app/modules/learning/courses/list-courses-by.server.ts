import { db } from "#app/infra/db.server.ts";
import { coursePath } from "./paths.ts";
import { type Text, textIn } from "./text.ts";

export type TaughtCourse = { id: string; href: string; title: Text };

/** The published courses that a person teaches, newest first, at most `limit`. One SQL statement. */
export async function listCoursesBy(userId: string, language: string, limit: number): Promise<TaughtCourse[]> {
  const rows = await db().course.findMany({
    where: { state: "published", trainers: { some: { userId } } },
    select: { id: true, slug: true, title: true, defaultLanguage: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows.map(({ id, slug, title, defaultLanguage }) => ({
    id,
    href: coursePath(slug),
    title: textIn(title, language, defaultLanguage),
  }));
}
