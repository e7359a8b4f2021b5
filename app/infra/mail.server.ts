import { createHash } from "node:crypto";
import type { Db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { askForSending } from "#app/infra/mail-hand-over.server.ts";

type MailAttachment = {
  filename: string;
  contentType: string;
  content: string;
  /** "base64" for bytes; text as it is otherwise. */
  encoding?: "base64";
};

export type MailMessage = {
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

/**
 * Takes back a mail that still waits, for instance because a later one says more. Returns whether it had not left. Throws an
 * Error while that is not known, and the job that asks is tried again: while it is being sent, and when its sender died, until
 * another has sent it. The server may have taken it before, and what has left is not to be forgotten.
 */
export async function withdrawMail(tx: Db, key: string): Promise<boolean> {
  const withdrawn = await tx.$executeRaw`
    DELETE FROM outgoing_mails
     WHERE key = ${key} AND state = 'waiting' AND leased_until IS NULL`;
  if (withdrawn > 0) return true;
  if ((await tx.outgoingMail.count({ where: { key, state: "waiting" } })) > 0) {
    throw new Error("the mail to be withdrawn is being sent");
  }
  return false;
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

/**
 * The headers that put mails about one thing into one thread. No mail ever had the id of the thread's root: every mail
 * program puts what refers to it together all the same.
 */
export function threadHeaders(key: string): Record<string, string> {
  const root = messageIdFor(key);
  return { "In-Reply-To": root, References: root };
}

/** The Message-ID (with its angle brackets) that the mail of this key has. */
export function messageIdFor(key: string): string {
  return `<${createHash("sha256").update(key).digest("hex").slice(0, 40)}@${mailDomain()}>`;
}

function mailDomain(): string {
  return new URL(env().PUBLIC_URL).hostname;
}
