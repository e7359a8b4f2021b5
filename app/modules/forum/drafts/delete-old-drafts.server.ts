import { db } from "#app/infra/db.server.ts";
import { draftDays } from "#app/modules/forum/limits.ts";

/** Rows that one call deletes at most. */
export const draftsBatch = 1000;

/** Sweep: deletes drafts that nobody has touched for 180 days, the oldest first, at most 1,000 per call. Returns how many. */
export async function deleteOldDrafts({ at = new Date() } = {}): Promise<number> {
  const before = new Date(at.getTime() - draftDays * 86_400_000);
  return db().$executeRaw`
    DELETE FROM post_drafts WHERE id IN (
      SELECT id FROM post_drafts WHERE updated_at < ${before} ORDER BY updated_at LIMIT ${draftsBatch})`;
}
