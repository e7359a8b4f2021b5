import { createHash, randomBytes } from "node:crypto";
import { AppError } from "#app/infra/app-error.ts";
import { db, type Db, type Tx } from "#app/infra/db.server.ts";
import type { AccessPurpose } from "#prisma/generated/enums.ts";

/** SHA-256 in hex: what is stored of a secret that somebody else carries. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** A secret that nobody guesses, for a link. It ends with a letter or a digit: mail programs end a link before a last "_" or "-". */
export function makeSecret(): string {
  const secret = randomBytes(24).toString("base64url");
  return /[A-Za-z0-9]$/.test(secret) ? secret : makeSecret();
}

type NewToken = {
  purpose: AccessPurpose;
  userId: string | null;
  email: string | null;
  minutes: number;
  /** Where it is part of something that is written first. */
  secret?: string;
  at?: Date;
};

/**
 * Makes a one-time right that ends after `minutes` and withdraws older ones of the same person and purpose. Returns the
 * secret; only its hash is stored.
 */
export async function createAccessToken(
  tx: Db,
  { purpose, userId, email, minutes, secret = makeSecret(), at = new Date() }: NewToken,
): Promise<string> {
  await tx.accessToken.deleteMany({ where: { userId, purpose, usedAt: null } });
  const expiresAt = new Date(at.getTime() + minutes * 60_000);
  await tx.accessToken.create({ data: { id: hashSecret(secret), purpose, userId, email, expiresAt } });
  return secret;
}

/** Uses a right up, once. Throws 400 "accounts.error.token" when it is unknown, used, expired or for something else. */
export async function useAccessToken(tx: Tx, purpose: AccessPurpose, secret: string, at = new Date()) {
  const id = hashSecret(secret);
  const used = await tx.accessToken.updateMany({
    where: { id, purpose, usedAt: null, expiresAt: { gt: at } },
    data: { usedAt: at },
  });
  if (used.count !== 1) throw new AppError("accounts.error.token", 400);
  return tx.accessToken.findUniqueOrThrow({ where: { id }, select: { userId: true, email: true } });
}

/** A right that could be used now, or null; looking does not use it up. */
export async function findAccessToken(purpose: AccessPurpose, secret: string, at = new Date()) {
  const where = { id: hashSecret(secret), purpose, usedAt: null, expiresAt: { gt: at } };
  return db().accessToken.findFirst({ where, select: { userId: true, email: true } });
}

/** Whether the right could be used now. */
export async function isAccessTokenValid(purpose: AccessPurpose, secret: string, at = new Date()): Promise<boolean> {
  return (await findAccessToken(purpose, secret, at)) !== null;
}
