import { presentUnits, unitTitles } from "#app/modules/learning/courses/sql.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { findSurvey } from "./find-survey.server.ts";
import { loadItems } from "./save-survey.server.ts";
import { type AskedSurveyItem, askSurvey, choiceCount, scaleEnd } from "./survey.ts";

/** Fewer answers than this are not shown: with less, a trainer could guess who wrote what. */
export const fewestAnswers = 5;

export type SurveyRow = { slug: string; title: Text; questions: number; answers: number };

/** The surveys of a course with how many have answered, in the course's order; at most 200. One SQL statement. */
export async function listSurveys({ course, cohortIds }: CourseStaffAccess, language: string): Promise<SurveyRow[]> {
  const rows = await db().$queryRaw<(Omit<SurveyRow, "title"> & { titles: unknown })[]>`
    SELECT u.slug, ${unitTitles} AS titles,
           (SELECT count(*)::int FROM survey_questions q WHERE q.unit_id = u.id AND q.removed_at IS NULL) AS questions,
           (SELECT count(*)::int FROM survey_responses r WHERE r.unit_id = u.id
               AND (${cohortIds}::uuid[] IS NULL OR r.cohort_id = ANY(${cohortIds}::uuid[]))) AS answers
      FROM ${presentUnits}
     WHERE u.course_id = ${course.id}::uuid AND u.kind = 'survey'
     ORDER BY m.position, u.position LIMIT 200`;
  return rows.map(({ titles, ...row }) => ({ ...row, title: textIn(titles, language, course.defaultLanguage) }));
}

export type SurveyResult = AskedSurveyItem & {
  /** How many answered this question. */
  count: number;
  /** Of what can be chosen: how often each was, in order. */
  counts: number[];
  /** Of a scale. */
  mean: number | null;
  /** What was written, in an order that says nothing. */
  texts: string[];
};

/**
 * The results of one survey, of everybody or of one cohort; null while fewer than five have answered there, or fewer than
 * five elsewhere. At most four SQL statements. Throws 404 for no such survey, and for a cohort that the teaching person does not see.
 */
export async function getSurveyResults(
  { course, cohortIds }: CourseStaffAccess,
  unitSlug: string,
  { language, cohortId = null }: { language: string; cohortId?: string | null },
): Promise<{ title: Text; responses: number; results: SurveyResult[] | null }> {
  if (cohortId && cohortIds && !cohortIds.includes(cohortId)) throw notFound();
  const unit = await findSurvey(course.id, unitSlug);
  const cohorts = cohortId ? [cohortId] : cohortIds;
  const items = await loadItems(db(), unit.id);
  const answers = await db().$queryRaw<Answer[]>`
    SELECT r.id, a.question_id AS "questionId", a.values
      FROM survey_responses r LEFT JOIN survey_answers a ON a.response_id = r.id
     WHERE r.unit_id = ${unit.id}::uuid AND (${cohorts}::uuid[] IS NULL OR r.cohort_id = ANY(${cohorts}::uuid[]))
     ORDER BY md5(r.id::text || a.question_id::text)`;
  const responses = new Set(answers.map(({ id }) => id)).size;
  const title = textIn(unit.titles, language, course.defaultLanguage);
  const others = cohortId && !cohortIds ? (await countResponses(unit.id)) - responses : 0;
  // Few others would be seen as well: everybody's results without those of this cohort.
  if (responses < fewestAnswers || (others > 0 && others < fewestAnswers)) return { title, responses, results: null };
  const asked = askSurvey(items, { language, ownLanguage: course.defaultLanguage });
  const results = asked.map((item, index): SurveyResult => {
    const own = answers.flatMap(({ questionId, values }) => (questionId === items[index]!.id ? [values ?? []] : []));
    const values = own.flat();
    if (item.kind === "text") return { ...item, count: own.length, counts: [], mean: null, texts: values };
    const first = item.kind === "scale" ? 1 : 0;
    const size = item.kind === "scale" ? scaleEnd : choiceCount(items[index]!);
    const counts = Array.from({ length: size }, (_, n) => values.filter((value) => value === String(n + first)).length);
    const sum = values.reduce((total, value) => total + Number(value), 0);
    const mean = item.kind === "scale" && own.length > 0 ? sum / own.length : null;
    return { ...item, count: own.length, counts, mean, texts: [] };
  });
  return { title, responses, results };
}

type Answer = { id: string; questionId: string | null; values: string[] | null };

function countResponses(unitId: string): Promise<number> {
  return db().surveyResponse.count({ where: { unitId } });
}
