import { fork, type ChildProcess } from "node:child_process";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { sweepMail } from "#app/infra/mail-hand-over.server.ts";
import { sendMail } from "#app/infra/mail-sending.server.ts";
import { closeMail } from "#app/infra/mail-smtp.server.ts";
import { queueMail, withdrawMail } from "#app/infra/mail.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

/** A mail server that takes its time: it reads a message at once, and answers when the test says so. */
let begun = 0;
let taken = 0;
let answers: ((refusal?: Error) => void)[] = [];
const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  logger: false,
  onData(stream, _session, done) {
    stream.resume();
    stream.on("end", () => {
      begun += 1;
      answers.push((refusal) => {
        if (!refusal) taken += 1;
        done(refusal);
      });
    });
  },
});
// A sender that is killed breaks its connection in the middle.
server.on("error", () => {});

let child: ChildProcess | null = null;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`;
  forgetSingleton("env");
});
afterEach(() => {
  answers.splice(0).forEach((answer) => answer());
  begun = 0;
  taken = 0;
});
afterAll(async () => {
  child?.kill("SIGKILL");
  await closeMail();
  await closeQueue();
  delete process.env.SMTP_URL;
  await new Promise<void>((resolve) => server.close(resolve));
});

let number = 0;
async function queued(): Promise<string> {
  const key = `lease:${++number}`;
  const mail = { key, userId: null, recipient: "awa@example.org", subject: "s", text: "t", html: "h" };
  await transaction((tx) => queueMail(tx, mail));
  return key;
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const rowOf = (key: string) => db().outgoingMail.findUniqueOrThrow({ where: { key } });
const isBeingSent = () => expect.poll(() => begun, { timeout: 10_000, interval: 10 }).toBe(1);

/** Connections to this database that wait for their program inside a transaction; one statement by itself is none. */
async function openTransactions(): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
  return row!.count;
}

describe("while a slow server takes a mail", () => {
  test("no transaction is open, and the row says that it is in hand", async () => {
    const key = await queued();
    const sending = sendMail(key);
    await isBeingSent();
    for (let look = 0; look < 10; look++) {
      expect(await openTransactions()).toBe(0);
      await rest(200);
    }
    expect((await rowOf(key)).leasedUntil!.getTime()).toBeGreaterThan(Date.now());
    answers[0]!();
    await sending;
    expect(await rowOf(key)).toMatchObject({ state: "sent", attempts: 1, leasedUntil: null, text: "" });
  });

  test("no second worker sends it, however long it takes: the lease is renewed", async () => {
    const key = await queued();
    const sending = sendMail(key, { leaseMilliseconds: 400 });
    await isBeingSent();
    for (let look = 0; look < 6; look++) {
      await rest(200);
      await sendMail(key, { leaseMilliseconds: 400 });
    }
    expect(begun).toBe(1);
    answers[0]!();
    await sending;
    expect(taken).toBe(1);
    expect(await rowOf(key)).toMatchObject({ state: "sent", attempts: 1 });
  });

  test("the sweep does not hand it over, nor is it withdrawn until that is decided", async () => {
    const key = await queued();
    await db().outgoingMail.update({ where: { key }, data: { createdAt: new Date(Date.now() - 60_000) } });
    const sending = sendMail(key);
    await isBeingSent();
    expect(await sweepMail()).toBe(0);
    await expect(transaction((tx) => withdrawMail(tx, key))).rejects.toThrow("is being sent");
    answers[0]!(Object.assign(new Error("later"), { responseCode: 451 }));
    await expect(sending).rejects.toThrow("later");
    expect(await transaction((tx) => withdrawMail(tx, key))).toBe(true);
    expect(await transaction((tx) => withdrawMail(tx, key))).toBe(false);
    expect(taken).toBe(0);
  });
});

test("a mail that has left is not withdrawn", async () => {
  const key = await queued();
  const sending = sendMail(key);
  await isBeingSent();
  answers[0]!();
  await sending;
  expect(await transaction((tx) => withdrawMail(tx, key))).toBe(false);
  expect((await rowOf(key)).state).toBe("sent");
});

test("a mail whose sender is killed is sent by another once the lease has run out", async () => {
  const key = await queued();
  await db().outgoingMail.update({ where: { key }, data: { createdAt: new Date(Date.now() - 60_000) } });
  child = fork("app/infra/mail-lease.fixture.ts", [key, "3000"], {
    execArgv: ["--import", "tsx"],
    env: process.env,
  });
  await isBeingSent();
  child.kill("SIGKILL");
  answers = [];
  // The lease still holds: nobody sends it, nobody hands it over.
  await sendMail(key);
  expect(await sweepMail()).toBe(0);
  expect(begun).toBe(1);
  await expect.poll(() => sweepMail(), { timeout: 10_000, interval: 100 }).toBe(1);
  // The server may have taken it from the one that died.
  await expect(transaction((tx) => withdrawMail(tx, key))).rejects.toThrow("is being sent");
  const sending = sendMail(key);
  await expect.poll(() => begun, { timeout: 10_000, interval: 10 }).toBe(2);
  answers[0]!();
  await sending;
  expect(taken).toBe(1);
  expect(await rowOf(key)).toMatchObject({ state: "sent", attempts: 1, leasedUntil: null });
});

test("a sender that lost its lease notes a success, and leaves a failure to who took over", async () => {
  const key = await queued();
  const sending = sendMail(key);
  await isBeingSent();
  await db().outgoingMail.update({ where: { key }, data: { leasedUntil: new Date(Date.now() + 60_001) } });
  answers[0]!(Object.assign(new Error("later"), { responseCode: 451 }));
  await expect(sending).rejects.toThrow("later");
  expect(await rowOf(key)).toMatchObject({ state: "waiting", attempts: 0, lastError: null });
  expect((await rowOf(key)).leasedUntil).not.toBeNull();
});
