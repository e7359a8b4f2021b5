import { randomBytes } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import { hashSecret } from "#app/modules/accounts/tokens.server.ts";

export type FormFields = Record<string, string[]>;

/**
 * Keeps what somebody typed into a form whose session had ended, for an hour, under a secret that only their browser
 * gets. Passwords are never kept. `path` is the page that shows the form again.
 */
export async function keepForm(path: string, fields: FormFields, at = new Date()): Promise<string> {
  const secret = randomBytes(18).toString("base64url");
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => !/password|token/i.test(name)));
  const expiresAt = new Date(at.getTime() + 60 * 60_000);
  await db().keptForm.create({ data: { id: hashSecret(secret), path, fields: kept, expiresAt }, select: { id: true } });
  return secret;
}

/** What was kept for this page, or null. It stays until it expires: a reload must not lose it. */
export async function findKeptForm(secret: string, path: string, at = new Date()): Promise<FormFields | null> {
  const row = await db().keptForm.findFirst({
    where: { id: hashSecret(secret), path, expiresAt: { gt: at } },
    select: { fields: true },
  });
  return (row?.fields as FormFields | undefined) ?? null;
}

/** Forgets what was kept for this page, once it was sent. Says whether there was something. */
export async function dropKeptForm(secret: string, path: string): Promise<boolean> {
  const { count } = await db().keptForm.deleteMany({ where: { id: hashSecret(secret), path } });
  return count > 0;
}

/** Deletes kept forms and one-time rights that have expired; a sweep calls it. */
export async function deleteExpiredForms(at = new Date()): Promise<void> {
  await db().keptForm.deleteMany({ where: { expiresAt: { lte: at } } });
  await db().accessToken.deleteMany({ where: { expiresAt: { lte: new Date(at.getTime() - 30 * 86_400_000) } } });
}
