import { db } from "#app/infra/db.server.ts";

/** Rows that one call deletes at most. */
export const toldBatch = 10_000;
const day = 24 * 60 * 60_000;
/** A dead job is kept for thirty days; nothing tells of an event three months later, nor does a digest. */
const kept = 90 * day;

/** Sweep: deletes the oldest rows of what people were told of, at most 10,000 per call. Returns how many. */
export async function forgetToldEvents({ at = new Date() } = {}): Promise<number> {
  const before = new Date(at.getTime() - kept);
  return db().$executeRaw`
    DELETE FROM notification_events WHERE (notification_id, event) IN (
      SELECT notification_id, event FROM notification_events WHERE told_at < ${before}
       ORDER BY told_at LIMIT ${toldBatch})`;
}
