import type { z } from "zod";
import { AppError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { consumeLimit, resetLimit, returnPoint } from "#app/infra/limits.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { normalize } from "#app/lib/combining-marks.ts";
import { findAccountWith, hashAt, limitKeyFrom, lockAddress } from "./accounts-at-address.server.ts";
import { mayBeMailed, requestConfirmationOf } from "./confirm-email.server.ts";
import { findCountry } from "./countries.ts";
import { requireNotSuspended } from "./sanctions/require-not-suspended.server.ts";
import { proposeHandle } from "./propose-handle.server.ts";
import type { signInSchema, signUpSchema } from "./schemas.ts";
import type { Role } from "./actor.ts";

// Only failures count: a training room that signs in together from one address is not locked out. An account is counted for
// each network by itself: who guesses somebody's password from elsewhere locks out nobody but themselves.
const signInPerAccount = { name: "sign_in_pair", points: 10, seconds: 15 * 60 };
const signInPerAddress = { name: "sign_in_address", points: 300, seconds: 15 * 60 };
const signUpPerAddress = { name: "sign_up_address", points: 1000, seconds: 60 * 60 };

/**
 * Opens an account, whether the address has others or not, and asks for the mail about it. Whoever sends the address and the
 * password of an account that is there gets that one (`isNew` false), so that a form sent twice makes one account. It is a way
 * to try passwords, and counts as one for whatever address. The zone falls back to the country's capital. Throws 429 after ten
 * tries with one address from one network in 15 minutes, signing in included, and when the client's address opens too many.
 */
export async function signUp(
  input: z.infer<typeof signUpSchema>,
  from: { address: string },
): Promise<{ userId: string; isNew: boolean }> {
  const { name, email, country, language, password } = input;
  await consumeLimit(signUpPerAddress, from.address);
  const pair = limitKeyFrom(email, from);
  await consumeLimit(signInPerAccount, pair);
  const isMailed = await mayBeMailed(email, from);
  const hashed = await hashAt(db(), email, password);
  const account = await transaction(async (tx) => {
    // Two forms with one address wait for each other here, so that the second finds what the first did.
    await lockAddress(tx, email);
    const passwordHash = await hashAt(tx, email, password, hashed);
    const found = await findAccountWith(tx, { email, passwordHash });
    if (found) return { userId: found.id, isNew: false };
    const zone = input.zone ?? findCountry(country)?.zone ?? "UTC";
    const userId = await insertUser(tx, { name, email, country, language, zone, passwordHash, role: "member" });
    await record(tx, "accounts.user.joined", { userId, digest: input.digest });
    if (isMailed) await requestConfirmationOf(tx, userId);
    return { userId, isNew: true };
  });
  if (!account.isNew) {
    await resetLimit(signInPerAccount, pair);
    await requireNotSuspended(account.userId, input.language);
  }
  return account;
}

type NewUser = {
  name: string;
  email: string;
  country: string;
  language: string;
  zone: string;
  passwordHash: string;
  role: Role;
  emailConfirmedAt?: Date;
};

/** Writes the row of a person under a free handle. Returns the id. */
export async function insertUser(tx: Tx, user: NewUser): Promise<string> {
  const handle = await proposeHandle(tx, user.name);
  const row = await tx.user.create({ data: { ...user, handle, trustedAt: null }, select: { id: true } });
  return row.id;
}

/**
 * Checks an address and a password. Throws 400 "accounts.error.sign_in", in the same time, whether the account exists or
 * not, and 429 after 10 failures per account and network or 300 per client address in 15 minutes. Whoever has the right
 * password of a suspended account is told until when, and why, as 409 "accounts.error.sign_in_suspended", in `language`.
 */
export async function signIn(
  input: z.infer<typeof signInSchema>,
  from: { address: string; language?: string },
): Promise<{ userId: string }> {
  const email = normalize(input.email).toLowerCase();
  const pair = limitKeyFrom(email, from);
  await consumeLimit(signInPerAccount, pair);
  await consumeLimit(signInPerAddress, from.address);
  const passwordHash = await hashAt(db(), email, input.password);
  const account = await findAccountWith(db(), { email, passwordHash });
  if (!account) throw new AppError("accounts.error.sign_in", 400);
  await resetLimit(signInPerAccount, pair);
  await returnPoint(signInPerAddress, from.address);
  await requireNotSuspended(account.id, from.language);
  return { userId: account.id };
}
