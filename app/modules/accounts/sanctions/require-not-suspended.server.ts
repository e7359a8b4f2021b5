import { formatFor } from "#app/i18n/format.ts";
import { offeredLanguage } from "#app/i18n/offered-languages.ts";
import { AppError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { isolate } from "#app/lib/isolate.ts";

/**
 * Lets in whoever has shown that an account is theirs, unless it is suspended: throws 409
 * "accounts.error.sign_in_suspended" with the date by their clock and the reason, for a page in `language`. One SQL statement.
 */
export async function requireNotSuspended(userId: string, language?: string, at = new Date()): Promise<void> {
  const select = { suspendedUntil: true, suspensionReason: true, language: true, zone: true } as const;
  const person = await db().user.findUnique({ where: { id: userId }, select });
  if (!person?.suspendedUntil || person.suspendedUntil <= at) return;
  const format = formatFor(offeredLanguage(language ?? person.language), person.zone);
  const values = {
    date: format.dateTime(person.suspendedUntil),
    hasReason: person.suspensionReason ? "yes" : "no",
    reason: isolate(person.suspensionReason ?? ""),
  };
  throw new AppError("accounts.error.sign_in_suspended", 409, { values });
}
