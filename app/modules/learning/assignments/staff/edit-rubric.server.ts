import { messageKey } from "#app/i18n/message-key.ts";
import { AppError, fieldError } from "#app/infra/app-error.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { normalize } from "#app/lib/combining-marks.ts";
import { slugify } from "#app/lib/slug.ts";
import { lockUnit } from "#app/modules/learning/courses/lock-unit.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Criterion, rubricSchema } from "#app/modules/learning/assignments/rubric.ts";
import {
  loadRubric,
  saveAssignment,
  type SavedPart,
} from "#app/modules/learning/assignments/save-assignment.server.ts";

export type CriterionEdit =
  | { intent: "up" | "down" | "remove"; key: string }
  | { intent: "save"; key: string | null; criterion: Omit<Criterion, "key"> };

/**
 * Changes one criterion of a unit's rubric: moves, removes, changes or adds it. A rubric that was used stays as it was, and
 * the change makes the next one. Throws 400 "error.form" for a criterion that is not whole, 409 for one that is gone, 404 for
 * a unit of another course.
 */
export async function editRubric(access: Authoring, unitId: string, edit: CriterionEdit): Promise<SavedPart> {
  const ownLanguage = access.course.defaultLanguage;
  return transaction(async (tx) => {
    await lockUnit(tx, access, unitId);
    const criteria = [...((await loadRubric(tx, unitId))?.criteria ?? [])];
    const at = criteria.findIndex(({ key }) => key === edit.key);
    if (edit.key !== null && at < 0) throw new AppError("assignments.error.criterion_gone", 409);
    if (edit.intent === "save") {
      const key = edit.key ?? freeKey(edit.criterion.title[ownLanguage] ?? "", criteria);
      criteria.splice(at < 0 ? criteria.length : at, at < 0 ? 0 : 1, { key, ...edit.criterion });
    } else if (edit.intent === "remove") criteria.splice(at, 1);
    else {
      const to = edit.intent === "up" ? at - 1 : at + 1;
      const [moved] = criteria.splice(at, 1);
      criteria.splice(Math.max(0, Math.min(criteria.length, to)), 0, moved!);
    }
    const checked = rubricSchema.safeParse(criteria);
    if (!checked.success) throw refusal(checked.error.issues[0]!, ownLanguage);
    return (await saveAssignment(tx, unitId, { rubric: checked.data })).rubric;
  });
}

/** Says beside the field what is wrong. */
function refusal({ path, message }: { path: PropertyKey[]; message: string }, ownLanguage: string): AppError {
  const code = /^[a-z_]+(\.[a-z_]+)+$/.test(message) ? messageKey(message) : "error.field.invalid";
  const isPoints = path.includes("points") || code === "assignments.error.same_points";
  const field = path[1] === "title" ? `title-${ownLanguage}` : isPoints ? "points" : `levels-${ownLanguage}`;
  return fieldError(field, code);
}

function freeKey(title: string, criteria: readonly Criterion[]): string {
  const stem =
    normalize(slugify(title, ""), "NFKD")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "criterion";
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? stem : `${stem}-${count}`;
    if (!criteria.some((one) => one.key === key)) return key;
  }
}
