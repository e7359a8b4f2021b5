import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { changePassword, resetPassword } from "./reset-password.server.ts";
import { confirmEmail } from "./confirm-email.server.ts";
import {
  closeSession,
  deleteExpiredSessions,
  listSessionsFor,
  openSession,
  readSession,
  revokeSessions,
} from "#app/modules/accounts/sessions.server.ts";
import { createAccessToken, hashSecret } from "#app/modules/accounts/tokens.server.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const browser = { userAgent: "Firefox", address: "192.0.2.1" };

async function open(userId: string, earlier: string | null = null): Promise<string> {
  const cookie = await openSession(userId, browser, earlier);
  return /^session=([^;]+)/.exec(cookie)![1]!;
}

describe("a session", () => {
  it("is found by its cookie with one statement, and stored as a hash only", async () => {
    const person = await makeUser();
    const secret = await open(person.id);
    const { result, statements } = await countingStatements(() => readSession(secret));
    expect(result.actor).toMatchObject({ id: person.id, role: "member", emailConfirmed: true });
    expect(statements.length).toBeLessThanOrEqual(1);
    const rows = await db().session.findMany({ where: { userId: person.id } });
    expect(rows.map(({ id }) => id)).toEqual([hashSecret(secret)]);
  });

  it("comes in a cookie that scripts cannot read", async () => {
    const person = await makeUser();
    const cookie = await openSession(person.id, browser, null);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
  });

  it("gets a new id at sign-in, and the earlier one of this browser ends", async () => {
    const person = await makeUser();
    const first = await open(person.id);
    const second = await open(person.id, first);
    expect(second).not.toBe(first);
    expect((await readSession(first)).actor).toBeNull();
    expect((await readSession(second)).actor).not.toBeNull();
  });

  it.each(["", "x", "'; drop table sessions; --", "a".repeat(5000)])("is not opened by %j", async (secret) => {
    expect((await readSession(secret)).actor).toBeNull();
  });

  it("ends by time, is prolonged in its second half, and expired rows are swept", async () => {
    const person = await makeUser();
    const [old, half] = [await open(person.id), await open(person.id)];
    const set = (secret: string, expiresAt: Date) =>
      db().session.update({ where: { id: hashSecret(secret) }, data: { expiresAt } });
    await set(old, new Date(Date.now() - 1000));
    await set(half, new Date(Date.now() + 86_400_000));
    expect((await readSession(half)).cookie).toMatch(/^session=/);
    await set(old, new Date(Date.now() - 1000)).catch(() => null);
    await deleteExpiredSessions();
    expect((await readSession(old)).actor).toBeNull();
    expect(await db().session.count({ where: { userId: person.id } })).toBe(1);
  });

  it("keeps its network address for thirty days and goes on without it", async () => {
    const person = await makeUser();
    const [old, young] = [await open(person.id), await open(person.id)];
    const begin = (secret: string, days: number) =>
      db().session.update({
        where: { id: hashSecret(secret) },
        data: { createdAt: new Date(Date.now() - days * 86_400_000) },
      });
    await begin(old, 31);
    await begin(young, 29);
    await deleteExpiredSessions();
    const addressOf = (secret: string) => db().session.findUniqueOrThrow({ where: { id: hashSecret(secret) } });
    expect((await addressOf(old)).address).toBe("");
    expect((await addressOf(young)).address).not.toBe("");
    expect((await readSession(old)).actor).toMatchObject({ id: person.id });
  });

  it("is listed and ended by its owner, never by somebody else", async () => {
    const [person, stranger] = [await makeUser(), await makeUser()];
    const secret = await open(person.id);
    const [row] = await listSessionsFor(person);
    expect(row).toMatchObject({ userAgent: "Firefox" });
    expect(await revokeSessions(stranger.id, { ids: [row!.id] })).toBe(0);
    expect((await readSession(secret)).actor).not.toBeNull();
    await closeSession(person, row!.id);
    expect((await readSession(secret)).actor).toBeNull();
    const event = await db().outboxEvent.findFirst({
      where: { name: "accounts.session.revoked" },
      orderBy: { id: "desc" },
    });
    expect(event?.payload).toEqual({ userId: person.id, sessionIds: [row!.id] });
  });

  it("lets nobody in who is suspended", async () => {
    const person = await makeUser({ suspendedUntil: new Date(Date.now() + 60_000) });
    const session = await readSession(await open(person.id));
    expect(session).toMatchObject({ actor: null, cookie: expect.stringContaining("Max-Age=0") });
  });
});

describe("a password", () => {
  it("ends all other sessions when it is changed, and only with the present one", async () => {
    const person = await makeUser();
    const [here, elsewhere] = [await open(person.id), await open(person.id)];
    const wrong = changePassword(person, { current: "not this", password: "a new long one" }, hashSecret(here));
    await expect(wrong).rejects.toMatchObject({ status: 400, details: { fields: { current: {} } } });
    await changePassword(person, { current: testPassword, password: "a new long one" }, hashSecret(here));
    expect((await readSession(here)).actor).not.toBeNull();
    expect((await readSession(elsewhere)).actor).toBeNull();
  });

  it("is reset once by a mailed link, which ends every session", async () => {
    const person = await makeUser();
    const secret = await open(person.id);
    const token = await createAccessToken(db(), {
      purpose: "reset_password",
      userId: person.id,
      email: person.email,
      minutes: 60,
    });
    await resetPassword(token, { password: "another long password" });
    expect((await readSession(secret)).actor).toBeNull();
    await expect(resetPassword(token, { password: "and again a password" })).rejects.toMatchObject({
      code: "accounts.error.token",
    });
  });

  it("is not reset by an old link, nor by a link made for something else", async () => {
    const person = await makeUser();
    const make = (purpose: "reset_password" | "confirm_email", minutes: number) =>
      createAccessToken(db(), { purpose, userId: person.id, email: person.email, minutes });
    for (const token of [await make("reset_password", -1), await make("confirm_email", 60), "nonsense"])
      await expect(resetPassword(token, { password: "another long password" })).rejects.toMatchObject({ status: 400 });
  });
});

describe("an address", () => {
  it("is confirmed by the link that was mailed to it", async () => {
    const person = await makeUser({ emailConfirmedAt: null });
    const token = await createAccessToken(db(), {
      purpose: "confirm_email",
      userId: person.id,
      email: person.email,
      minutes: 5,
    });
    await confirmEmail(token);
    expect((await db().user.findUniqueOrThrow({ where: { id: person.id } })).emailConfirmedAt).not.toBeNull();
  });

  it("is not confirmed by a link that was mailed to another one", async () => {
    const person = await makeUser({ emailConfirmedAt: null });
    const token = await createAccessToken(db(), {
      purpose: "confirm_email",
      userId: person.id,
      email: "old@example.org",
      minutes: 5,
    });
    await expect(confirmEmail(token)).rejects.toMatchObject({ code: "accounts.error.token" });
  });
});
