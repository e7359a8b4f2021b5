import { simpleParser } from "mailparser";

/** A message that came by mail, decoded. */
export type ReadMail = {
  subject: string;
  from: { name: string; address: string } | null;
  /** As its header says it; null for none that is a date. */
  date: Date | null;
  text: string | null;
  html: string | null;
  attachments: { name: string; content: Buffer }[];
};

/**
 * Reads a message as it was sent: MIME with its encodings, quoted-printable and encoded words. Nothing is loaded from anywhere. Throws
 * for what is no message.
 */
export async function readMail(bytes: Buffer): Promise<ReadMail> {
  const mail = await simpleParser(bytes, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
  const sender = mail.from?.value[0];
  const address = sender?.address?.toLowerCase() ?? "";
  return {
    subject: mail.subject ?? "",
    from: sender ? { name: sender.name || "", address } : null,
    date: mail.date && Number.isFinite(mail.date.getTime()) ? mail.date : null,
    text: mail.text || null,
    html: mail.html || null,
    attachments: mail.attachments.map(({ filename, content }) => ({ name: filename ?? "", content })),
  };
}
