import { createHash } from "node:crypto";
import type { z } from "zod";
import { AppError, fieldError } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { consumeLimit, resetLimit, returnPoint } from "#app/infra/limits.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { normalize } from "#app/lib/combining-marks.ts";
import { networkOf } from "#app/lib/network.ts";
import { requestConfirmationOf } from "./confirm-email.server.ts";
import { findCountry } from "./countries.ts";
import { proposeHandle } from "./propose-handle.server.ts";
import { hashPassword, passwordMatches } from "./passwords.server.ts";
import type { signInSchema, signUpSchema } from "./schemas.ts";
import type { Role } from "./actor.ts";

// Only failures count: a training room that signs in together from one address is not locked out. An account is counted for
// each network by itself: who guesses somebody's password from elsewhere locks out nobody but themselves.
const signInPerAccount = { name: "sign_in_pair", points: 10, seconds: 15 * 60 };
const signInPerAddress = { name: "sign_in_address", points: 300, seconds: 15 * 60 };
const signUpPerAddress = { name: "sign_up_address", points: 1000, seconds: 60 * 60 };

/**
 * Opens an account and asks for the confirmation mail. The zone falls back to the country's capital. Throws 400 with the
 * field "email" when the address has an account already, 429 when the client's address opens too many.
 */
export async function signUp(
  input: z.infer<typeof signUpSchema>,
  from: { address: string },
): Promise<{ userId: string }> {
  await consumeLimit(signUpPerAddress, from.address);
  const passwordHash = await hashPassword(input.password);
  return transaction(async (tx) => {
    // Two forms with one address wait for each other here, so that the second is told what the first did.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-up:${input.email}`}, 0))`;
    const taken = await tx.user.findUnique({ where: { email: input.email }, select: { id: true } });
    if (taken) throw fieldError("email", "accounts.error.email_taken");
    const { name, email, country, language } = input;
    const zone = input.zone ?? findCountry(country)?.zone ?? "UTC";
    const userId = await insertUser(tx, { name, email, country, language, zone, passwordHash, role: "member" });
    await record(tx, "accounts.user.joined", { userId, digest: input.digest });
    await requestConfirmationOf(tx, userId);
    return { userId };
  });
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
  const row = await tx.user.create({ data: { ...user, handle }, select: { id: true } });
  return row.id;
}

/**
 * Checks an address and a password. Throws 400 "accounts.error.sign_in", in the same time, whether the account exists or
 * not, and 429 after 10 failures per account and network or 300 per client address in 15 minutes.
 */
export async function signIn(
  input: z.infer<typeof signInSchema>,
  from: { address: string },
): Promise<{ userId: string }> {
  const email = normalize(input.email).toLowerCase();
  const pair = `${networkOf(from.address)} ${createHash("sha256").update(email).digest("base64url")}`;
  await consumeLimit(signInPerAccount, pair);
  await consumeLimit(signInPerAddress, from.address);
  const user = await db().user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
  const matches = await passwordMatches(user?.passwordHash ?? null, input.password);
  if (!user || !matches) throw new AppError("accounts.error.sign_in", 400);
  await resetLimit(signInPerAccount, pair);
  await returnPoint(signInPerAddress, from.address);
  return { userId: user.id };
}
