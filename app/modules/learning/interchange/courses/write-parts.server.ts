import type { Tx } from "#app/infra/db.server.ts";
import { comparableJson } from "#app/lib/canonical-json.ts";
import { containsAll } from "#app/lib/compare.ts";
import type { PresentUnit } from "./load-present-course.server.ts";
import type { PackageAssignment, PackageUnit } from "#app/modules/learning/interchange/package/types.ts";
import { rescheduleAttempts } from "#app/modules/learning/dates/reschedule-attempts.server.ts";
import { standardSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import { regradeUnitGrades } from "#app/modules/learning/quizzes/finalize-attempt.server.ts";
import { saveSurvey } from "#app/modules/learning/surveys/save-survey.server.ts";

export type Writing = { courseId: string; unit: PackageUnit; present: PresentUnit | null; at: Date };

/** Writes the settings of a quiz. Returns whether anything changed, as all of these. */
export async function writeQuiz(tx: Tx, unitId: string, { courseId, unit, present, at }: Writing): Promise<boolean> {
  const wished = { ...(unit.quiz ?? standardSettings) };
  const before = present?.quiz ?? (standardSettings as Record<string, unknown>);
  if (containsAll(before, wished)) return false;
  const data = { ...wished, review: wished.review as object, overallFeedback: wished.overallFeedback as object[] };
  await tx.quizSettings.upsert({
    where: { unitId },
    create: { unitId, ...data },
    update: data,
    select: { unitId: true },
  });
  if (!present) return true;
  await rescheduleAttempts(tx, { unitId });
  if (before.gradeMethod !== wished.gradeMethod) await regradeUnitGrades(tx, { unitId, courseId, at });
  return true;
}

/** What an assignment asks for when its package says nothing: the columns' own defaults. */
const standardAssignment: PackageAssignment = {
  form: "both",
  maxFiles: 3,
  maxBytes: 10_485_760,
  maxWords: null,
  isTeamWork: false,
  allowsAgain: true,
  reviews: 0,
  isAnonymous: true,
  reviewDays: 7,
  reviewingWeight: 20,
};

/** Writes what an assignment asks for, and its rubric. */
export async function writeAssignmentParts(tx: Tx, unitId: string, writing: Writing): Promise<boolean> {
  const isChanged = await writeAssignment(tx, unitId, writing);
  return (await writeRubric(tx, unitId, writing)) || isChanged;
}

/** Writes the questions of a survey. */
export async function writeSurvey(tx: Tx, unitId: string, { unit, at }: Writing): Promise<boolean> {
  const saved = await saveSurvey(tx, unitId, unit.survey ?? [], at);
  return saved.some(({ outcome }) => outcome !== "unchanged");
}

async function writeAssignment(tx: Tx, unitId: string, { unit, present }: Writing): Promise<boolean> {
  const data = { ...(unit.assignment ?? standardAssignment) };
  const before = present?.assignment;
  if (before && containsAll(before, data)) return false;
  await tx.assignment.upsert({
    where: { unitId },
    create: { unitId, ...data },
    update: data,
    select: { unitId: true },
  });
  // A row that only says what holds anyway is no change of the course.
  return !present || Boolean(before) || comparableJson(data) !== comparableJson(standardAssignment);
}

/** A rubric that was used is never changed: a difference makes the next version. */
async function writeRubric(tx: Tx, unitId: string, { unit, present }: Writing): Promise<boolean> {
  const criteria = unit.rubric ?? [];
  const last = present?.rubrics[0];
  if (comparableJson(last?.criteria ?? []) === comparableJson(criteria)) return false;
  const data = { unitId, number: (last?.number ?? 0) + 1, criteria: criteria as object[] };
  await tx.rubric.create({ data, select: { id: true } });
  return true;
}
