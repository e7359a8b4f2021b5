import { submitAnswers } from "#app/modules/learning/quizzes/save-answers.server.ts";
import { listAttempts, findQuizOf } from "#app/modules/learning/quizzes/staff/list-attempts.server.ts";
import { markAnswer } from "#app/modules/learning/quizzes/staff/mark-answer.server.ts";
import { openAttempt } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import { quizAnswers } from "./answers.ts";
import { type Participant, type Scene, unitAt, workOf } from "./scene.ts";

const quiz = "check-the-basics";
/** The essay, which the trainer marks. */
const essay = 9;

/** Begins an attempt at the quiz and leaves it open. */
export async function beginQuiz({ actor }: Participant, at: Date): Promise<void> {
  await openAttempt(actor, unitAt(quiz), { at });
}

/** Takes the quiz in a quarter of an hour, as the person's work says. The essay then waits for the trainer. */
export async function takeQuiz({ member, actor }: Participant, at: Date): Promise<void> {
  const { quiz: given } = workOf(member);
  if (!given) throw new Error(`${member} has no answers`);
  const { attempt } = await openAttempt(actor, unitAt(quiz), { at });
  const input = { attempt: attempt.number, version: attempt.version, isConfirmed: true, page: null, to: null };
  const answers = quizAnswers(given, actor.language);
  const later = { at: new Date(at.getTime() + 15 * 60_000) };
  await submitAnswers(actor, unitAt(quiz), { ...input, intent: "submit", answers }, later);
}

/** The trainer marks the essays of these people that wait for it. */
export async function markEssays({ access }: Scene, people: readonly Participant[], at: Date): Promise<void> {
  const unit = await findQuizOf(access, quiz, "en");
  const { attempts } = await listAttempts(access, unit.id, { onlyToMark: true });
  for (const { id, handle } of attempts) {
    const author = people.find(({ actor }) => actor.handle === handle);
    const mark = author && workOf(author.member).quiz?.mark;
    if (mark) await markAnswer(access, unit, id, { number: essay, ...mark }, { at });
  }
}
