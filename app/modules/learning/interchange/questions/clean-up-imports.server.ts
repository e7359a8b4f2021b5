import { db } from "#app/infra/db.server.ts";
import { deleteFile } from "#app/infra/storage.server.ts";

/** Days in which a file of questions can be taken another way. */
const keptDays = 7;
export const importsBatch = 100;

/** Deletes the files of imports of questions that ended a week ago, or never began for so long. Returns how many. */
export async function cleanUpImports({ at = new Date() } = {}): Promise<number> {
  const before = new Date(at.getTime() - keptDays * 86_400_000);
  const rows = await db().$queryRaw<{ id: string; storageKey: string }[]>`
    SELECT id, storage_key AS "storageKey" FROM import_runs
     WHERE options IS NOT NULL AND storage_key IS NOT NULL AND created_at < ${before}
     ORDER BY created_at, id LIMIT ${importsBatch}`;
  for (const { id, storageKey } of rows) {
    await deleteFile(storageKey);
    await db().importRun.update({ where: { id }, data: { storageKey: null }, select: { id: true } });
  }
  return rows.length;
}
