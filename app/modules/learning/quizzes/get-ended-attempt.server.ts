import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { findAttempt, findQuizFor, type QuizAddress } from "./find-attempt.server.ts";
import { loadAttemptQuestions } from "./attempt-questions.server.ts";
import { loadQuizSettings } from "./save-quiz-settings.server.ts";
import { type AskedQuestion, askQuestion } from "#app/modules/learning/questions/quiz-view.ts";

/** The questions of an attempt that takes no answers any more, so that what was typed too late can stand beside them. */
export type EndedAttempt = { number: number; state: string; questions: AskedQuestion[] };

/**
 * An attempt of the actor's own with its questions as they were asked: the one of that number, or the last. Null when
 * there is none. Five SQL statements. Throws 401 for a guest, 404 for what is no quiz that the actor may see.
 */
export async function getEndedFor(
  actor: MaybeActor,
  address: QuizAddress,
  { language, ended }: { language: string; ended: number | "last" },
): Promise<EndedAttempt | null> {
  const { id: userId } = requireActive(actor);
  const unit = await findQuizFor(actor, address);
  const number = ended === "last" ? await lastNumber(unit.id, userId) : ended;
  const attempt = number === null ? null : await findAttempt(db(), { unitId: unit.id, userId, number });
  if (!attempt) return null;
  const { shufflesChoices } = await loadQuizSettings(db(), unit.id);
  const options = { seed: attempt.seed, shufflesChoices, courseSlug: address.courseSlug };
  const asked = await loadAttemptQuestions(db(), attempt.id);
  const questions = asked.map((row) => askQuestion(row, language, unit.ownLanguage, options));
  return { number: attempt.number, state: attempt.state, questions };
}

async function lastNumber(unitId: string, userId: string): Promise<number | null> {
  const last = await db().attempt.aggregate({ where: { unitId, userId }, _max: { number: true } });
  return last._max.number;
}
