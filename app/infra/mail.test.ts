import { readdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { deleteStaleMail, sweepMail } from "#app/infra/mail-hand-over.server.ts";
import { sendMail } from "#app/infra/mail-sending.server.ts";
import { closeMail } from "#app/infra/mail-smtp.server.ts";
import { keepMail, listKeptMail, readKeptMail } from "#app/infra/mail-kept.server.ts";
import { listHeaders, messageIdFor, queueMail } from "#app/infra/mail.server.ts";
import { closeQueue, queueHealth } from "#app/infra/queue.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

/** A real mail server that answers the next deliveries as told, and keeps what it took. */
const taken: ParsedMail[] = [];
let refusals: { code: number; text: string }[] = [];
const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  logger: false,
  onData(stream, _session, done) {
    simpleParser(stream, (_error, mail) => {
      const refusal = refusals.shift();
      if (refusal) return done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
      taken.push(mail);
      done();
    });
  },
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(async () => {
  await closeQueue();
  await new Promise<void>((resolve) => server.close(resolve));
});

function useSmtp(port = (server.server.address() as { port: number }).port): void {
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  forgetSingleton("env");
}

afterEach(async () => {
  delete process.env.SMTP_URL;
  forgetSingleton("env");
  await closeMail();
  taken.length = 0;
  refusals = [];
});

let number = 0;
async function queued(more: Partial<Parameters<typeof queueMail>[1]> = {}): Promise<string> {
  const key = `test:${++number}:x`;
  const mail = { key, userId: null, recipient: "Awa <awa@example.org>", subject: "Réponse à « Música »", ...more };
  await transaction((tx) => queueMail(tx, { text: "Bonjour,\nça va?", html: "<p>Bonjour</p>", ...mail }));
  return key;
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const jobCount = () => queueHealth().then(({ waiting, delayed }) => waiting + delayed);
const rowOf = (key: string) => db().outgoingMail.findUniqueOrThrow({ where: { key } });

describe("a mail that is asked for", () => {
  test("is written once per key, and leaves with its transaction", async () => {
    const mail = { userId: null, recipient: "a@example.org", subject: "s", text: "t", html: "h" };
    expect(await transaction((tx) => queueMail(tx, { key: "k:1", ...mail }))).toBe(true);
    expect(await transaction((tx) => queueMail(tx, { key: "k:1", ...mail, text: "other" }))).toBe(false);
    expect((await rowOf("k:1")).text).toBe("t");
    await expect(
      transaction(async (tx) => {
        await queueMail(tx, { key: "k:2", ...mail });
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await db().outgoingMail.count({ where: { key: "k:2" } })).toBe(0);
    // The job of a row that never came does nothing.
    await sendMail("k:2");
  });

  test("and never tried is handed over again by the sweep; one just written is left to its own job", async () => {
    await db().outgoingMail.deleteMany();
    await rest(500);
    const jobs = await jobCount();
    const key = await queued();
    await expect.poll(jobCount).toBe(jobs + 1);
    expect(await sweepMail()).toBe(0);
    await db().outgoingMail.update({ where: { key }, data: { createdAt: new Date(Date.now() - 60_000) } });
    expect(await sweepMail()).toBe(1);
    // Its own job waits already: the sweep adds none.
    expect(await jobCount()).toBe(jobs + 1);
  });

  test("is forgotten 90 days after it was settled, and never while it waits", async () => {
    const [sent, waiting] = [await queued(), await queued()];
    await sendMail(sent);
    const createdAt = new Date(Date.now() - 91 * 24 * 3600_000);
    await db().outgoingMail.updateMany({ where: { key: { in: [sent, waiting] } }, data: { createdAt } });
    expect(await deleteStaleMail()).toBe(1);
    expect((await rowOf(waiting)).state).toBe("waiting");
  });
});

describe("without a mail server", () => {
  test("what was kept is deleted when the privacy page says, with halves that a death left", async () => {
    const folder = path.join(env().DATA_DIR, "mail");
    const day = 86_400_000;
    const message = { from: "a@example.org", to: "b@example.org", text: "Words" };
    const [old, young] = [91, 89].map((days) => new Date(Date.now() - days * day));
    for (const at of [old!, young!]) await keepMail({ ...message, subject: at.toISOString() }, at);
    const half = path.join(folder, ".half.draft");
    await writeFile(half, "Subject: ha");
    await utimes(half, old!, old!);
    await deleteStaleMail();
    const subjects = (await listKeptMail()).map(({ subject }) => subject);
    expect(subjects).toContain(young!.toISOString());
    expect(subjects).not.toContain(old!.toISOString());
    expect(await readdir(folder)).not.toContain(".half.draft");
  });

  test("mail is kept as a real message, once, newest first", async () => {
    const first = await queued();
    await sendMail(first);
    await sendMail(first);
    const key = await queued({ subject: "Second" });
    await sendMail(key);
    const kept = await listKeptMail();
    expect(kept[0]).toMatchObject({ to: '"Awa" <awa@example.org>', subject: "Second" });
    expect(kept.filter(({ subject }) => subject.startsWith("Réponse"))).toHaveLength(2);
    const mail = await readKeptMail(kept[0]!.id);
    expect(mail).toMatchObject({ messageId: messageIdFor(key), text: "Bonjour,\nça va?", html: "<p>Bonjour</p>" });
    expect(mail!.headers).toContain("Auto-Submitted: auto-generated");
  });

  test("what is not a kept mail's id finds nothing", async () => {
    expect(await readKeptMail("../../etc/passwd")).toBeNull();
    expect(await readKeptMail("20260101T000000000Z-0123456789abcdef")).toBeNull();
  });
});

describe("with a mail server", () => {
  test("the message arrives with its headers, and the row keeps no content", async () => {
    useSmtp();
    const headers = listHeaders({ id: "digest", unsubscribeUrl: "https://crossroads.test/u/abc?x=1" });
    const key = await queued({ headers });
    await sendMail(key);
    await sendMail(key);
    expect(taken).toHaveLength(1);
    const lines = taken[0]!.headerLines.map(({ line }) => line);
    expect(lines).toContain("List-Unsubscribe: <https://crossroads.test/u/abc?x=1>");
    expect(lines).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(lines).toContain("List-ID: <digest.localhost>");
    expect(lines).toContain("Precedence: list");
    expect(taken[0]!.messageId).toBe(messageIdFor(key));
    expect(taken[0]!.subject).toBe("Réponse à « Música »");
    expect(await rowOf(key)).toMatchObject({ state: "sent", attempts: 1, text: "", html: "", attachments: [] });
  });

  test("an invitation is a part that mail programs understand", async () => {
    useSmtp();
    const content = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
    const invitation = { filename: "invite.ics", contentType: "text/calendar; method=REQUEST; charset=utf-8", content };
    const plain = { filename: "note.txt", contentType: "text/plain", content: "Zażółć" };
    await sendMail(await queued({ attachments: [invitation, plain] }));
    const types = taken[0]!.attachments.map(({ contentType }) => contentType);
    expect(types).toEqual(expect.arrayContaining(["text/calendar", "text/plain"]));
    expect(taken[0]!.attachments.find(({ filename }) => filename === "note.txt")!.content.toString()).toBe("Zażółć");
  });

  test("a temporary refusal is thrown, so that it is tried again, and then succeeds", async () => {
    useSmtp();
    refusals = [{ code: 451, text: "come back later" }];
    const key = await queued();
    await expect(sendMail(key)).rejects.toThrow("come back later");
    expect(await rowOf(key)).toMatchObject({ state: "waiting", attempts: 1 });
    await sendMail(key);
    expect(await rowOf(key)).toMatchObject({ state: "sent", attempts: 2, lastError: null });
    expect(taken).toHaveLength(1);
  });

  test("a permanent refusal ends the mail", async () => {
    useSmtp();
    refusals = [{ code: 550, text: "no such mailbox" }];
    const key = await queued();
    await sendMail(key);
    await sendMail(key);
    expect(await rowOf(key)).toMatchObject({ state: "failed", attempts: 1 });
    expect((await rowOf(key)).lastError).toContain("no such mailbox");
    expect(taken).toHaveLength(0);
  });

  test("a server that is away is waited for, thirty times", async () => {
    useSmtp(1);
    const key = await queued();
    await expect(sendMail(key)).rejects.toThrow(/ECONNREFUSED/);
    await db().outgoingMail.update({ where: { key }, data: { attempts: 29 } });
    await sendMail(key);
    expect(await rowOf(key)).toMatchObject({ state: "failed", attempts: 30 });
  });

  test("two workers with the same mail send it once", async () => {
    useSmtp();
    const key = await queued();
    await Promise.all([sendMail(key), sendMail(key), sendMail(key)]);
    expect(taken).toHaveLength(1);
  });
});
