import { transaction } from "#app/infra/transaction.server.ts";
import { lockUnit } from "#app/modules/learning/courses/lock-unit.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { saveAssignment, type SavedPart } from "#app/modules/learning/assignments/save-assignment.server.ts";
import type { AssignmentSettings } from "#app/modules/learning/assignments/assignment-settings.ts";

/** Writes what an assignment asks for, as its teaching page sends it. Throws 404 for a unit of another course. */
export async function saveAssignmentSettings(
  access: Authoring,
  unitId: string,
  settings: AssignmentSettings,
): Promise<SavedPart> {
  const saved = await transaction(async (tx) => {
    await lockUnit(tx, access, unitId);
    return saveAssignment(tx, unitId, { settings });
  });
  return saved.settings;
}
