import { randomUUID } from "node:crypto";
import { AppError, fieldError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { consumeLimit, hasPoint } from "#app/infra/limits.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import type { Actor } from "./actor.ts";
import { hashPassword, passwordMatches } from "./passwords.server.ts";
import { revokeSessions } from "./sessions.server.ts";
import { createAccessToken, hashSecret, makeSecret, useAccessToken } from "./tokens.server.ts";
import { noteConfirmed } from "./confirm-email.server.ts";

const perAccount = { name: "reset_account", points: 5, seconds: 60 * 60 };
const perAddress = { name: "reset_address", points: 100, seconds: 60 * 60 };

/**
 * Notes the wish for a new password. Says nothing about whether the address has an account. Who asked five times within the
 * hour has five mails with good links: more of them are left out in silence, so that nobody can use up somebody else's tries.
 */
export async function requestPasswordReset(email: string, from: { address: string }): Promise<void> {
  await consumeLimit(perAddress, from.address);
  if (!(await hasPoint(perAccount, email))) return;
  await transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
    if (user) await record(tx, "accounts.password_reset.requested", { userId: user.id, requestId: randomUUID() });
  });
}

/** Job: makes a link that is good for an hour and queues the mail that carries it, once for each wish. */
export async function mailPasswordReset({ userId, requestId }: { userId: string; requestId?: string }): Promise<void> {
  const user = await db().user.findUnique({
    where: { id: userId },
    select: { email: true, name: true, language: true },
  });
  if (!user) return;
  const { email } = user;
  const secret = makeSecret();
  const mail = composeMail(user.language, "mail.reset", {
    values: { name: user.name },
    action: { url: `${env().PUBLIC_URL}/password/reset?token=${secret}` },
  });
  const key = `reset:${requestId ?? hashSecret(secret).slice(0, 32)}`;
  await transaction(async (tx) => {
    const isNew = await queueMail(tx, { key, userId, recipient: email, ...mail });
    if (isNew) await createAccessToken(tx, { purpose: "reset_password", userId, email, minutes: 60, secret });
  });
}

/**
 * Sets a new password with a mailed token and ends every session of the person. Who could read the mail has shown the
 * address to be theirs, so it is confirmed too. Throws 400 "accounts.error.token".
 */
export async function resetPassword(secret: string, password: string): Promise<{ userId: string }> {
  const passwordHash = await hashPassword(password);
  const userId = await transaction(async (tx) => {
    const { userId } = await useAccessToken(tx, "reset_password", secret);
    if (!userId) throw new AppError("accounts.error.token", 400);
    await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
    await noteConfirmed(tx, userId);
    return userId;
  });
  await revokeSessions(userId, {});
  return { userId };
}

/**
 * Changes the password of somebody who knows the present one; every other session ends. Throws 400 with the field
 * "current" when it is wrong.
 */
export async function changePassword(
  actor: Actor,
  input: { current: string; password: string },
  sessionId: string,
): Promise<void> {
  await consumeLimit({ name: "change_password", points: 10, seconds: 15 * 60 }, actor.id);
  const row = await db().user.findUniqueOrThrow({ where: { id: actor.id }, select: { passwordHash: true } });
  if (!(await passwordMatches(row.passwordHash, input.current)))
    throw fieldError("current", "accounts.error.current_password");
  const passwordHash = await hashPassword(input.password);
  await db().user.update({ where: { id: actor.id }, data: { passwordHash }, select: { id: true } });
  await revokeSessions(actor.id, { except: sessionId });
}
