import { createHash } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import { mailKeptDays } from "#app/infra/kept-data.ts";
import { deleteKeptMail } from "#app/infra/mail-kept.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { enqueue, enqueueAll } from "#app/infra/queue.server.ts";

/** Mails that one call of the sweep hands over at most. */
export const mailBatch = 500;
/** Rows that one call of the cleanup deletes at most. */
export const staleMailBatch = 5000;

/** Asks the queue for the sending of one mail. Never throws: a mail that the queue did not take is found by `sweepMail`. */
export async function askForSending(key: string, options: { delay: number; bulk?: boolean }): Promise<void> {
  try {
    await enqueue("mail.send", { key }, { jobId: jobIdFor(key), ...options });
  } catch (error) {
    logger().warn({ err: error }, "a mail waits for the sweep: the queue did not take it");
  }
}

/**
 * Hands waiting mails to the queue again: those that were not tried within 15 seconds, those whose sending died with its
 * process, and those whose last failure is two hours old, when the queue's own pause between two attempts is over. Each is
 * claimed for a minute, so that the next call takes the next ones. A mail whose job still exists is not added twice; one
 * whose job died gets a new one after a day. Returns how many it handed over, at most 500.
 */
export async function sweepMail(): Promise<number> {
  const rows = await db().$queryRaw<{ key: string; old: boolean }[]>`
    UPDATE outgoing_mails SET hand_over_at = now() + interval '1 minute'
     WHERE key IN (
       SELECT key FROM outgoing_mails
        WHERE state = 'waiting' AND hand_over_at <= now()
          AND (attempts > 0 OR created_at < now() - interval '15 seconds')
        ORDER BY hand_over_at, key LIMIT ${mailBatch} FOR UPDATE SKIP LOCKED)
    RETURNING key, created_at < now() - interval '1 day' AS old`;
  const entryFor = (key: string) => ({ name: "mail.send" as const, payload: { key }, jobId: jobIdFor(key) });
  await enqueueAll(rows.filter(({ old }) => !old).map(({ key }) => entryFor(key)));
  for (const { key } of rows.filter(({ old }) => old)) await enqueue("mail.send", { key }, { jobId: jobIdFor(key) });
  return rows.length;
}

/**
 * Deletes mails that were settled more than `mailKeptDays` ago: their rows, at most 5,000 per call, and the files of kept ones.
 * Returns how many rows.
 */
export async function deleteStaleMail(): Promise<number> {
  await deleteKeptMail(new Date(Date.now() - mailKeptDays * 86_400_000));
  return db().$executeRaw`
    DELETE FROM outgoing_mails WHERE key IN (
      SELECT key FROM outgoing_mails
       WHERE state IN ('sent', 'failed') AND created_at < now() - ${mailKeptDays} * interval '1 day'
       ORDER BY created_at LIMIT ${staleMailBatch})`;
}

/** Keys contain colons, which BullMQ does not allow in ids. */
function jobIdFor(key: string): string {
  return `mail-${createHash("sha256").update(key).digest("hex").slice(0, 40)}`;
}
