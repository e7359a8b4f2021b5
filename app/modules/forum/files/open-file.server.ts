import type { Readable } from "node:stream";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { openFile } from "#app/infra/storage.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { isActive } from "#app/modules/accounts/policy.ts";
import { canFacilitate } from "#app/modules/forum/policy.ts";
import { presentPosts, visibleReplies, visibleTopics } from "#app/modules/forum/sight.server.ts";
import { readFileAddress } from "./file-address.ts";
import { documentKey, pictureKey } from "./post-file-limits.ts";

type Row = {
  authorId: string;
  spaceCode: string;
  fileName: string;
  type: string;
  extension: string;
  width: number | null;
  state: "preparing" | "ready" | "failed";
  isInSight: boolean;
  isPublic: boolean;
};

/** A file of a post as its address gives it; `stream` is null for a picture that the worker is drawing. */
export type OpenedPostFile = {
  fileName: string;
  type: string;
  isPicture: boolean;
  content: { stream: Readable; size: number } | null;
};

/**
 * Opens a file by the last part of its address: for whoever reads a post that shows it, for who has brought it, and for the facilitators of
 * the space that it was brought for while no post shows it, who look at what waits and at what was reported. Throws 404 for everybody else, for a picture that
 * could not be read, and for an address that is none. One SQL statement.
 */
export async function openPostFile(actor: MaybeActor, last: string): Promise<OpenedPostFile> {
  const asked = readFileAddress(last);
  if (!asked) throw notFound();
  const { name, side, extension } = asked;
  const [file] = await db().$queryRaw<Row[]>`
    SELECT f.author_id AS "authorId", f.space_code AS "spaceCode", f.file_name AS "fileName", f.type, f.extension, f.width,
           f.state::text,
           EXISTS (SELECT 1 FROM post_file_uses u JOIN ${visibleReplies} p ON p.id = u.reply_id
                     JOIN ${visibleTopics(actor)} t ON t.id = p.topic_id
                    WHERE u.file = f.name AND u.taken_out_at IS NULL) AS "isInSight",
           EXISTS (SELECT 1 FROM post_file_uses u JOIN ${presentPosts} p ON p.id = u.reply_id
                    WHERE u.file = f.name AND u.taken_out_at IS NULL) AS "isPublic"
      FROM post_files f WHERE f.name = ${name}`;
  if (!file || file.state === "failed") throw notFound();
  const isOwn = isActive(actor) && actor.id === file.authorId;
  // Whose post has gone to a space that they do not see is out of their hands, too.
  const isLookedAt = !file.isPublic && canFacilitate(actor, file.spaceCode);
  if (!file.isInSight && !isOwn && !isLookedAt) throw notFound();
  const { fileName, type, state } = file;
  const isPicture = file.width !== null;
  if (extension !== (isPicture ? "webp" : file.extension)) throw notFound();
  if (state === "preparing") return { fileName, type, isPicture, content: null };
  const content = await openFile(isPicture ? pictureKey(name, side) : documentKey(name));
  return { fileName, type: isPicture ? "image/webp" : type, isPicture, content };
}
