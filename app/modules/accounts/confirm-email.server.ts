import { AppError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { consumeLimit } from "#app/infra/limits.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import type { Actor } from "./actor.ts";
import { createAccessToken, hashSecret, useAccessToken } from "./tokens.server.ts";

const perPerson = { name: "confirm_mail", points: 5, seconds: 60 * 60 };

/** Asks for another confirmation mail. Does nothing when the address is confirmed; 429 after 5 an hour. */
export async function requestConfirmation(actor: Actor): Promise<void> {
  if (actor.emailConfirmed) return;
  await consumeLimit(perPerson, actor.id);
  await transaction((tx) => record(tx, "accounts.confirmation.requested", { userId: actor.id }));
}

/** Job: makes a link that is good for three days and queues the mail that carries it. */
export async function mailConfirmation(userId: string): Promise<void> {
  const user = await db().user.findUnique({
    where: { id: userId },
    select: { email: true, name: true, language: true, emailConfirmedAt: true },
  });
  if (!user || user.emailConfirmedAt) return;
  await transaction(async (tx) => {
    const secret = await createAccessToken(tx, {
      purpose: "confirm_email",
      userId,
      email: user.email,
      minutes: 3 * 24 * 60,
    });
    const mail = composeMail(user.language, "mail.confirm", {
      values: { name: user.name },
      action: { url: `${env().PUBLIC_URL}/confirm?token=${secret}` },
    });
    await queueMail(tx, { key: `confirm:${hashSecret(secret).slice(0, 32)}`, userId, recipient: user.email, ...mail });
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
