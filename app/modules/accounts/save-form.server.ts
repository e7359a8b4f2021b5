import { randomBytes } from "node:crypto";
import { AppError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { consumeLimit } from "#app/infra/limits.server.ts";
import { networkOf } from "#app/lib/network.ts";
import { endedLinkDays, savedFormSeconds } from "#app/modules/accounts/kept-data.ts";
import { hashSecret } from "#app/modules/accounts/tokens.server.ts";

export type FormFields = Record<string, string[]>;

/** What a guest's form may hold, in bytes of JSON: an essay of thirty pages fits. */
export const largestGuestForm = 64 * 1024;

/** A room full of people whose sessions end together sends fewer; a program fills at most 12.5 MB in an hour. */
export const guestForms = { name: "saved-form", points: 200, seconds: 60 * 60 };

type SaveOptions = {
  /** The network address of a guest, whose forms are bounded in size and number; a member's are bounded by their schema. */
  guestAddress?: string;
  at?: Date;
};

/**
 * Saves what somebody typed into a form whose session had ended, for an hour, under a secret that only their browser
 * gets. Passwords are never saved. `path` is the page that shows the form again. Throws AppError for a guest: 413 for a form
 * above 64 KB, 429 for more than 200 forms of one network within an hour.
 */
export async function saveForm(
  path: string,
  typed: FormFields,
  { guestAddress, at = new Date() }: SaveOptions = {},
): Promise<string> {
  const secret = randomBytes(18).toString("base64url");
  const fields = Object.fromEntries(Object.entries(typed).filter(([name]) => !/password|token/i.test(name)));
  if (guestAddress !== undefined) {
    if (Buffer.byteLength(JSON.stringify(fields)) > largestGuestForm) throw new AppError("error.saved_form_large", 413);
    await consumeLimit(guestForms, networkOf(guestAddress));
  }
  const expiresAt = new Date(at.getTime() + savedFormSeconds * 1000);
  await db().savedForm.create({ data: { id: hashSecret(secret), path, fields, expiresAt }, select: { id: true } });
  return secret;
}

/** What was saved for this page, or null. It stays until it expires: a reload must not lose it. */
export async function findSavedForm(secret: string, path: string, at = new Date()): Promise<FormFields | null> {
  const row = await db().savedForm.findFirst({
    where: { id: hashSecret(secret), path, expiresAt: { gt: at } },
    select: { fields: true },
  });
  return (row?.fields as FormFields | undefined) ?? null;
}

/** Forgets what was saved for this page, once it was sent. Says whether there was something. */
export async function deleteSavedForm(secret: string, path: string): Promise<boolean> {
  const { count } = await db().savedForm.deleteMany({ where: { id: hashSecret(secret), path } });
  return count > 0;
}

/** Deletes saved forms and one-time rights that have expired; a sweep calls it. */
export async function deleteExpiredForms(at = new Date()): Promise<void> {
  await db().savedForm.deleteMany({ where: { expiresAt: { lte: at } } });
  await db().accessToken.deleteMany({
    where: { expiresAt: { lte: new Date(at.getTime() - endedLinkDays * 86_400_000) } },
  });
}
