import type { Readable } from "node:stream";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { openFile } from "#app/infra/storage.server.ts";
import { type PictureFormat, pictureKey, pictureSides } from "./limits.ts";

/**
 * Opens a person's picture by the name in its address, in a size and format. Everybody may see it who knows the name, as long
 * as the person shows it. Throws 404 once they have removed it, are suspended or have left. One SQL statement.
 */
export async function openPicture(
  { picture, side, format }: { picture: string; side: number; format: PictureFormat },
  at = new Date(),
): Promise<{ stream: Readable; size: number }> {
  const known = pictureSides.find((one) => one === side);
  if (!known || !/^[0-9a-f]{32}$/.test(picture)) throw notFound();
  const shown = await db().user.count({
    where: { picture, endedAt: null, OR: [{ suspendedUntil: null }, { suspendedUntil: { lte: at } }] },
  });
  if (shown === 0) throw notFound();
  return openFile(pictureKey(picture, known, format));
}
