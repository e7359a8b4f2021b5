import { AppError } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { findQuestion, lockQuestion } from "./find-question.server.ts";
import { freeKey, type Home, containerOf } from "./edit-question.server.ts";
import { appendSlot } from "./change-slots.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

/**
 * Moves a question to another category, from a quiz into the bank (the quiz goes on asking it), or into a quiz of its own
 * (which asks it at its end, if it did not). Throws 404, and 409 "authoring.question.error.asked_elsewhere" when
 * other quizzes ask a question that is to belong to one.
 */
export async function moveQuestion(access: Authoring, id: string, home: Home): Promise<void> {
  const courseId = access.course.id;
  await transaction(async (tx) => {
    await lockOwnQuiz(tx, courseId, id);
    const container = await containerOf(tx, courseId, home);
    const question = await lockQuestion(tx, courseId, id);
    const now = await tx.question.findUniqueOrThrow({ where: { id }, select: { unitId: true, categoryId: true } });
    if (now.unitId === container.unitId && now.categoryId === container.categoryId) return;
    if (container.unitId) {
      const others = await tx.quizSlot.count({ where: { questionId: id, unitId: { not: container.unitId } } });
      const leaves = now.unitId ? await tx.quizSlot.count({ where: { questionId: id, unitId: now.unitId } }) : 0;
      if (others > leaves) throw new AppError("authoring.question.error.asked_elsewhere", 409);
      if (now.unitId) await tx.quizSlot.deleteMany({ where: { questionId: id, unitId: now.unitId } });
    }
    const key = await freeKey(tx, container, question.key);
    await tx.question.update({ where: { id }, data: { ...container, key }, select: { id: true } });
    if (!container.unitId || question.isRemoved) return;
    const asked = await tx.quizSlot.count({ where: { questionId: id, unitId: container.unitId } });
    if (asked === 0) await appendSlot(tx, container.unitId, { questionId: id });
  });
}

/**
 * Takes a question away; attempts that asked it keep it. One of a quiz leaves its place there. Throws 404, and 409
 * "authoring.question.error.asked" when quizzes ask it from the bank: they would silently ask less.
 */
export async function removeQuestion(access: Authoring, id: string, { at = new Date() } = {}): Promise<void> {
  await transaction(async (tx) => {
    await lockOwnQuiz(tx, access.course.id, id);
    const { unitSlug, isRemoved, askedIn } = await lockQuestion(tx, access.course.id, id);
    if (isRemoved) return;
    if (unitSlug) {
      await tx.quizSlot.deleteMany({ where: { questionId: id } });
    } else if (askedIn.length > 0) throw new AppError("authoring.question.error.asked", 409);
    await tx.question.update({ where: { id }, data: { removedAt: at }, select: { id: true } });
  });
}

/** Brings a removed question back; a quiz's own one is asked at its end again. Throws 404. */
export async function restoreQuestion(access: Authoring, id: string): Promise<void> {
  await transaction(async (tx) => {
    const unitId = await lockOwnQuiz(tx, access.course.id, id);
    const { isRemoved } = await lockQuestion(tx, access.course.id, id);
    if (!isRemoved) return;
    if (unitId) await appendSlot(tx, unitId, { questionId: id });
    await tx.question.update({ where: { id }, data: { removedAt: null }, select: { id: true } });
  });
}

/** Quizzes are locked before their questions, as everywhere: nobody waits for somebody who waits for them. */
async function lockOwnQuiz(tx: Tx, courseId: string, id: string): Promise<string | null> {
  const { unitSlug } = await findQuestion(tx, courseId, id);
  return unitSlug ? (await containerOf(tx, courseId, { unit: unitSlug })).unitId : null;
}
