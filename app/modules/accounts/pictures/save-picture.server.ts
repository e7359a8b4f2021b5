import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import { consumeLimit, type Limit } from "#app/infra/limits.server.ts";
import { putFile } from "#app/infra/storage.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { checkPicture } from "./check-picture.ts";
import { uploadKey } from "./limits.ts";

const pictures: Limit = { name: "pictures", points: 20, seconds: 3600 };

/**
 * Takes a picture of the actor: it is checked, kept as it came, and made ready by the worker; until then the earlier one, or
 * the initials, are shown. Throws as `checkPicture`, and 429 after
 * twenty within an hour.
 */
export async function savePicture(actor: Actor, bytes: Uint8Array): Promise<void> {
  checkPicture(bytes);
  await consumeLimit(pictures, actor.id);
  const upload = randomUUID();
  // Noted before it is kept: a file of which no row knows would stay for ever.
  await db().faceFile.create({ data: { name: upload, isUpload: true }, select: { name: true } });
  await putFile(uploadKey(upload), bytes);
  await transaction(async (tx) => {
    const data = { pictureUpload: upload, pictureFailedAt: null };
    await tx.user.update({ where: { id: actor.id }, data, select: { id: true } });
    await record(tx, "accounts.picture.uploaded", { userId: actor.id, upload });
  });
}

/** Takes the actor's picture away, and one that is being made ready; the initials stand in its place at once. */
export async function removePicture(actor: Actor): Promise<void> {
  const data = { picture: null, pictureUpload: null, pictureFailedAt: null };
  await db().user.update({ where: { id: actor.id }, data, select: { id: true } });
}

export type PictureState = { picture: string | null; state: "none" | "preparing" | "failed" | "ready" };

/** How it stands with the actor's own picture. One SQL statement. */
export async function getPictureState(actor: Actor): Promise<PictureState> {
  const { picture, pictureUpload, pictureFailedAt } = await db().user.findUniqueOrThrow({
    where: { id: actor.id },
    select: { picture: true, pictureUpload: true, pictureFailedAt: true },
  });
  if (pictureUpload) return { picture, state: "preparing" };
  if (pictureFailedAt) return { picture, state: "failed" };
  return { picture, state: picture ? "ready" : "none" };
}
