import { db } from "#app/infra/db.server.ts";
import { normalize } from "#app/lib/combining-marks.ts";
import { translationIn, type QuestionTranslations } from "#app/modules/learning/questions/question-translations.ts";
import { matchChoices, type Question } from "#app/modules/learning/questions/questions.ts";
import {
  type AnswerFrequency,
  answerFrequencies,
  type ItemStatistics,
  itemStatistics,
} from "#app/modules/learning/quizzes/item-statistics.ts";
import type { QuizUnit } from "./list-attempts.server.ts";
import { visibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

export type QuestionStatistics = ItemStatistics & {
  /** In the reader's language or the course's own. */
  prompt: string;
  language: string;
  kind: Question["kind"];
  frequencies: AnswerFrequency[];
};

type Row = {
  attemptId: string;
  questionId: string;
  versionId: string;
  number: number;
  marks: number | null;
  maxMarks: number;
  response: string[];
};

/**
 * How each question of a quiz did, from everybody's FIRST submitted attempt that is wholly marked (later ones know the
 * feedback), of one cohort if given. `attempts` says how many there are. Two SQL statements.
 */
export async function getQuizStatistics(
  { course, cohortIds }: CourseStaffAccess,
  unit: QuizUnit,
  { language, cohortId = null }: { language: string; cohortId?: string | null },
): Promise<{ attempts: number; questions: QuestionStatistics[] }> {
  const rows = await db().$queryRaw<Row[]>`
    WITH firsts AS (
      SELECT DISTINCT ON (a.user_id) a.id FROM attempts a
       WHERE a.unit_id = ${unit.id}::uuid AND a.state = 'submitted' AND NOT a.needs_marking
         AND ${visibleToStaff({ cohortIds }, "a.user_id", cohortId)}
       ORDER BY a.user_id, a.number
       LIMIT 5000)
    SELECT x.attempt_id AS "attemptId", v.question_id AS "questionId", v.id AS "versionId", x.number,
           coalesce(x.manual_marks, x.marks) AS marks, x.max_marks AS "maxMarks", x.response
      FROM firsts f JOIN attempt_answers x ON x.attempt_id = f.id JOIN question_versions v ON v.id = x.question_version_id
     ORDER BY x.number, v.question_id`;
  const versions = await db().questionVersion.findMany({
    where: { id: { in: [...new Set(rows.map(({ versionId }) => versionId))] } },
    select: { id: true, questionId: true, number: true, translations: true },
    orderBy: { number: "asc" },
  });
  const translationsOf = new Map(
    versions.map(({ id, translations }) => [id, translations as unknown as QuestionTranslations]),
  );
  // Shown as it was asked last.
  const newest = new Map(
    versions.map(({ questionId, translations }) => [questionId, translations as unknown as QuestionTranslations]),
  );
  const statistics = itemStatistics(rows.map(({ marks, ...row }) => ({ ...row, marks: marks ?? 0 })));
  const questions = statistics.map((one) => {
    const { question, language: shown } = translationIn(newest.get(one.questionId)!, language, course.defaultLanguage);
    const own = rows.filter(({ questionId }) => questionId === one.questionId);
    const words = own.flatMap(({ versionId, response }) => {
      return responseWords(
        translationIn(translationsOf.get(versionId)!, language, course.defaultLanguage).question,
        response,
      );
    });
    return {
      ...one,
      prompt: question.prompt,
      language: shown,
      kind: question.kind,
      frequencies: answerFrequencies(words),
    };
  });
  return { attempts: new Set(rows.map(({ attemptId }) => attemptId)).size, questions };
}

/** A response in words, one for each thing that can be counted; essays are not counted. "" = not answered. */
function responseWords(question: Question, response: readonly string[]): string[] {
  if (question.kind === "essay") return [];
  if (response.length === 0) return [""];
  switch (question.kind) {
    case "single":
    case "several":
    case "boolean":
      return response.map((value) => question.answers[Number(value)]?.text ?? "");
    case "matching": {
      const choices = matchChoices(question);
      return question.pairs.map(({ prompt }, index) => `${prompt} → ${choiceAt(choices, response[index])}`);
    }
    case "ordering":
      return [response.map((value) => choiceAt(question.items, value)).join(" → ")];
    case "cloze":
      return question.gaps.map((gap, index) => {
        const value = response[index] ?? "";
        const words =
          gap.kind === "choice"
            ? choiceAt(
                gap.answers.map(({ text }) => text),
                value,
              )
            : fold(value);
        return `[${index + 1}] ${words}`;
      });
    default:
      return [fold(response[0] ?? "")];
  }
}

const choiceAt = (choices: readonly string[], value: string | undefined) =>
  value ? (choices[Number(value)] ?? "…") : "…";
const fold = (text: string) => normalize(text).replace(/\s+/g, " ").trim().toLowerCase().slice(0, 200);
