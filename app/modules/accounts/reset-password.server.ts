import { randomUUID } from "node:crypto";
import { AppError, fieldError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { consumeLimit, hasPoint } from "#app/infra/limits.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "./actor.ts";
import { hashAt, listAccountsAt, lockAddress } from "./accounts-at-address.server.ts";
import { hashPassword, passwordMatches } from "./passwords.server.ts";
import { revokeSessions } from "./sessions.server.ts";
import { mailLink } from "./mail-link.server.ts";
import { requireNotSuspended } from "./sanctions/require-not-suspended.server.ts";
import { findAccessToken, useAccessToken } from "./tokens.server.ts";
import { noteConfirmed } from "./confirm-email.server.ts";

const perAccount = { name: "reset_account", points: 5, seconds: 60 * 60 };
const perAddress = { name: "reset_address", points: 100, seconds: 60 * 60 };

/** For whom a new password is asked when the address has no account: the fact is noted all the same, and nothing follows. */
const nobody = "00000000-0000-0000-0000-000000000000";

/**
 * Notes the wish for a new password, in the same statements whether the address has an account or not. Who asked five times
 * within the hour has five mails with good links: more of them are left out in silence, so that nobody can use up somebody
 * else's tries.
 */
export async function requestPasswordReset(email: string, from: { address: string }): Promise<void> {
  await consumeLimit(perAddress, from.address);
  if (!(await hasPoint(perAccount, email))) return;
  await transaction(async (tx) => {
    const [account] = await listAccountsAt(tx, email);
    const userId = account?.id ?? nobody;
    await record(tx, "accounts.password_reset.requested", { userId, requestId: randomUUID() });
  });
}

/** Job: makes a link that is good for an hour and queues the mail that carries it, once for each wish. */
export async function mailPasswordReset({ userId, requestId }: { userId: string; requestId?: string }): Promise<void> {
  const user = await db().user.findUnique({
    where: { id: userId },
    select: { id: true, email: true, name: true, language: true },
  });
  if (user) await mailLink("reset_password", user, requestId);
}

/** An account that a mailed link can give a new password. */
export type ResettableAccount = { handle: string; name: string; createdAt: Date };

/**
 * The accounts of whoever holds this link: the one that has confirmed the address, or all that were opened with it, at most 50.
 * Null when the link is no longer good.
 */
export async function listResettable(secret: string): Promise<ResettableAccount[] | null> {
  const token = await findAccessToken("reset_password", secret);
  if (!token?.email) return null;
  const accounts = await listAccountsAt(db(), token.email);
  return accounts.map(({ handle, name, createdAt }) => ({ handle, name, createdAt }));
}

/**
 * Sets a new password with a mailed token and ends every session of the person. Who could read the mail has shown the
 * address to be theirs, so it is confirmed too. Where several accounts were opened with the address they say which is theirs
 * (`account`, a handle); the first is meant otherwise. Throws 400 "accounts.error.token", 409 as `requireNotSuspended`.
 */
export async function resetPassword(
  secret: string,
  { password, account }: { password: string; account?: string },
): Promise<{ userId: string }> {
  const token = await findAccessToken("reset_password", secret);
  if (!token?.email) throw new AppError("accounts.error.token", 400);
  const { email } = token;
  const hashed = await hashAt(db(), email, password);
  const userId = await transaction(async (tx) => {
    await useAccessToken(tx, "reset_password", secret);
    await lockAddress(tx, email);
    const accounts = await listAccountsAt(tx, email);
    const chosen = accounts.find(({ handle }) => handle === account) ?? accounts[0];
    if (!chosen) throw new AppError("accounts.error.token", 400);
    // The link stays good: nothing of this transaction is kept.
    await requireNotSuspended(chosen.id);
    const passwordHash = await hashAt(tx, email, password, hashed);
    await tx.user.update({ where: { id: chosen.id }, data: { passwordHash }, select: { id: true } });
    await noteConfirmed(tx, { id: chosen.id, email });
    return chosen.id;
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
  const passwordHash = await hashPassword(input.password, { like: row.passwordHash });
  await db().user.update({ where: { id: actor.id }, data: { passwordHash }, select: { id: true } });
  await revokeSessions(actor.id, { except: sessionId });
}
