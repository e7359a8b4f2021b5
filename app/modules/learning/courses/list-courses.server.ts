import { db } from "#app/infra/db.server.ts";
import { type Text, textIn } from "./text.ts";

export type CatalogueCourse = {
  id: string;
  slug: string;
  title: Text;
  summary: Text;
  hours: number;
  languages: string[];
};

/**
 * Published courses, newest first, titles in `language` or the course's own. `before` is the `next` of the page before.
 * At most 50 of them; two SQL statements with a cursor, one without.
 */
export async function listCourses(
  language: string,
  { limit = 20, before = null }: { limit?: number; before?: string | null } = {},
): Promise<{ courses: CatalogueCourse[]; next: string | null }> {
  const take = Math.min(Math.max(limit, 1), 50);
  const last = before
    ? await db().course.findUnique({ where: { slug: before }, select: { createdAt: true, id: true } })
    : null;
  const rows = await db().course.findMany({
    where: {
      state: "published",
      ...(last && {
        OR: [{ createdAt: { lt: last.createdAt } }, { createdAt: last.createdAt, id: { lt: last.id } }],
      }),
    },
    select: { id: true, slug: true, title: true, summary: true, hours: true, languages: true, defaultLanguage: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: take + 1,
  });
  const courses = rows.slice(0, take).map(({ defaultLanguage, ...row }) => ({
    ...row,
    title: textIn(row.title, language, defaultLanguage),
    summary: textIn(row.summary, language, defaultLanguage),
  }));
  return { courses, next: rows.length > take ? (courses.at(-1)?.slug ?? null) : null };
}
