import { db } from "#app/infra/db.server.ts";
import { deleteFile } from "#app/infra/storage.server.ts";
import { pictureFormats, pictureKey, pictureSides, strayMinutes, uploadKey } from "./limits.ts";

export const picturesBatch = 100;

/**
 * Sweep: deletes files of pictures that nobody shows any more, because they were replaced or removed, could not be read, or
 * their person has left. One that moderators took out of sight may be shown again, and stays. Returns how many.
 */
export async function cleanUpPictures({ at = new Date() } = {}): Promise<number> {
  const before = new Date(at.getTime() - strayMinutes * 60_000);
  const rows = await db().$queryRaw<{ name: string; isUpload: boolean }[]>`
    SELECT f.name, f.is_upload AS "isUpload" FROM face_files f
     WHERE f.created_at < ${before}
       AND NOT EXISTS (SELECT 1 FROM users u WHERE u.picture = f.name)
       AND NOT EXISTS (SELECT 1 FROM users u WHERE u.picture_upload = f.name)
       AND NOT EXISTS (SELECT 1 FROM users u WHERE u.withdrawn IS NOT NULL AND u.withdrawn ->> 'picture' = f.name)
     ORDER BY f.created_at, f.name LIMIT ${picturesBatch}`;
  for (const { name, isUpload } of rows) {
    const keys = isUpload
      ? [uploadKey(name)]
      : pictureSides.flatMap((side) => pictureFormats.map((format) => pictureKey(name, side, format)));
    for (const key of keys) await deleteFile(key);
    await db().faceFile.delete({ where: { name }, select: { name: true } });
  }
  return rows.length;
}
