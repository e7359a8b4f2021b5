import { makeSecret } from "#app/modules/accounts/tokens.server.ts";
import { findPerson } from "#app/modules/accounts/find-person.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db, type Db, type Tx } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { nextDigestAt } from "#app/modules/notifications/digest-time.ts";
import type { Addressee } from "#app/modules/notifications/kinds/contract.server.ts";
import { type MailList, defaultLists, mailLists } from "#app/modules/notifications/kinds/names.ts";
import { kindsWhere } from "#app/modules/notifications/kinds/table.server.ts";
import { lockPerson } from "#app/modules/notifications/person.server.ts";
import { type Addressable, canBeMailed } from "#app/modules/notifications/policy.ts";

type Row = Omit<Addressee, "email" | "wantsMail" | "unsubscribeUrl"> &
  Addressable & { email: string | null; token: string | null; isOff: boolean };

/** A person as the recipient of a list, or null when there is no such person. One statement, the first time three. */
export async function findAddressee(tx: Db, userId: string, list: MailList, at: Date): Promise<Addressee | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT u.id, u.name, u.email, u.language, u.zone, u.email_confirmed_at AS "emailConfirmedAt",
           u.suspended_until AS "suspendedUntil", s.token, s.unsubscribed_at IS NOT NULL AS "isOff"
      FROM ${allPeople} u LEFT JOIN mail_subscriptions s ON s.user_id = u.id AND s.list = ${list}
     WHERE u.id = ${userId}::uuid`;
  if (!row) return null;
  const { email, emailConfirmedAt, suspendedUntil, token, isOff, ...person } = row;
  if (token === null) {
    await subscribe(tx, userId, { at });
    return findAddressee(tx, userId, list, at);
  }
  const wantsMail = !isOff && canBeMailed({ emailConfirmedAt, suspendedUntil }, at);
  return { ...person, email: email ?? "", wantsMail, unsubscribeUrl: unsubscribeUrl(token) };
}

/** Enters a person in every list that they are not in yet, switched as it is by default; `off` starts as left. */
export async function subscribe(
  tx: Db,
  userId: string,
  { at, off = [] }: { at: Date; off?: MailList[] },
): Promise<void> {
  const data = mailLists.map((list) => ({
    userId,
    list,
    token: makeSecret(),
    unsubscribedAt: defaultLists[list] && !off.includes(list) ? null : at,
  }));
  await tx.mailSubscription.createMany({ data, skipDuplicates: true });
}

/** The address by which a list is left, with or without being signed in. */
export function unsubscribeUrl(token: string): string {
  return `${env().PUBLIC_URL}/mail/unsubscribe/${token}`;
}

/** Which list a token leaves and whether it is on. Changes nothing. Throws 404 for a token that nobody has. */
export async function getSubscription(token: string): Promise<{ userId: string; list: MailList; isOn: boolean }> {
  const row = /^[\w-]{32}$/.test(token)
    ? await db().mailSubscription.findUnique({
        where: { token },
        select: { userId: true, list: true, unsubscribedAt: true },
      })
    : null;
  if (!row) throw notFound();
  return { userId: row.userId, list: row.list as MailList, isOn: row.unsubscribedAt === null };
}

/** Leaves the list of a token, or joins it again. Twice is once. Throws 404 for a token that nobody has. */
export async function switchByToken(
  token: string,
  isOn: boolean,
  { at = new Date() } = {},
): Promise<{ list: MailList }> {
  const { userId, list } = await getSubscription(token);
  await transaction(async (tx) => {
    await lockPerson(tx, userId);
    await switchList(tx, userId, { list, isOn, at });
  });
  return { list };
}

/**
 * Switches one list of a person, whose lock the caller holds. A list that was left tells nothing later of the time
 * between; mail that was already due is dropped.
 */
export async function switchList(
  tx: Tx,
  userId: string,
  { list, isOn, at }: { list: MailList; isOn: boolean; at: Date },
): Promise<void> {
  await subscribe(tx, userId, { at });
  const from = isOn ? { not: null } : null;
  const { count } = await tx.mailSubscription.updateMany({
    where: { userId, list, unsubscribedAt: from },
    data: { unsubscribedAt: isOn ? null : at },
  });
  if (count === 0 && list !== "digest") return;
  if (list === "digest") await switchDigest(tx, userId, isOn, at);
  else if (!isOn) {
    const kind = { in: kindsWhere(({ mail }) => mail.when === "later" && mail.list === list) };
    await tx.notification.updateMany({ where: { userId, kind, mailDueAt: { not: null } }, data: { mailDueAt: null } });
  }
}

async function switchDigest(tx: Tx, userId: string, isOn: boolean, at: Date): Promise<void> {
  const where = { userId };
  if (!isOn) {
    await tx.digestSetting.updateMany({ where, data: { nextDueAt: null } });
    return;
  }
  const select = { frequency: true, weekday: true, hour: true, nextDueAt: true } as const;
  const old = await tx.digestSetting.findUnique({ where, select });
  if (old?.nextDueAt) return;
  const { zone } = (await findPerson(tx, userId))!;
  // Somebody who had chosen "never" gets what is offered to everybody.
  const frequency = !old || old.frequency === "never" ? ("weekly" as const) : old.frequency;
  const rhythm = { frequency, weekday: old?.weekday ?? 1, hour: old?.hour ?? 8 };
  const data = { ...rhythm, coveredUntil: at, nextDueAt: nextDigestAt(rhythm, zone, at) };
  await tx.digestSetting.upsert({ where, create: { userId, ...data }, update: data, select: { userId: true } });
}
