import { transaction } from "#app/infra/transaction.server.ts";
import { saveAssignment, type SavedPart } from "./save-assignment.server.ts";
import type { AssignmentSettings } from "./assignment-settings.ts";

/** Writes what an assignment asks for, as its teaching page sends it. Who may is decided by whoever opened the page. */
export async function setUpAssignment(unitId: string, settings: AssignmentSettings): Promise<SavedPart> {
  return (await transaction((tx) => saveAssignment(tx, unitId, { settings }))).settings;
}
