import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { simpleParser } from "mailparser";
import { createTransport, type SendMailOptions } from "nodemailer";
import { env } from "#app/infra/env.server.ts";

export type KeptMail = {
  id: string;
  at: string;
  to: string;
  subject: string;
};

const idPattern = /^\d{8}T\d{9}Z-[0-9a-f]{16}$/;

/** Writes a message as an .eml file, whole or not at all. The name sorts by time and is the same for the same mail. */
export async function keepMail(mail: SendMailOptions, at: Date): Promise<void> {
  const made = await createTransport({ streamTransport: true, buffer: true, newline: "windows" }).sendMail(mail);
  const id = `${at.toISOString().replace(/[-:.]/g, "")}-${hash(made.messageId)}`;
  await mkdir(folder(), { recursive: true });
  const draft = path.join(folder(), `.${randomUUID()}.draft`);
  const file = await open(draft, "wx");
  try {
    await file.writeFile(made.message as Buffer);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path.join(folder(), `${id}.eml`));
}

/** Deletes what was kept before this time, and halves of files that a death left behind. */
export async function deleteKeptMail(before: Date): Promise<void> {
  for (const name of await readdir(folder()).catch(emptyWhenMissing)) {
    const id = name.replace(/\.eml$/, "");
    const file = path.join(folder(), name);
    const at = idPattern.test(id) ? new Date(timeOf(id)) : name.endsWith(".draft") ? (await stat(file)).mtime : null;
    if (at && at < before) await rm(file, { force: true });
  }
}

/** The newest kept mails first, at most `limit`. */
export async function listKeptMail(limit = 50): Promise<KeptMail[]> {
  const names = await readdir(folder()).catch(emptyWhenMissing);
  const ids = names.filter((name) => name.endsWith(".eml")).map((name) => name.slice(0, -4));
  const newest = ids
    .filter((id) => idPattern.test(id))
    .sort()
    .reverse()
    .slice(0, limit);
  return Promise.all(newest.map(async (id) => outlineOf(id, await parse(id))));
}

/** One kept mail with its parts, headers and source; null when there is none with this id. */
export async function readKeptMail(id: string) {
  if (!idPattern.test(id)) return null;
  const mail = await parse(id).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (!mail) return null;
  return {
    ...outlineOf(id, mail),
    messageId: mail.messageId ?? "",
    headers: mail.headerLines.map(({ line }) => line),
    text: mail.text ?? "",
    html: mail.html || "",
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      filename: filename ?? "",
      contentType,
      content,
    })),
  };
}

async function parse(id: string) {
  return simpleParser(await readFile(path.join(folder(), `${id}.eml`)), { skipImageLinks: true });
}

function outlineOf(id: string, mail: Awaited<ReturnType<typeof parse>>): KeptMail {
  const to = Array.isArray(mail.to) ? mail.to.map(({ text }) => text).join(", ") : (mail.to?.text ?? "");
  return { id, at: timeOf(id), to, subject: mail.subject ?? "" };
}

/** ISO 8601, from the name of a file. */
function timeOf(id: string): string {
  return id.replace(timePattern, "$1-$2-$3T$4:$5:$6.$7Z");
}

const timePattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/;

function folder(): string {
  return path.join(env().DATA_DIR, "mail");
}

function hash(messageId: string): string {
  return createHash("sha256").update(messageId).digest("hex").slice(0, 16);
}

function emptyWhenMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}
