import { AppError, forbidden } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { isReservedForCourses } from "#app/modules/learning/courses/limits.ts";
import type { CourseInput } from "./schemas.ts";
import { freeSlug, slugOf } from "#app/modules/learning/courses/slugs.ts";
import { canBeginCourse } from "#app/modules/learning/courses/policy.ts";
import { requireKnownActivities } from "#app/modules/roadmaps/roadmap.server.ts";

/**
 * Begins a course as a draft of which the actor is the author, and returns its address. A wished address that is taken is
 * refused on its field (409); without a wish the title makes one that is free. Throws 401, 403 for whoever is neither
 * trainer nor administrator, 400 for an unknown activity.
 */
export async function beginCourse(maybe: MaybeActor, input: CourseInput, { at = new Date() } = {}): Promise<string> {
  const actor = requireActive(maybe);
  if (!canBeginCourse(actor)) throw forbidden();
  const { title, summary, language, hours, licence, activities } = input;
  await requireKnownActivities(activities);
  const languages = [...new Set([language, ...input.languages])];
  const slug = input.slug || (await freeCourseSlug(slugOf(title, "course")));
  return transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO courses (id, slug, version, state, languages, default_language, title, summary, hours, licence,
                           created_by_id, created_at, updated_at)
      VALUES (gen_random_uuid(), ${slug}, '1.0', 'draft', ${languages}, ${language},
              ${JSON.stringify({ [language]: title })}::jsonb, ${JSON.stringify({ [language]: summary })}::jsonb,
              ${hours}, ${licence}, ${actor.id}::uuid, ${at}, ${at})
      ON CONFLICT (slug) DO NOTHING RETURNING id`;
    if (!row) throw slugTaken();
    const courseId = row.id;
    await tx.courseTrainer.create({ data: { courseId, userId: actor.id, role: "author" }, select: { userId: true } });
    const data = [...new Set(activities)].map((activityCode) => ({ courseId, activityCode }));
    await tx.courseActivity.createMany({ data });
    return slug;
  });
}

/** The refusal of an address that something else has. */
export function slugTaken(): AppError {
  return new AppError("error.form", 409, { fields: { slug: { code: "authoring.outline.error.slug_taken" } } });
}

async function freeCourseSlug(wished: string): Promise<string> {
  const rows = await db().course.findMany({
    where: { slug: { startsWith: wished.slice(0, 60) } },
    select: { slug: true },
  });
  const taken = new Set(rows.map((row) => row.slug));
  return freeSlug(wished, (slug) => taken.has(slug) || isReservedForCourses(slug));
}
