import type { Db, Tx } from "#app/infra/db.server.ts";
import { AppError } from "#app/infra/app-error.ts";
import { fillSlots, type DrawSlot } from "./question-draw.ts";

/** What keeps a quiz from being taken. */
export type QuizProblem =
  | { code: "quizzes.error.no_questions" }
  | { code: "quizzes.error.too_few_questions"; values: { position: number; wanted: number; found: number } };

/**
 * What keeps a quiz from being taken: no question at all, or a draw that finds too few (slots count from 1). An empty
 * list is a quiz that can open; whoever publishes it asks here first. One SQL statement.
 */
export async function findQuizProblems(from: Db, unitId: string): Promise<QuizProblem[]> {
  return problemsOf(await loadSlots(from, unitId));
}

/**
 * Draws the paper of an attempt and stores it: one row of answers for each question, in its newest version. Throws 409
 * "quizzes.error.too_few_questions" or "quizzes.error.no_questions" when it cannot be drawn. Two SQL statements.
 */
export async function drawQuestions(
  tx: Tx,
  { attemptId, unitId, seed, shuffles }: { attemptId: string; unitId: string; seed: number; shuffles: boolean },
): Promise<void> {
  const slots = await loadSlots(tx, unitId);
  const [problem] = problemsOf(slots);
  if (problem) throw new AppError(problem.code, 409, "values" in problem ? { values: problem.values } : {});
  const { questions } = fillSlots(slots, { seed, shuffles });
  const rows = JSON.stringify(questions.map((one, index) => ({ ...one, number: index + 1 })));
  await tx.$executeRaw`
    INSERT INTO attempt_answers (attempt_id, number, question_version_id, max_marks, response)
    SELECT ${attemptId}::uuid, x.number, v.id, coalesce(x.marks, v.marks), '{}'
      FROM jsonb_to_recordset(${rows}::jsonb) AS x(number int, "questionId" uuid, marks float8)
      JOIN LATERAL (SELECT id, marks FROM question_versions WHERE question_id = x."questionId"
                     ORDER BY number DESC LIMIT 1) v ON true`;
}

function problemsOf(slots: readonly DrawSlot[]): QuizProblem[] {
  if (slots.length === 0) return [{ code: "quizzes.error.no_questions" }];
  return fillSlots(slots, { seed: 0, shuffles: false }).missing.map((values) => ({
    code: "quizzes.error.too_few_questions",
    values,
  }));
}

/** How many questions a paper of the quiz has, and what keeps it from being taken. One SQL statement. */
export async function countQuestions(
  from: Db,
  unitId: string,
): Promise<{ questions: number; problems: QuizProblem[] }> {
  const slots = await loadSlots(from, unitId);
  return { questions: slots.reduce((sum, { draws }) => sum + draws, 0), problems: problemsOf(slots) };
}

/** The slots of a quiz with their candidates; a slot whose own question was removed is none. */
export async function loadSlots(from: Db, unitId: string): Promise<DrawSlot[]> {
  const slots = await from.$queryRaw<(DrawSlot & { isFixed: boolean })[]>`
    SELECT s.id, row_number() OVER (ORDER BY s.position, s.id)::int AS position, s.marks,
           s.question_id IS NOT NULL AS "isFixed", CASE WHEN s.question_id IS NULL THEN s.draws ELSE 1 END AS draws,
           ARRAY(SELECT q.id::text FROM questions q LEFT JOIN question_categories c ON c.id = q.category_id
                  WHERE q.removed_at IS NULL AND EXISTS (SELECT 1 FROM question_versions v WHERE v.question_id = q.id)
                    AND CASE WHEN s.question_id IS NOT NULL THEN q.id = s.question_id
                             ELSE c.course_id = k.course_id AND (c.path = k.path OR starts_with(c.path, k.path || '/'))
                                  AND q.tags @> s.tags END) AS candidates
      FROM quiz_slots s LEFT JOIN question_categories k ON k.id = s.category_id
     WHERE s.unit_id = ${unitId}::uuid ORDER BY s.position, s.id`;
  return slots.filter(({ isFixed, candidates }) => !isFixed || candidates.length > 0);
}
