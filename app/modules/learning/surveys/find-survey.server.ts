import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";

/** A survey of a course for its staff, published or not. One SQL statement. Throws 404. */
export async function findSurvey(
  courseId: string,
  slug: string,
): Promise<{ id: string; titles: Record<string, string> }> {
  const unit = await db().unit.findFirst({
    where: { courseId, slug, kind: "survey", removedAt: null },
    select: { id: true, texts: { select: { language: true, title: true } } },
  });
  if (!unit) throw notFound();
  return { id: unit.id, titles: Object.fromEntries(unit.texts.map((text) => [text.language, text.title])) };
}
