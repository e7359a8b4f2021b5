import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { type Authoring, getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";

export type MadeAuthor = { actor: Actor; slug: string; courseId: string };

/** Somebody who writes a course of their own: in English and French, published, with two lessons and a quiz. */
export async function makeAuthor(wish: Parameters<typeof makeCourse>[0] = {}): Promise<MadeAuthor> {
  const actor = await makeUser({ role: "trainer" });
  const { id: courseId, slug } = await makeCourse(wish);
  await addAuthor(courseId, actor);
  return { actor, slug, courseId };
}

/** Lets somebody write a course. */
export async function addAuthor(courseId: string, actor: Actor): Promise<void> {
  const data = { courseId, userId: actor.id, role: "author" } as const;
  await db().courseTrainer.create({ data, select: { userId: true } });
}

/** A course as an administrator changes it: for what is set up, where it does not matter who did it. */
export async function authoringOf({ slug }: { slug: string }): Promise<Authoring> {
  return getAuthoringFor(await makeUser({ role: "administrator" }), slug, "en");
}
