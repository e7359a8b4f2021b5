import { randomUUID } from "node:crypto";
import { AppError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { consumeLimit } from "#app/infra/limits.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import type { Actor } from "./actor.ts";
import { createAccessToken, hashSecret, makeSecret, useAccessToken } from "./tokens.server.ts";

const perPerson = { name: "confirm_mail", points: 5, seconds: 60 * 60 };

/** Asks for another confirmation mail. Does nothing when the address is confirmed; 429 after 5 an hour. */
export async function requestConfirmation(actor: Actor): Promise<void> {
  if (actor.emailConfirmed) return;
  await consumeLimit(perPerson, actor.id);
  await transaction((tx) => requestConfirmationOf(tx, actor.id));
}

/** Notes the wish for a confirmation mail to a person's address. */
export async function requestConfirmationOf(tx: Tx, userId: string): Promise<void> {
  await record(tx, "accounts.confirmation.requested", { userId, requestId: randomUUID() });
}

/**
 * Job: makes a link that is good for three days and queues the mail that carries it. Repeated for the same wish it does
 * nothing: the link that is on its way stays good.
 */
export async function mailConfirmation({ userId, requestId }: { userId: string; requestId?: string }): Promise<void> {
  const user = await db().user.findUnique({
    where: { id: userId },
    select: { email: true, name: true, language: true, emailConfirmedAt: true },
  });
  if (!user || user.emailConfirmedAt) return;
  const { email } = user;
  const secret = makeSecret();
  const mail = composeMail(user.language, "mail.confirm", {
    values: { name: user.name },
    action: { url: `${env().PUBLIC_URL}/confirm?token=${secret}` },
  });
  const key = `confirm:${requestId ?? hashSecret(secret).slice(0, 32)}`;
  await transaction(async (tx) => {
    const isNew = await queueMail(tx, { key, userId, recipient: email, ...mail });
    if (isNew) await createAccessToken(tx, { purpose: "confirm_email", userId, email, minutes: 3 * 24 * 60, secret });
  });
}

/** Notes that a person's address is theirs, the first time only: what was not mailed to it until now follows. */
export async function noteConfirmed(tx: Tx, userId: string): Promise<void> {
  const where = { id: userId, emailConfirmedAt: null };
  const { count } = await tx.user.updateMany({ where, data: { emailConfirmedAt: new Date() } });
  if (count > 0) await record(tx, "accounts.address.confirmed", { userId });
}

/**
 * Confirms the address that the token was sent to. Throws 400 "accounts.error.token" when the token is no longer good or
 * the person has another address by now. Confirming twice is no error.
 */
export async function confirmEmail(secret: string): Promise<{ userId: string }> {
  return transaction(async (tx) => {
    const { userId, email } = await useAccessToken(tx, "confirm_email", secret);
    const where = { id: userId ?? "", email: email ?? "" };
    if (!userId || (await tx.user.count({ where })) !== 1) throw new AppError("accounts.error.token", 400);
    await noteConfirmed(tx, userId);
    return { userId };
  });
}
