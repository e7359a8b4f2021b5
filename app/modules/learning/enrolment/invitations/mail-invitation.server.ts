import { db } from "#app/infra/db.server.ts";
import { invitationColumns } from "./find-invitation.server.ts";
import { offeredLanguage } from "#app/i18n/offered-languages.ts";
import { siteName } from "#app/i18n/site-name.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { textIn } from "#app/modules/learning/courses/text.ts";
import { formatFor } from "#app/i18n/format.ts";
import { env } from "#app/infra/env.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { hashSecret, makeSecret } from "#app/modules/accounts/tokens.server.ts";

/** Job: makes a fresh token for an invitation that is open and mails it, in the language it was written for. */
export async function mailInvitation(invitationId: string, { at = new Date() } = {}): Promise<void> {
  const row = await db().invitation.findUnique({ where: { id: invitationId }, select: invitationColumns });
  if (!row || row.acceptedAt || row.revokedAt || row.expiresAt <= at) return;
  const language = offeredLanguage(row.language);
  const secret = makeSecret();
  const { course, cohort } = row;
  const mail = composeMail(language, "mail.invitation", {
    values: {
      inviter: isolate(row.invitedBy?.name ?? siteName()),
      title: isolate(textIn(course.title, language, course.defaultLanguage).text),
      cohort: cohort ? isolate(cohort.name) : "none",
      email: row.email,
      until: isolate(formatFor(language, "UTC").date(row.expiresAt)),
    },
    action: { url: `${env().PUBLIC_URL}/invitations/${secret}` },
  });
  await transaction(async (tx) => {
    const key = `invitation:${row.id}:${row.expiresAt.getTime()}`;
    const isNew = await queueMail(tx, { key, userId: null, recipient: row.email, ...mail });
    if (!isNew) return;
    const data = { tokenHash: hashSecret(secret) };
    await tx.invitation.update({ where: { id: row.id }, data, select: { id: true } });
  });
}
