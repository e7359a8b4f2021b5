import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { isAppError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { openFile, putFile } from "#app/infra/storage.server.ts";
import { pictureFormats, pictureKey, pictureSides, uploadKey } from "./limits.ts";
import { drawFace } from "./draw-face.server.ts";

/**
 * Job: makes an uploaded picture ready (`drawFace`) and shows it in place of the earlier one. Nothing happens when the person
 * has uploaded another one since, or removed it. A picture that cannot be read is told to its person on their settings.
 */
export async function preparePicture({ userId, upload }: { userId: string; upload: string }): Promise<void> {
  const waits = { id: userId, pictureUpload: upload };
  if ((await db().user.count({ where: waits })) === 0) return;
  const bytes = await readUpload(upload);
  const drawn = bytes && (await drawFace(bytes));
  if (!drawn) {
    const data = { pictureUpload: null, pictureFailedAt: new Date() };
    await db().user.updateMany({ where: waits, data });
    return;
  }
  // Its own name for each person, also for two who show the same picture: taking one away leaves the other.
  const picture = createHash("sha256").update(userId).update(drawn[320].webp).digest("hex").slice(0, 32);
  await db().faceFile.upsert({
    where: { name: picture },
    create: { name: picture, isUpload: false },
    update: { createdAt: new Date() },
    select: { name: true },
  });
  for (const side of pictureSides)
    for (const format of pictureFormats) await putFile(pictureKey(picture, side, format), drawn[side][format]);
  await db().user.updateMany({ where: waits, data: { picture, pictureUpload: null, pictureFailedAt: null } });
}

/** What was uploaded; null when it is gone, which only a store that was emptied can explain. */
async function readUpload(upload: string): Promise<Buffer | null> {
  try {
    return await buffer((await openFile(uploadKey(upload))).stream);
  } catch (error) {
    if (!isAppError(error)) throw error;
    logger().warn({ upload }, "an uploaded picture is not in the store");
    return null;
  }
}
