import { db } from "#app/infra/db.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { deliver, isPermanent } from "#app/infra/mail-smtp.server.ts";
import { type MailMessage, messageIdFor } from "#app/infra/mail.server.ts";

/** As many attempts as the queue gives `mail.send`: about a day. */
const ATTEMPTS = 30;
/** How long a sender that died keeps others from its mail; one that lives renews its lease as long as the server takes. */
const LEASE_MILLISECONDS = 60_000;

/**
 * Sends the mail of this key if it still waits. A second call after success does nothing; of two calls at once one sends
 * and the other does nothing: the sender claims the row by a lease, and no transaction is open while the mail server
 * takes its time. A temporary failure is noted and thrown, so that the job is tried again later; a permanent refusal by
 * the server, or thirty failures, end in the state `failed`. When the sender dies, its lease runs out and the sweep hands
 * the mail over again.
 *
 * One moment cannot be closed: a process killed (or cut off from the database for longer than the lease) after the server
 * accepted the mail and before the row says so lets it be sent a second time. Both copies carry the same Message-ID, by
 * which most mailboxes show one. Mail kept in DATA_DIR has no such moment: the second writing replaces the first file.
 *
 * What was sent is cleared from the row, since it may carry one-time links; the key stays and keeps the mail single.
 */
export async function sendMail(key: string, { leaseMilliseconds = LEASE_MILLISECONDS } = {}): Promise<void> {
  const claimed = await claim(key, leaseMilliseconds);
  if (!claimed) return;
  const lease = keepLease(claimed, leaseMilliseconds);
  try {
    await deliver(claimed);
  } catch (error) {
    await noteFailure(claimed, { error, leasedUntil: await lease.stop() });
    return;
  }
  await lease.stop();
  await noteSent(key);
}

type Claimed = MailMessage & { attempts: number; leasedUntil: Date };

async function claim(key: string, leaseMilliseconds: number): Promise<Claimed | null> {
  const [row] = await db().$queryRaw<Claimed[]>`
    UPDATE outgoing_mails
       SET leased_until = now() + ${leaseMilliseconds} * interval '1 millisecond',
           hand_over_at = now() + ${leaseMilliseconds} * interval '1 millisecond'
     WHERE key = ${key} AND state = 'waiting' AND (leased_until IS NULL OR leased_until <= now())
    RETURNING key, recipient, subject, text, html, headers, attachments, attempts, created_at AS "createdAt",
              leased_until AS "leasedUntil"`;
  return row ?? null;
}

/** Renews a lease four times before it would run out; `stop` says until when it holds. */
function keepLease({ key, leasedUntil }: Claimed, leaseMilliseconds: number): { stop(): Promise<Date> } {
  let held = leasedUntil;
  let renewing = Promise.resolve();
  const renew = async () => {
    try {
      const [row] = await db().$queryRaw<{ leasedUntil: Date }[]>`
        UPDATE outgoing_mails
           SET leased_until = now() + ${leaseMilliseconds} * interval '1 millisecond',
               hand_over_at = now() + ${leaseMilliseconds} * interval '1 millisecond'
         WHERE key = ${key} AND state = 'waiting' AND leased_until = ${held}
        RETURNING leased_until AS "leasedUntil"`;
      if (row) held = row.leasedUntil;
    } catch (error) {
      logger().warn({ err: error, mail: messageIdFor(key) }, "the lease of a mail was not renewed");
    }
  };
  const timer = setInterval(() => (renewing = renewing.then(renew)), leaseMilliseconds / 4);
  return {
    async stop() {
      clearInterval(timer);
      await renewing;
      return held;
    },
  };
}

/** Whoever holds the lease by now, the server has taken the mail. */
async function noteSent(key: string): Promise<void> {
  const sent = { state: "sent" as const, sentAt: new Date(), lastError: null, leasedUntil: null };
  const cleared = { text: "", html: "", attachments: [] };
  await db().outgoingMail.updateMany({
    where: { key, state: "waiting" },
    data: { attempts: { increment: 1 }, ...sent, ...cleared },
  });
}

/** Notes why the server did not take a mail, unless another sender has taken over, and throws when it is to be tried again. */
async function noteFailure(
  { key, attempts }: Claimed,
  { error, leasedUntil }: { error: unknown; leasedUntil: Date },
): Promise<void> {
  const isFinal = isPermanent(error) || attempts + 1 >= ATTEMPTS;
  const lastError = error instanceof Error ? error.message.slice(0, 500) : String(error);
  const state = isFinal ? "failed" : "waiting";
  await db().$executeRaw`
    UPDATE outgoing_mails
       SET attempts = attempts + 1, last_error = ${lastError}, state = ${state}::mail_state, leased_until = NULL,
           hand_over_at = now() + interval '2 hours'
     WHERE key = ${key} AND state = 'waiting' AND leased_until = ${leasedUntil}`;
  if (!isFinal) throw error;
  logger().warn({ err: error, mail: messageIdFor(key) }, "a mail is given up");
}
