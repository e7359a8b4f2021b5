import { db } from "#app/infra/db.server.ts";
import { excerpt } from "#app/modules/learning/questions/question-excerpt.ts";
import { translationIn, type QuestionTranslations } from "#app/modules/learning/questions/question-translations.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

export type AskedBefore = { id: string; number: number; prompt: string };

/** Every question that attempts at a quiz hold, in the order of their places, at most 500. One SQL statement. */
export async function listAskedQuestions(
  { course }: CourseStaffAccess,
  unitId: string,
  language: string,
): Promise<AskedBefore[]> {
  const rows = await db().$queryRaw<{ id: string; number: number; translations: QuestionTranslations }[]>`
    SELECT q.id, q.number, v.layers AS translations
      FROM (SELECT v.question_id AS id, min(x.number)::int AS number
              FROM attempts a JOIN attempt_answers x ON x.attempt_id = a.id
              JOIN question_versions v ON v.id = x.question_version_id
             WHERE a.unit_id = ${unitId}::uuid GROUP BY v.question_id) q
      JOIN LATERAL (SELECT layers FROM question_versions
                     WHERE question_id = q.id ORDER BY number DESC LIMIT 1) v ON true
     ORDER BY q.number, q.id LIMIT 500`;
  return rows.map(({ id, number, translations }) => {
    const { prompt } = translationIn(translations, language, course.defaultLanguage).question;
    return { id, number, prompt: excerpt(prompt, 80) };
  });
}
