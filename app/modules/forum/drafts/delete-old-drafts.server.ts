import { db } from "#app/infra/db.server.ts";
import { draftDays } from "#app/modules/forum/limits.ts";

/** Rows that one call deletes at most. */
export const draftsBatch = 1000;

/**
 * Sweep: deletes drafts that nobody has touched for 180 days, and posts that were sent to wait as long ago, whatever became of them; the
 * oldest first, at most 1,000 of each per call. Returns how many of the kind of which there are more.
 */
export async function deleteOldDrafts({ at = new Date() } = {}): Promise<number> {
  const before = new Date(at.getTime() - draftDays * 86_400_000);
  const drafts = await db().$executeRaw`
    DELETE FROM post_drafts WHERE id IN (
      SELECT id FROM post_drafts WHERE updated_at < ${before} ORDER BY updated_at LIMIT ${draftsBatch})`;
  const waiting = await db().$executeRaw`
    DELETE FROM waiting_posts WHERE id IN (
      SELECT id FROM waiting_posts WHERE sent_at < ${before} ORDER BY sent_at LIMIT ${draftsBatch})`;
  return Math.max(drafts, waiting);
}
