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
  const rows = await db().$queryRaw<{ name: string; width: number | null }[]>`
    SELECT f.name, f.width FROM post_files f
     WHERE NOT EXISTS (SELECT 1 FROM post_file_uses u JOIN replies p ON p.id = u.reply_id
                        WHERE u.file = f.name AND p.body <> ''
                          AND (u.taken_out_at IS NULL OR u.taken_out_at >= ${before}))
       AND (f.created_at < ${before}
            OR EXISTS (SELECT 1 FROM post_file_uses u JOIN replies p ON p.id = u.reply_id
                        WHERE u.file = f.name AND p.body = ''))
     ORDER BY f.created_at, f.name LIMIT ${filesBatch}`;
  for (const { name, width } of rows) {
    const keys =
      width === null ? [documentKey(name)] : [uploadKey(name), pictureKey(name, "inText"), pictureKey(name, "whole")];
    for (const key of keys) await deleteFile(key);
    await db().postFile.delete({ where: { name }, select: { name: true } });
  }
  return rows.length;
}
