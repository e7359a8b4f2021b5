import { randomUUID } from "node:crypto";
import { AppError, signInNeeded } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { recordProgress } from "#app/modules/learning/study/record-progress.server.ts";
import { enrolAndLock } from "#app/modules/learning/enrolment/lock-enrolment.server.ts";
import { requireOpen } from "#app/modules/learning/study/require-open-unit.server.ts";
import { findUnitOfKindFor } from "#app/modules/learning/courses/find-unit.server.ts";
import { loadItems } from "./save-survey.server.ts";
import { askSurvey, readSurveyAnswers } from "./survey.ts";

export type SurveyAddress = { courseSlug: string; unitSlug: string };

/**
 * The survey of a unit as the actor answers it, in `language` or the course's own, and when they answered it. Three SQL
 * statements. Throws 401 for a guest, 404 for what is no survey that the actor may see.
 */
export async function getSurveyFor(actor: MaybeActor, address: SurveyAddress, language: string) {
  if (!actor) throw signInNeeded();
  const unit = await findUnitOfKindFor(actor, "survey", address);
  const items = await loadItems(db(), unit.id);
  const where = { userId_unitId: { userId: actor.id, unitId: unit.id } };
  const progress = await db().unitProgress.findUnique({ where, select: { submittedAt: true } });
  return {
    questions: askSurvey(items, { language, ownLanguage: unit.ownLanguage }),
    answeredAt: progress?.submittedAt ?? null,
  };
}

/**
 * Takes the actor's answers, once. What is kept of them has a random id, a day and the cohort, and nothing that leads to the
 * person; that they have answered is a fact of their own, which meets the rule "submitted". Throws 401 for a guest, 404, 400
 * "error.form" for wrong fields, 409 "surveys.error.already" the second time, and whatever enrolling throws.
 */
export async function answerSurvey(
  actor: MaybeActor,
  address: SurveyAddress,
  fields: Record<string, unknown>,
  { at = new Date(), language = "en" } = {},
): Promise<{ isCourseDone: boolean }> {
  const { id: userId } = requireActive(actor);
  const unit = await findUnitOfKindFor(actor, "survey", address);
  const { id: unitId, courseId } = unit;
  return transaction(async (tx) => {
    const enrolment = await enrolAndLock(tx, { userId, courseId, at });
    await requireOpen(tx, { id: unitId, courseId }, userId, at);
    const where = { userId_unitId: { userId, unitId } };
    const progress = await tx.unitProgress.findUnique({ where, select: { submittedAt: true } });
    if (progress?.submittedAt) throw new AppError("surveys.error.already", 409);
    const items = await loadItems(tx, unitId);
    if (items.length === 0) throw new AppError("surveys.error.empty", 400);
    const answers = readSurveyAnswers(items, fields);
    const cohort = await tx.cohortMember.findFirst({
      where: { userId, cohort: { courseId, archivedAt: null } },
      orderBy: { joinedAt: "desc" },
      select: { cohortId: true },
    });
    const id = randomUUID();
    const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
    await tx.surveyResponse.create({
      data: { id, unitId, cohortId: cohort?.cohortId ?? null, day, language },
      select: { id: true },
    });
    const data = items.map((item, index) => ({ responseId: id, questionId: item.id, values: answers[index] ?? [] }));
    await tx.surveyAnswer.createMany({ data: data.filter(({ values }) => values.length > 0) });
    const { isCourseDone } = await recordProgress(tx, enrolment, { unitId, at }, { submitted: true });
    return { isCourseDone };
  });
}
