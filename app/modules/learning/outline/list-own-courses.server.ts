import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { standingOf } from "./get-course.server.ts";
import { loadOutlines, unitsOf } from "./load-outlines.server.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { isNewSince } from "./progress.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

export type OwnCourse = {
  slug: string;
  href: string;
  title: Text;
  /** 0 to 100. */
  percent: number;
  completedAt: Date | null;
  /** The first unit that is not complete; null when nothing is left to do. */
  continueHref: string | null;
  continueTitle: Text | null;
  /** Units added since the person finished. */
  newUnits: number;
};

/**
 * The courses that the actor is enrolled in, unfinished ones first, newest enrolment first; at most 50. `courseIds`
 * narrows them to some courses. Three SQL statements.
 */
export async function listOwnCourses(
  actor: Actor,
  { language = actor.language, courseIds }: { language?: string; courseIds?: string[] } = {},
): Promise<OwnCourse[]> {
  const rows = await db().enrolment.findMany({
    where: { userId: actor.id, ...(courseIds && { courseId: { in: courseIds } }) },
    select: {
      completedAt: true,
      completedRevision: true,
      course: { select: { id: true, slug: true, title: true, defaultLanguage: true } },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 50,
  });
  if (rows.length === 0) return [];
  const outlines = await loadOutlines(
    rows.map(({ course }) => course.id),
    { language, userId: actor.id },
  );
  const courses = rows.map(({ course, completedAt, completedRevision }) => {
    const modules = outlines.get(course.id) ?? [];
    const { percent, next } = standingOf(course.slug, modules, { completedAt, completedRevision });
    return {
      slug: course.slug,
      href: coursePath(course.slug),
      title: textIn(course.title, language, course.defaultLanguage),
      percent,
      completedAt,
      continueHref: next?.href ?? null,
      continueTitle: next?.title ?? null,
      newUnits: unitsOf(modules).filter((unit) => isNewSince(unit, completedRevision) && !unit.completedAt).length,
    };
  });
  return courses.sort((a, b) => Number(a.completedAt !== null) - Number(b.completedAt !== null));
}
