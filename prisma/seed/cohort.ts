import type { Db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { enrolPerson } from "#app/modules/learning/enrolment/assign-seats.server.ts";

const day = 24 * 60 * 60_000;

/**
 * Makes somebody the author of the demo's course, with one cohort in which the demo's learners are. Once: a cohort that
 * is there already stays as it is.
 */
export async function seedDemoCohort(
  db: Db,
  { courseSlug, trainerId, learnerIds, at }: { courseSlug: string; trainerId: string; learnerIds: string[]; at: Date },
): Promise<void> {
  const course = await db.course.findUnique({ where: { slug: courseSlug }, select: { id: true } });
  if (!course) return;
  const courseId = course.id;
  await db.courseTrainer.createMany({
    data: { courseId, userId: trainerId, role: "author", createdAt: at },
    skipDuplicates: true,
  });
  if ((await db.cohort.count({ where: { courseId } })) > 0) return;
  const cohort = await db.cohort.create({
    data: {
      courseId,
      slug: "west-africa",
      name: "West Africa and the Arab States",
      trainerId,
      zone: "Africa/Abidjan",
      startsAt: new Date(at.getTime() - 7 * day),
      endsAt: new Date(at.getTime() + 60 * day),
      createdAt: at,
      key: "teranga",
      capacity: 30,
    },
    select: { id: true },
  });
  await transaction(async (tx) => {
    for (const userId of learnerIds) await enrolPerson(tx, { courseId, cohortId: cohort.id, userId, at });
  });
}
