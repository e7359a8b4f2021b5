import { buffer } from "node:stream/consumers";
import { isAppError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { drawPictures } from "#app/infra/pictures/draw-picture.server.ts";
import { deleteFile, openFile, putFile } from "#app/infra/storage.server.ts";
import { pictureKey, pictureSides, type PictureSide, postFileLimits, uploadKey } from "./post-file-limits.ts";

/**
 * Job: draws the picture of a post anew in both sizes, without what the file held besides, and lets what was uploaded go. One that
 * cannot be read is failed for ever. Running it twice changes nothing.
 */
export async function preparePostPicture({ name }: { name: string }): Promise<void> {
  const waits = { name, state: "preparing" } as const;
  if ((await db().postFile.count({ where: waits })) === 0) return;
  const bytes = await buffer((await openFile(uploadKey(name))).stream).catch((error: unknown) => {
    if (isAppError(error)) return null;
    throw error;
  });
  const drawn = bytes && (await drawPostPicture(bytes));
  for (const side of drawn ? sides : []) await putFile(pictureKey(name, side), drawn![side]);
  await db().postFile.updateMany({ where: waits, data: { state: drawn ? "ready" : "failed" } });
  await deleteFile(uploadKey(name));
}

const sides: PictureSide[] = ["inText", "whole"];

/** A picture in both sizes, never larger than it came. Null for what cannot be read within the limits (`drawPictures`). */
async function drawPostPicture(bytes: Buffer): Promise<Record<PictureSide, Buffer> | null> {
  return drawPictures(bytes, { maxPixels: postFileLimits.pixels }, async (copy) => {
    const draw = (side: PictureSide) =>
      copy()
        .resize(pictureSides[side], pictureSides[side], { fit: "inside", withoutEnlargement: true })
        .webp({ quality: side === "inText" ? 72 : 80 })
        .toBuffer();
    return { inText: await draw("inText"), whole: await draw("whole") };
  });
}
