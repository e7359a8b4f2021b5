import type { Db, Tx } from "#app/infra/db.server.ts";
import { comparableJson } from "#app/lib/canonical-json.ts";

import type { Criterion } from "./rubric.ts";
import { type AssignmentSettings, defaultSettings } from "./assignment-settings.ts";

export type SavedPart = "created" | "changed" | "unchanged";

const settingColumns = {
  form: true,
  maxFiles: true,
  maxBytes: true,
  maxWords: true,
  isTeamWork: true,
  allowsAgain: true,
  reviews: true,
  isAnonymous: true,
  reviewDays: true,
  reviewingWeight: true,
} as const;

/** The settings of a unit's assignment; what holds by default when nobody has set it up. One SQL statement. */
export async function loadSettings(from: Db, unitId: string): Promise<AssignmentSettings> {
  return (await from.assignment.findUnique({ where: { unitId }, select: settingColumns })) ?? defaultSettings;
}

export type StoredRubric = { id: string; number: number; criteria: Criterion[]; usedAt: Date | null };

/** The newest rubric of a unit; null when it has none. One SQL statement. */
export async function loadRubric(from: Db, unitId: string): Promise<StoredRubric | null> {
  const row = await from.rubric.findFirst({
    where: { unitId },
    orderBy: { number: "desc" },
    select: { id: true, number: true, criteria: true, usedAt: true },
  });
  return row && { ...row, criteria: row.criteria as unknown as Criterion[] };
}

/**
 * Writes what an assignment asks for and its rubric, as a teaching page or a package gives them; what is not named stays.
 * A rubric that was used is never changed: another one gets the next number and holds for whatever is handed in later.
 * Returns what became of each part. The caller has checked both by their schemas.
 */
export async function saveAssignment(
  tx: Tx,
  unitId: string,
  { settings, rubric }: { settings?: AssignmentSettings; rubric?: readonly Criterion[] },
): Promise<{ settings: SavedPart; rubric: SavedPart }> {
  // One writer at a time: two would give two rubrics the same number.
  await tx.$queryRaw`SELECT 1 FROM units WHERE id = ${unitId}::uuid FOR UPDATE`;
  return { settings: await saveSettings(tx, unitId, settings), rubric: await saveRubric(tx, unitId, rubric) };
}

async function saveSettings(tx: Tx, unitId: string, settings?: AssignmentSettings): Promise<SavedPart> {
  if (!settings) return "unchanged";
  const before = await tx.assignment.findUnique({ where: { unitId }, select: settingColumns });
  if (before && comparableJson(before) === comparableJson(settings)) return "unchanged";
  const { form, maxFiles, maxBytes, maxWords, isTeamWork, allowsAgain, reviews, ...rest } = settings;
  const { isAnonymous, reviewDays, reviewingWeight } = rest;
  const data = {
    form,
    maxFiles,
    maxBytes,
    maxWords,
    isTeamWork,
    allowsAgain,
    reviews,
    isAnonymous,
    reviewDays,
    reviewingWeight,
  };
  await tx.assignment.upsert({
    where: { unitId },
    create: { unitId, ...data },
    update: data,
    select: { unitId: true },
  });
  return before ? "changed" : "created";
}

async function saveRubric(tx: Tx, unitId: string, criteria?: readonly Criterion[]): Promise<SavedPart> {
  if (!criteria) return "unchanged";
  const before = await loadRubric(tx, unitId);
  if (comparableJson(before?.criteria ?? []) === comparableJson(criteria)) return "unchanged";
  const data = { criteria: criteria as unknown as object[] };
  if (before && !before.usedAt) {
    await tx.rubric.update({ where: { id: before.id }, data, select: { id: true } });
    return "changed";
  }
  await tx.rubric.create({ data: { unitId, number: (before?.number ?? 0) + 1, ...data }, select: { id: true } });
  return before ? "changed" : "created";
}
