import { db } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { personReads, presentPosts } from "#app/modules/forum/sight.server.ts";

/** Reminders that one call hands on at most. */
export const remindersBatch = 200;

/**
 * Sweep: hands on the reminders that are due, the longest waiting first, at most 200 per call. Each ends in the transaction that hands
 * it on, so that it is told once, however many run. Returns how many.
 */
export async function remindOfBookmarks({ at = new Date() } = {}): Promise<number> {
  return transaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string; remindAt: Date }[]>`
      WITH due AS (
        SELECT id, remind_at FROM bookmarks WHERE remind_at <= ${at}
         ORDER BY remind_at, id LIMIT ${remindersBatch} FOR UPDATE SKIP LOCKED)
      UPDATE bookmarks b SET remind_at = NULL FROM due WHERE b.id = due.id
      RETURNING b.id, due.remind_at AS "remindAt"`;
    for (const { id, remindAt } of due)
      await record(tx, "forum.bookmark.due", { bookmarkId: id, dueAt: remindAt.toISOString() });
    return due.length;
  });
}

/** What a bookmark reminds of; null when it was removed meanwhile, or when its owner may not read the post. One SQL statement. */
export async function findBookmarkNews(bookmarkId: string) {
  const [row] = await db().$queryRaw<
    { userId: string; title: string; publicId: number; slug: string; number: number; spaceCode: string }[]
  >`
    SELECT b.user_id AS "userId", t.title, t.public_id AS "publicId", t.slug, p.number, t.space_code AS "spaceCode"
      FROM bookmarks b JOIN ${presentPosts} p ON p.id = b.reply_id JOIN topics t ON t.id = p.topic_id
      JOIN ${allPeople} u ON u.id = b.user_id
     WHERE b.id = ${bookmarkId}::uuid AND ${personReads}`;
  return row ?? null;
}
