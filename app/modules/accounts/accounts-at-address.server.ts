import { createHash } from "node:crypto";
import type { Db, Tx } from "#app/infra/db.server.ts";
import { networkOf } from "#app/lib/network.ts";
import { hashPassword, hasSameSalt } from "./passwords.server.ts";

/*
 * An address belongs to the account that has confirmed it, one at most. Until then any number of accounts may have been opened
 * with it, each with a password of its own, and none of them can be told from an account whose address nobody else has.
 */

/** An address as limits count it: their rows hold no addresses. */
export function limitKeyOf(email: string): string {
  return createHash("sha256").update(email).digest("base64url");
}

/** The same, as it is tried from one network. */
export function limitKeyFrom(email: string, from: { address: string }): string {
  return `${networkOf(from.address)} ${limitKeyOf(email)}`;
}

/** Lets one after the other open or confirm accounts at an address, until the transaction ends. One SQL statement. */
export async function lockAddress(tx: Tx, email: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-up:${email}`}, 0))`;
}

/** The account to which an address belongs; null when nobody has confirmed it. One SQL statement. */
export async function findOwner(client: Db, email: string) {
  const where = { email, emailConfirmedAt: { not: null } };
  return client.user.findFirst({ where, select: { id: true, name: true, language: true, email: true } });
}

/** Whether the address that an account was opened with belongs to another account. */
export async function isAddressOfAnother(
  client: Db,
  account: { email: string; emailConfirmed: boolean },
): Promise<boolean> {
  return !account.emailConfirmed && (await findOwner(client, account.email)) !== null;
}

/**
 * The hash of a password under the salt that all accounts at this address share. So one hashing finds the account among any
 * number of them, and takes as long where there is none. `earlier` is what was computed before, and returned while it holds.
 * One SQL statement.
 */
export async function hashAt(client: Db, email: string, password: string, earlier?: string): Promise<string> {
  const row = await client.user.findFirst({ where: { email }, select: { passwordHash: true } });
  if (earlier && (!row || hasSameSalt(earlier, row.passwordHash))) return earlier;
  return hashPassword(password, { like: row?.passwordHash });
}

/** The account at an address with this password, the confirmed one before others, the older before the later. One SQL statement. */
export async function findAccountWith(client: Db, account: { email: string; passwordHash: string }) {
  return client.user.findFirst({ where: account, select: { id: true, emailConfirmedAt: true }, orderBy: ownerFirst });
}

/** The accounts among which whoever reads the mail of an address may choose: its owner, or the 50 that were opened first. */
export async function listAccountsAt(client: Db, email: string) {
  const select = { id: true, name: true, handle: true, createdAt: true, emailConfirmedAt: true };
  const rows = await client.user.findMany({ where: { email }, select, orderBy: ownerFirst, take: 50 });
  return rows[0]?.emailConfirmedAt ? rows.slice(0, 1) : rows;
}

const ownerFirst = [{ emailConfirmedAt: { sort: "asc", nulls: "last" } }, { id: "asc" }] as const satisfies object[];
