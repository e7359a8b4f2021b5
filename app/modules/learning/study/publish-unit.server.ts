import { notFound } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { bumpRevision } from "#app/modules/learning/courses/bump-revision.server.ts";
import { finishCourse } from "./record-progress.server.ts";

/**
 * Whoever changes how a course is made (its units, their order, what they require) does so one after the other; held until
 * the transaction ends.
 */
export async function lockStructure(tx: Tx, courseId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM courses WHERE id = ${courseId}::uuid FOR NO KEY UPDATE`;
}

/**
 * Shows a draft unit to learners. It counts from a new revision on: whoever finished the course before stays finished and
 * sees it as new. A unit that is published already stays as it is. Returns whether anything changed. Throws 404 for a
 * unit that is not there.
 */
export async function publishUnit(tx: Tx, { unitId }: { unitId: string }): Promise<boolean> {
  const unit = await findUnit(tx, unitId);
  await lockStructure(tx, unit.courseId);
  if ((await findUnit(tx, unitId)).state === "published") return false;
  const addedInRevision = await bumpRevision(tx, unit.courseId);
  const data = { state: "published" as const, addedInRevision };
  await tx.unit.update({ where: { id: unitId }, data, select: { id: true } });
  return true;
}

/**
 * Takes a unit back from learners; their progress on it is kept for when it is published again. Whoever lacked nothing
 * else has completed the course now. Returns whether anything changed. Throws 404 for a unit that is not there.
 */
export async function withdrawUnit(tx: Tx, { unitId, at }: { unitId: string; at: Date }): Promise<boolean> {
  const unit = await findUnit(tx, unitId);
  await lockStructure(tx, unit.courseId);
  if ((await findUnit(tx, unitId)).state === "draft") return false;
  await tx.unit.update({ where: { id: unitId }, data: { state: "draft" }, select: { id: true } });
  await bumpRevision(tx, unit.courseId);
  await finishCourse(tx, { courseId: unit.courseId, at });
  return true;
}

async function findUnit(tx: Tx, id: string) {
  const unit = await tx.unit.findUnique({ where: { id }, select: { courseId: true, state: true, removedAt: true } });
  if (!unit || unit.removedAt) throw notFound();
  return unit;
}
