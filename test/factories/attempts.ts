import type { Actor } from "#app/modules/accounts/actor.ts";
import { submitAnswers } from "#app/modules/learning/quizzes/save-answers.server.ts";
import { completeUnit } from "#app/modules/learning/study/record-progress.server.ts";
import type { Answers, AnswersInput } from "#app/modules/learning/courses/schemas.ts";
import { type MadeCourse, rightAnswers } from "#test/factories/courses.ts";

/** What a page sends, from the answers alone. */
export function answersInput(answers: Answers, more: Partial<AnswersInput> = {}): AnswersInput {
  return { intent: "save", version: null, attempt: null, isConfirmed: false, page: null, to: null, answers, ...more };
}

/** Answers a quiz and submits it; the right answers of the factory's quiz unless told otherwise. Returns the number. */
export async function makeAttempt(
  actor: Actor,
  address: { courseSlug: string; unitSlug: string },
  { answers = rightAnswers, at = new Date() }: { answers?: Answers; at?: Date } = {},
): Promise<number> {
  const input = answersInput(answers, { intent: "submit", isConfirmed: true });
  const result = await submitAnswers(actor, address, input, { at });
  if (result.kind !== "graded") throw new Error(`not graded: ${result.kind}`);
  return result.number;
}

/** Brings somebody through a whole course of the factory: every lesson done, every quiz passed. */
export async function finishCourse(actor: Actor, course: MadeCourse, { at = new Date() } = {}): Promise<void> {
  for (const { slug, kind } of course.units) {
    const address = { courseSlug: course.slug, unitSlug: slug };
    if (kind === "quiz") await makeAttempt(actor, address, { at });
    else await completeUnit(actor, address, { at });
  }
}
