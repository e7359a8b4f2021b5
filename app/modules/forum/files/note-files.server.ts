import type { Tx } from "#app/infra/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { filesIn } from "./file-address.ts";

type Written = { replyId: string; body: string; by: string };

/**
 * SQL: the part of a WITH that notes which files stand in a post that is written in the same statement; empty for a text without any.
 * A file stands only in posts of who has brought it: a link to it in somebody else's post lets nobody read it who could not.
 */
export function noteFilesSql({ replyId, body, by }: Written, from: Prisma.Sql): Prisma.Sql {
  const names = filesIn(body);
  if (names.length === 0) return Prisma.empty;
  return Prisma.sql`, files AS (${addUses({ replyId, names, by }, Prisma.sql`, ${from}`)})`;
}

function addUses(
  { replyId, names, by }: { replyId: string; names: string[]; by: string },
  more = Prisma.empty,
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO post_file_uses (reply_id, file)
    SELECT ${replyId}::uuid, f.name FROM post_files f ${more} WHERE f.name = ANY(${names}) AND f.author_id = ${by}::uuid
    ON CONFLICT DO NOTHING`;
}

/**
 * Notes which files stand in a post, and which do no more: what an edit takes out is read by nobody else, until an older text is
 * brought back, whoever does that. No SQL statement for a new text without any.
 */
export async function noteFiles(
  tx: Tx,
  { replyId, body, by }: Written,
  { isNew = false, at = new Date() } = {},
): Promise<void> {
  const names = filesIn(body);
  if (!isNew) {
    await tx.$executeRaw`
      UPDATE post_file_uses SET taken_out_at = CASE WHEN file = ANY(${names}) THEN NULL ELSE ${at}::timestamptz END
       WHERE reply_id = ${replyId}::uuid AND (taken_out_at IS NULL) <> (file = ANY(${names}))`;
  }
  if (names.length === 0) return;
  await tx.$executeRaw(addUses({ replyId, names, by }));
}
