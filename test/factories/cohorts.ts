import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { getStaffAccessFor, type CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import type { MadeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";

/** Makes a cohort of a course; whatever is not given is unique, and it has neither dates nor key. */
export async function makeCohort(course: { id: string }, given: Partial<Prisma.CohortUncheckedCreateInput> = {}) {
  const mark = randomUUID().slice(0, 8);
  return db().cohort.create({
    data: { courseId: course.id, slug: `cohort-${mark}`, name: `Cohort ${mark}`, zone: "Africa/Dakar", ...given },
    select: { id: true, slug: true, name: true },
  });
}

/** A course as one of its team sees it: of a new trainer unless told who. */
export async function teachingOf(
  course: MadeCourse,
  { actor, role = "author" }: { actor?: Actor; role?: "author" | "trainer" | null } = {},
): Promise<CourseStaffAccess> {
  const who = actor ?? (await makeUser({ role: "trainer" }));
  if (role)
    await db().courseTrainer.create({ data: { courseId: course.id, userId: who.id, role }, select: { role: true } });
  return getStaffAccessFor(who, course.slug, "en");
}
