import { AppError } from "#app/infra/app-error.ts";
import type { Db, Tx } from "#app/infra/db.server.ts";
import { comparableJson } from "#app/lib/canonical-json.ts";

import { choiceCount, type SurveyItem } from "./survey.ts";

export type SavedItem = { key: string; outcome: "created" | "changed" | "unchanged" | "removed" };

type Present = SurveyItem & { id: string; position: number; removedAt: Date | null; answers: number };

/**
 * Makes a unit's survey hold exactly these questions, in this order; what is no longer there is marked as removed and its
 * answers stay. A question that somebody has answered keeps its kind and its choices: words may be mended, but answers must go
 * on meaning what they meant. Throws AppError 409 "surveys.error.answered" (values: key) for anything else.
 */
export async function saveSurvey(tx: Tx, unitId: string, items: readonly SurveyItem[], at: Date): Promise<SavedItem[]> {
  // One writer at a time: two of them would each keep what the other one removes.
  await tx.$queryRaw`SELECT 1 FROM units WHERE id = ${unitId}::uuid FOR UPDATE`;
  const present = await loadItems(tx, unitId, { withRemoved: true });
  const saved: SavedItem[] = [];
  for (const [index, item] of items.entries()) {
    const position = index + 1;
    const before = present.find(({ key }) => key === item.key);
    if (before && before.answers > 0) checkMeaning(before, item);
    const data = { kind: item.kind, isRequired: item.isRequired, translations: item.translations as object, position };
    if (!before) {
      await tx.surveyQuestion.create({ data: { unitId, key: item.key, ...data }, select: { id: true } });
      saved.push({ key: item.key, outcome: "created" });
      continue;
    }
    const wished = comparableJson({ ...data, removedAt: null });
    const { kind, isRequired, translations, removedAt } = before;
    if (comparableJson({ kind, isRequired, translations, position: before.position, removedAt }) === wished) {
      saved.push({ key: item.key, outcome: "unchanged" });
      continue;
    }
    await tx.surveyQuestion.update({
      where: { id: before.id },
      data: { ...data, removedAt: null },
      select: { id: true },
    });
    saved.push({ key: item.key, outcome: "changed" });
  }
  const gone = present.filter((one) => !one.removedAt && !items.some(({ key }) => key === one.key));
  if (gone.length > 0) {
    const where = { id: { in: gone.map(({ id }) => id) } };
    await tx.surveyQuestion.updateMany({ where, data: { removedAt: at } });
  }
  return [...saved, ...gone.map(({ key }): SavedItem => ({ key, outcome: "removed" }))];
}

/** The questions of a unit's survey in order, with how many answers each has. One SQL statement. */
export async function loadItems(
  from: Db,
  unitId: string,
  { withRemoved = false }: { withRemoved?: boolean } = {},
): Promise<Present[]> {
  return from.$queryRaw<Present[]>`
    SELECT q.id, q.key, q.position, q.kind::text AS kind, q.is_required AS "isRequired", q.layers AS translations,
           q.removed_at AS "removedAt",
           (SELECT count(*)::int FROM survey_answers a WHERE a.question_id = q.id) AS answers
      FROM survey_questions q
     WHERE q.unit_id = ${unitId}::uuid AND (${withRemoved} OR q.removed_at IS NULL)
     ORDER BY q.position, q.key`;
}

function checkMeaning(before: Present, item: SurveyItem): void {
  if (before.kind === item.kind && choiceCount(before) === choiceCount(item)) return;
  throw new AppError("surveys.error.answered", 409, { values: { key: item.key } });
}
