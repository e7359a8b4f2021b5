import { db } from "#app/infra/db.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

/** Every course, drafts too, to choose one of where staff narrow a list: at most 500, by title. One SQL statement. */
export async function listCourseChoices(language: string): Promise<{ id: string; slug: string; title: Text }[]> {
  const select = { id: true, slug: true, title: true, defaultLanguage: true } as const;
  const rows = await db().course.findMany({ select, orderBy: [{ slug: "asc" }], take: 500 });
  const { compare } = new Intl.Collator(language);
  return rows
    .map(({ id, slug, title, defaultLanguage }) => ({ id, slug, title: textIn(title, language, defaultLanguage) }))
    .sort((a, b) => compare(a.title.text, b.title.text));
}
