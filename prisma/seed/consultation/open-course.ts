import { db } from "#app/infra/db.server.ts";
import { addToTeam } from "#app/modules/learning/authoring/change-team.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { seedCourse } from "#prisma/seed/course.ts";
import { demoActor } from "#prisma/seed/demo-people.ts";
import { courseSlug, daysFrom, type Scene } from "./scene.ts";

/** Imports the course, or brings it up to its folder. Returns null when groups have learnt in it already. */
export async function openCourse(at: Date): Promise<Scene | null> {
  await seedCourse(courseSlug);
  const where = { slug: courseSlug };
  if ((await db().cohort.count({ where: { course: where } })) > 0) return null;
  // People came to it weeks ago, so it is older; lists of courses go on beginning with the first one.
  await db().course.update({ where, data: { createdAt: daysFrom({ at }, -75) }, select: { id: true } });
  const trainer = await demoActor("trainer");
  const administrator = await demoActor("admin");
  const person = { person: trainer.email, role: "author" as const };
  await addToTeam(await getAuthoringFor(administrator, courseSlug, "en"), person);
  return { at, trainer, access: await getAuthoringFor(trainer, courseSlug, "en") };
}
