import { randomUUID } from "node:crypto";
import { AppError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { consumeLimit, hasPoint } from "#app/infra/limits.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import { findOwner, limitKeyFrom, limitKeyOf, lockAddress } from "./accounts-at-address.server.ts";
import type { Actor } from "./actor.ts";
import { mailLink } from "./mail-link.server.ts";
import { useAccessToken } from "./tokens.server.ts";

const perPerson = { name: "confirm_mail", points: 5, seconds: 60 * 60 };
// Anybody may type any address, as often as they like: what it is sent for that is limited, in silence. A network by itself, so
// that nobody uses up what somebody else needs; all together, so that no mailbox is filled by many.
const perNetwork = { name: "confirm_network", points: 10, seconds: 60 * 60 };
const perAddress = { name: "confirm_address", points: 30, seconds: 60 * 60 };
const perOwner = { name: "known_address", points: 3, seconds: 24 * 60 * 60 };

/** Whether this network may have another mail sent to an address about the accounts that are opened with it. */
export function mayBeMailed(email: string, from: { address: string }): Promise<boolean> {
  return hasPoint(perNetwork, limitKeyFrom(email, from));
}

/** Asks for another confirmation mail. Does nothing when the address is confirmed; 429 after 5 an hour. */
export async function requestConfirmation(actor: Actor, from: { address: string }): Promise<void> {
  if (actor.emailConfirmed) return;
  await consumeLimit(perPerson, actor.id);
  if (!(await mayBeMailed(actor.email, from))) return;
  await transaction((tx) => requestConfirmationOf(tx, actor.id));
}

/** Notes the wish for a confirmation mail to a person's address. */
export async function requestConfirmationOf(tx: Tx, userId: string): Promise<void> {
  await record(tx, "accounts.confirmation.requested", { userId, requestId: randomUUID() });
}

/**
 * Job: makes a link that is good for three days and queues the mail that carries it. Where the address belongs to another
 * account it is that account's owner who gets a mail, and no link. Repeated for the same wish it does nothing: the link that is on
 * its way stays good.
 */
export async function mailConfirmation({ userId, requestId }: { userId: string; requestId?: string }): Promise<void> {
  const user = await db().user.findUnique({
    where: { id: userId },
    select: { id: true, email: true, name: true, language: true, emailConfirmedAt: true },
  });
  if (!user || user.emailConfirmedAt || user.email === "") return;
  const owner = await findOwner(db(), user.email);
  if (owner) return mailOwner(owner, userId);
  if (!(await hasPoint(perAddress, limitKeyOf(user.email)))) return;
  await mailLink("confirm_email", user, requestId);
}

type Owner = { id: string; name: string; language: string; email: string };

/** Tells who has an address that somebody, perhaps they themselves, has opened another account with it; three times a day. */
async function mailOwner({ id, name, language, email }: Owner, openedId: string): Promise<void> {
  if (!(await hasPoint(perOwner, id))) return;
  const mail = composeMail(language, "mail.known", {
    values: { name },
    action: { url: `${env().PUBLIC_URL}/login` },
  });
  const day = new Date().toISOString().slice(0, 10);
  await queueMail(db(), { key: `known:${openedId}:${day}`, userId: id, recipient: email, ...mail });
}

/**
 * Notes that a person's address is theirs, the first time only: what was not mailed to it until now follows. Throws 400
 * "accounts.error.email_taken" when another account has confirmed it before.
 */
export async function noteConfirmed(tx: Tx, { id, email }: { id: string; email: string }): Promise<void> {
  await lockAddress(tx, email);
  const owner = await findOwner(tx, email);
  if (owner?.id === id) return;
  if (owner) throw new AppError("accounts.error.email_taken", 400);
  await tx.user.update({ where: { id }, data: { emailConfirmedAt: new Date() }, select: { id: true } });
  await record(tx, "accounts.address.confirmed", { userId: id });
}

/**
 * Confirms the address that the token was sent to. Throws 400: "accounts.error.token" when the token is no longer good or
 * the person has another address by now, "accounts.error.email_taken" when another account has confirmed it meanwhile.
 */
export async function confirmEmail(secret: string): Promise<{ userId: string }> {
  return transaction(async (tx) => {
    const { userId, email } = await useAccessToken(tx, "confirm_email", secret);
    const where = { id: userId ?? "", email: email ?? "" };
    if (!userId || (await tx.user.count({ where })) !== 1) throw new AppError("accounts.error.token", 400);
    await noteConfirmed(tx, { id: userId, email: email! });
    return { userId };
  });
}
