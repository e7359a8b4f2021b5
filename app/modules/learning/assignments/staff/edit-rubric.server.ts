import { createHash } from "node:crypto";
import { issueCode } from "#app/i18n/message-key.ts";
import { AppError, type FieldErrors } from "#app/infra/app-error.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { comparableJson } from "#app/lib/canonical-json.ts";
import { normalize } from "#app/lib/combining-marks.ts";
import { slugify } from "#app/lib/slug.ts";
import { lockUnit } from "#app/modules/learning/courses/lock-unit.server.ts";
import { parseNumber } from "#app/modules/learning/courses/numbers.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Criterion, rubricSchema } from "#app/modules/learning/assignments/rubric.ts";
import type { CriterionRow, RubricTable } from "#app/modules/learning/assignments/rubric-table.ts";
import {
  loadRubric,
  saveAssignment,
  type SavedPart,
  type StoredRubric,
} from "#app/modules/learning/assignments/save-assignment.server.ts";

type RubricEdit = {
  table: RubricTable;
  /** The language that the table is written in; the words of the others stay. */
  language: string;
  /** What `rubricState` said of the rubric that the table was made of. */
  state: string;
};

/** Which rubric this is: another as soon as anybody has changed it. */
export function rubricState(rubric: StoredRubric | null): string {
  const json = comparableJson(rubric?.criteria ?? []);
  return createHash("sha256").update(json).digest("hex").slice(0, 16);
}

/**
 * Writes a unit's rubric as its table says. A rubric that was used stays as it was, and the change makes the next one. Throws
 * 400 "error.form" with what is wrong beside each field, 409 when somebody else has changed it meanwhile, 404 for a unit of
 * another course.
 */
export async function editRubric(access: Authoring, unitId: string, edit: RubricEdit): Promise<SavedPart> {
  return transaction(async (tx) => {
    await lockUnit(tx, access, unitId);
    const present = await loadRubric(tx, unitId);
    if (rubricState(present) !== edit.state) throw new AppError("assignments.error.rubric_changed", 409);
    const written = edit.table.map(withoutBlankLevels);
    const checked = rubricSchema.safeParse(mergeTable(present?.criteria ?? [], written, edit.language));
    if (!checked.success) throw refusalOf(checked.error.issues, written);
    return (await saveAssignment(tx, unitId, { rubric: checked.data })).rubric;
  });
}

/** A criterion as it was written, its levels with the place that each has in the form. */
type Written = Omit<CriterionRow, "levels"> & { levels: (CriterionRow["levels"][number] & { place: number })[] };

function withoutBlankLevels({ levels, ...criterion }: CriterionRow): Written {
  const placed = levels.map((level, place) => ({ ...level, place }));
  return { ...criterion, levels: placed.filter((level) => level.points || level.title || level.explanation) };
}

/** The criteria that the table means: what it does not show, the words in other languages, is taken from what was saved. */
function mergeTable(present: readonly Criterion[], table: readonly Written[], language: string): Criterion[] {
  const criteria: Criterion[] = [];
  const taken = new Set(table.map(({ key }) => key));
  for (const row of table) {
    const before = present.find(({ key }) => key === row.key);
    const withText = (texts: Record<string, string> = {}, text: string) => {
      const { [language]: _, ...others } = texts;
      return text ? { ...others, [language]: text } : others;
    };
    const levels = row.levels.map(({ was, points, title, explanation }) => {
      const old = before?.levels.find((level) => String(level.points) === was);
      return {
        points: pointsOf(points),
        title: withText(old?.title, title),
        explanation: withText(old?.explanation, explanation),
      };
    });
    const key = before ? row.key : freeKey(row.title, taken);
    taken.add(key);
    criteria.push({
      key,
      title: withText(before?.title, row.title),
      description: withText(before?.description, row.description),
      levels,
    });
  }
  return criteria;
}

/** What was typed for points, in digits of any script; NaN, which no rubric takes, for anything else. */
function pointsOf(typed: string): number {
  return parseNumber(typed) ?? NaN;
}

type Issue = { path: PropertyKey[]; message: string };

/** Says beside each field what is wrong; what is wrong with a whole criterion beside its name. */
function refusalOf(issues: readonly Issue[], table: readonly Written[]): AppError {
  const fields: FieldErrors = {};
  for (const issue of issues) {
    const code = issueCode(issue);
    fields[fieldOf(issue.path, code, table)] ??= { code };
  }
  return new AppError("error.form", 400, { fields });
}

function fieldOf([row, part, level, name]: PropertyKey[], code: string, table: readonly Written[]): string {
  if (typeof row !== "number") return "rubric";
  if (part === "description") return `about-${row}`;
  if (part !== "levels") return `title-${row}`;
  const levels = table[row]!.levels;
  if (typeof level === "number") {
    const stem = name === "points" ? "points" : name === "title" ? "level" : "why";
    return `${stem}-${row}-${levels[level]!.place}`;
  }
  if (code !== "assignments.error.same_points") return `title-${row}`;
  const second = levels.find((one, at) =>
    levels.slice(0, at).some((other) => pointsOf(other.points) === pointsOf(one.points)),
  );
  return `points-${row}-${second?.place ?? 0}`;
}

function freeKey(title: string, taken: ReadonlySet<string>): string {
  const stem =
    normalize(slugify(title, ""), "NFKD")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "criterion";
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? stem : `${stem}-${count}`;
    if (!taken.has(key)) return key;
  }
}
