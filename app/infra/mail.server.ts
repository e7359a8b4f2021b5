import { createHash } from "node:crypto";
import { createTransport } from "nodemailer";
import { db, type Db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { keepMail } from "#app/infra/mail-kept.server.ts";
import { enqueue, enqueueAll } from "#app/infra/queue.server.ts";
import { findSingleton, forgetSingleton, singleton } from "#app/infra/singleton.ts";

export { listKeptMail, readKeptMail } from "#app/infra/mail-kept.server.ts";

export type MailAttachment = {
  filename: string;
  contentType: string;
  content: string;
  /** "base64" for bytes; text as it is otherwise. */
  encoding?: "base64";
};

type MailMessage = {
  /** Natural and unique ("digest:<user>:<period>"): the Message-ID is made of it. */
  key: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  attachments: MailAttachment[];
  createdAt: Date;
};

/** As many attempts as the queue gives `mail.send`: about a day. */
const ATTEMPTS = 30;
const BATCH = 500;
/** The asking job starts after the writing transaction has had time to commit. */
const COMMIT_MILLISECONDS = 500;

/**
 * Asks for a mail in the transaction that makes it due. Returns false when a mail with this key was asked for before:
 * nothing is written then. The row is the promise; the job that is enqueued here only hurries it, and when it comes too
 * early, or the process dies before it is added, `sweepMail` finds the row within half a minute.
 */
export async function queueMail(
  tx: Db,
  mail: {
    key: string;
    userId: string | null;
    recipient: string;
    subject: string;
    text: string;
    html: string;
    headers?: Record<string, string>;
    attachments?: MailAttachment[];
    /** Mass mail, sent when no other job waits. */
    bulk?: boolean;
  },
): Promise<boolean> {
  const { bulk, headers = {}, attachments = [], ...row } = mail;
  const written = await tx.outgoingMail.createMany({ data: [{ ...row, headers, attachments }], skipDuplicates: true });
  if (written.count === 0) return false;
  void askForSending(mail.key, { delay: COMMIT_MILLISECONDS, bulk });
  return true;
}

/** Takes back a mail that still waits, for instance because a later one says more. Returns whether it had not left. */
export async function withdrawMail(tx: Db, key: string): Promise<boolean> {
  return (await tx.outgoingMail.deleteMany({ where: { key, state: "waiting" } })).count > 0;
}

/** The headers of a mail to a list: one-click unsubscribing (RFC 8058) and what keeps auto-responders quiet. */
export function listHeaders(list: { id: string; unsubscribeUrl: string }): Record<string, string> {
  return {
    "List-ID": `<${list.id}.${mailDomain()}>`,
    "List-Unsubscribe": `<${list.unsubscribeUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    Precedence: "list",
  };
}

/** The Message-ID (with its angle brackets) that the mail of this key has, for In-Reply-To and References of others. */
export function messageIdFor(key: string): string {
  return `<${createHash("sha256").update(key).digest("hex").slice(0, 40)}@${mailDomain()}>`;
}

/**
 * Sends the mail of this key if it still waits. A second call after success does nothing; two calls at once send once
 * (the row is locked while it is sent). A temporary failure is noted and thrown, so that the job is tried again later;
 * a permanent refusal by the server, or thirty failures, end in the state `failed`.
 *
 * One moment cannot be closed: a process killed after the server accepted the mail and before the row says so sends it
 * a second time. Both copies carry the same Message-ID, by which most mailboxes show one. Mail kept in DATA_DIR has no
 * such moment: the second writing replaces the first file.
 *
 * What was sent is cleared from the row, since it may carry one-time links; the key stays and keeps the mail single.
 */
export async function sendMail(key: string): Promise<void> {
  const failure = await db().$transaction(
    async (tx) => {
      const [locked] = await tx.$queryRaw<{ key: string }[]>`
        SELECT key FROM outgoing_mails WHERE key = ${key} AND state = 'waiting' FOR UPDATE SKIP LOCKED`;
      if (!locked) return null;
      const row = await tx.outgoingMail.findUniqueOrThrow({ where: { key }, select: mailColumns });
      try {
        await deliver(row as unknown as MailMessage);
      } catch (error) {
        const final = isPermanent(error) || row.attempts + 1 >= ATTEMPTS;
        const lastError = error instanceof Error ? error.message.slice(0, 500) : String(error);
        const state = final ? ("failed" as const) : ("waiting" as const);
        await tx.outgoingMail.update({ where: { key }, data: { attempts: { increment: 1 }, lastError, state } });
        if (final) logger().warn({ err: error, mail: messageIdFor(key) }, "a mail is given up");
        return final ? null : error;
      }
      const sent = { state: "sent" as const, sentAt: new Date(), lastError: null };
      const cleared = { text: "", html: "", attachments: [] };
      await tx.outgoingMail.update({ where: { key }, data: { attempts: { increment: 1 }, ...sent, ...cleared } });
      return null;
    },
    // Longer than the mail server's own time limits below, taken together.
    { maxWait: 10_000, timeout: 120_000 },
  );
  if (failure) throw failure;
}

const mailColumns = {
  key: true,
  recipient: true,
  subject: true,
  text: true,
  html: true,
  headers: true,
  attachments: true,
  attempts: true,
  createdAt: true,
} as const;

/**
 * Delivers one message: by SMTP when SMTP_URL is set, else as an .eml file in DATA_DIR/mail. Delivering the same key
 * twice makes the same Message-ID, and in DATA_DIR the same file. Throws what the transport throws.
 */
async function deliver(message: MailMessage): Promise<void> {
  if (env().SMTP_URL) await smtp().sendMail(compose(message));
  else await keepMail(compose(message), message.createdAt);
}

/** Closes the connections to the mail server. */
export async function closeMail(): Promise<void> {
  findSingleton<ReturnType<typeof smtp>>("smtp")?.close();
  forgetSingleton("smtp");
}

/**
 * Hands waiting mails to the queue again: those that were not tried within 15 seconds, and those that still wait after
 * two hours, when the pause between two attempts is over. A mail whose job still exists is not added twice; one whose
 * job died gets a new one after a day. Returns how many it handed over, at most 500.
 */
export async function sweepMail(): Promise<number> {
  const rows = await db().$queryRaw<{ key: string; old: boolean }[]>`
    SELECT key, created_at < now() - interval '1 day' AS old FROM outgoing_mails
     WHERE state = 'waiting'
       AND ((attempts = 0 AND created_at < now() - interval '15 seconds')
         OR (attempts > 0 AND created_at < now() - interval '2 hours'))
     ORDER BY attempts, created_at, key LIMIT ${BATCH}`;
  const entries = rows.map(({ key, old }) => ({
    name: "mail.send" as const,
    payload: { key },
    jobId: jobIdFor(key),
    old,
  }));
  await enqueueAll(entries.filter(({ old }) => !old).map(({ name, payload, jobId }) => ({ name, payload, jobId })));
  for (const { name, payload, jobId } of entries.filter(({ old }) => old)) await enqueue(name, payload, { jobId });
  return rows.length;
}

/** Deletes the rows of mails that were settled more than 90 days ago, at most 5,000 per call. Returns how many. */
export async function deleteStaleMail(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM outgoing_mails WHERE key IN (
      SELECT key FROM outgoing_mails
       WHERE state IN ('sent', 'failed') AND created_at < now() - interval '90 days'
       ORDER BY created_at LIMIT 5000)`;
}

async function askForSending(key: string, options: { delay: number; bulk?: boolean }): Promise<void> {
  try {
    await enqueue("mail.send", { key }, { jobId: jobIdFor(key), ...options });
  } catch (error) {
    logger().warn({ err: error }, "a mail waits for the sweep: the queue did not take it");
  }
}

/** Keys contain colons, which BullMQ does not allow in ids. */
function jobIdFor(key: string): string {
  return `mail-${createHash("sha256").update(key).digest("hex").slice(0, 40)}`;
}

function compose(message: MailMessage) {
  // An invitation has to be a part of its own kind beside text and HTML for mail programs to offer answering it.
  const invitation = message.attachments.find(({ contentType }) => contentType.startsWith("text/calendar"));
  const method = invitation && /method=([a-z]+)/i.exec(invitation.contentType)?.[1];
  return {
    from: env().MAIL_FROM,
    to: message.recipient,
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: messageIdFor(message.key),
    date: message.createdAt,
    headers: { "Auto-Submitted": "auto-generated", ...message.headers },
    attachments: message.attachments.filter((attachment) => !(method && attachment === invitation)),
    icalEvent: method ? { method, filename: invitation.filename, content: invitation.content } : undefined,
    // Whatever text a person typed, no part of a mail is ever read from a file or fetched from an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function smtp() {
  return singleton("smtp", () =>
    createTransport({
      url: env().SMTP_URL,
      pool: true,
      maxConnections: 4,
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: 30_000,
    }),
  );
}

/** 5xx is the server's last word about this mail; everything else (4xx, no connection) may pass. */
function isPermanent(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  // A refused sign-in is our configuration's fault, not the mail's: it waits until somebody has put it right.
  return responseCode !== undefined && responseCode >= 500 && code !== "EAUTH";
}

function mailDomain(): string {
  return new URL(env().PUBLIC_URL).hostname;
}
