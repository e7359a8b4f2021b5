import { db } from "#app/infra/db.server.ts";
import { deleteFile } from "#app/infra/storage.server.ts";
import { unusedFileDays } from "#app/modules/forum/limits.ts";
import { documentKey, pictureKey, uploadKey } from "./post-file-limits.ts";

export const filesBatch = 100;

/**
 * Sweep: deletes files that stood in a post which is erased, and those that have stood in none for longer than a draft is kept.
 * Returns how many.
 */
export async function cleanUpFiles({ at = new Date() } = {}): Promise<number> {
  const before = new Date(at.getTime() - unusedFileDays * 86_400_000);
  for (const { name, width } of rows) {
    const keys =
      width === null ? [documentKey(name)] : [uploadKey(name), pictureKey(name, "inText"), pictureKey(name, "whole")];
    for (const key of keys) await deleteFile(key);
    await db().postFile.delete({ where: { name }, select: { name: true } });
  }
  return rows.length;
}
