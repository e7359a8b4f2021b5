import { randomBytes } from "node:crypto";
import { fieldError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { consumeLimit } from "#app/infra/limits.server.ts";
import { putFile } from "#app/infra/storage.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";
import { checkPostFile } from "./check-post-file.ts";
import { fileAddresses } from "./file-address.ts";
import { documentKey, postFileLimits, uploadKey } from "./post-file-limits.ts";

type NewPostFile = { spaceCode: string; name: string; bytes: Uint8Array; alt: string };

/**
 * Takes a file for a post that the actor is writing in a space, and returns the Markdown by which the post shows it: a picture
 * in the text with `alt` for whoever does not see it, a link to anything else. A picture is drawn anew by the worker; what it
 * held besides (place, camera) is gone then. Throws 401, 403, 400 on the field "file" as `checkPostFile` and for whoever has brought too much
 * that stands in no post, 429 after so many a day.
 */
export async function addPostFile(maybe: MaybeActor, { spaceCode, alt, ...file }: NewPostFile): Promise<string> {
  const actor = requirePoster(maybe);
  const checked = checkPostFile(file);
  await requireRoom(actor.id, file.bytes.length);
  const { filesPerDay = 200 } = limitsFor(actor) ?? {};
  await consumeLimit({ name: "post_files", points: filesPerDay, seconds: 86_400 }, actor.id);
  const name = randomBytes(16).toString("hex");
  const isPicture = checked.width !== null;
  const about = { ...checked, name, authorId: actor.id, spaceCode, bytes: file.bytes.length };
  // Noted before it is kept: a file of which no row knows would stay for ever.
  const data = { ...about, state: isPicture ? "preparing" : "ready" } as const;
  await db().postFile.create({ data, select: { name: true } });
  await putFile(isPicture ? uploadKey(name) : documentKey(name), file.bytes);
  if (isPicture) await transaction((tx) => record(tx, "forum.picture.added", { name }));
  const { inText, whole } = fileAddresses(about);
  if (inText) return `[![${escapeMarkdown(alt)}](${inText})](${whole})`;
  return `[${escapeMarkdown(checked.fileName)} (${sizeOf(file.bytes.length)})](${whole})`;
}

/** What nobody reads is kept for half a year: so much of it and no more. One SQL statement. */
async function requireRoom(authorId: string, bytes: number): Promise<void> {
  const [{ unused }] = await db().$queryRaw<[{ unused: number }]>`
    SELECT coalesce(sum(bytes), 0)::float8 AS unused FROM post_files f
     WHERE author_id = ${authorId}::uuid
       AND NOT EXISTS (SELECT 1 FROM post_file_uses u WHERE u.file = f.name AND u.taken_out_at IS NULL)`;
  const max = postFileLimits.unused;
  if (unused + bytes > max) throw fieldError("file", "forum.file.error.unused", { max: max / 1024 / 1024 });
}

function escapeMarkdown(words: string): string {
  return words.replace(/\s+/g, " ").replace(/[\\[\]*_`<>!~|&]/g, "\\$&");
}

/** How large a file is, as programs in every language write it. */
function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
