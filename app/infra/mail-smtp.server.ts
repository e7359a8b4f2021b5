import { createTransport } from "nodemailer";
import { env } from "#app/infra/env.server.ts";
import { keepMail } from "#app/infra/mail-kept.server.ts";
import { getMailSender } from "#app/infra/mail-sender.server.ts";
import { type MailMessage, messageIdFor } from "#app/infra/mail.server.ts";
import { findSingleton, forgetSingleton, singleton } from "#app/lib/singleton.ts";

/**
 * Delivers one message: by SMTP when SMTP_URL is set, else as an .eml file in DATA_DIR/mail. Delivering the same key
 * twice makes the same Message-ID, and in DATA_DIR the same file. Throws what the transport throws.
 */
export async function deliver(message: MailMessage): Promise<void> {
  const mail = compose(message, await getMailSender());
  if (env().SMTP_URL) await smtp().sendMail(mail);
  else await keepMail(mail, message.createdAt);
}

/** Closes the connections to the mail server. */
export async function closeMail(): Promise<void> {
  findSingleton<ReturnType<typeof smtp>>("smtp")?.close();
  forgetSingleton("smtp");
}

/** 5xx is the server's last word about this mail; everything else (4xx, no connection) may pass. */
export function isPermanent(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  // A refused sign-in is our configuration's fault, not the mail's: it waits until somebody has put it right.
  return responseCode !== undefined && responseCode >= 500 && code !== "EAUTH";
}

function compose(message: MailMessage, from: { name: string; address: string }) {
  // An invitation has to be a part of its own kind beside text and HTML for mail programs to offer answering it.
  const invitation = message.attachments.find(({ contentType }) => contentType.startsWith("text/calendar"));
  const method = invitation && /method=([a-z]+)/i.exec(invitation.contentType)?.[1];
  return {
    from,
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
