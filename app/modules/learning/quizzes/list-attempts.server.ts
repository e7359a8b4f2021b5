import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { loadLimits } from "#app/modules/learning/dates/load-limits.server.ts";
import { reviewMomentAt, showsAt } from "./review-options.ts";
import { loadQuizSettings } from "./save-quiz-settings.server.ts";

/**
 * The actor's attempts at a quiz, newest first, at most 50. `percent` is null while an answer waits for its marks, and
 * where the quiz does not let learners see marks now (`isHidden`). Three SQL statements; one without attempts.
 */
export async function listAttemptsFor(actor: MaybeActor, unitId: string, { at = new Date() } = {}) {
  if (!actor) return [];
  const rows = await db().attempt.findMany({
    where: { unitId, userId: actor.id },
    select: {
      number: true,
      state: true,
      startedAt: true,
      savedAt: true,
      submittedAt: true,
      endsAt: true,
      percent: true,
      needsMarking: true,
      unit: { select: { hidesGrades: true } },
    },
    orderBy: { number: "desc" },
    take: 50,
  });
  if (rows.length === 0) return [];
  const { review } = await loadQuizSettings(db(), unitId);
  const { closesAt } = await loadLimits(db(), { userId: actor.id, unitId });
  return rows.map(({ unit, percent, ...attempt }) => {
    const { marks } = showsAt(review, reviewMomentAt({ ...attempt, closesAt }, at), { isPassed: false });
    const isHidden = attempt.state === "submitted" && (unit.hidesGrades || !marks);
    return { ...attempt, percent: isHidden ? null : percent, isHidden };
  });
}
