import { db } from "#app/infra/db.server.ts";
import { invitationDays, rosterReportDays } from "#app/modules/learning/enrolment/kept-data.ts";

const day = 24 * 60 * 60_000;

/**
 * Sweep: deletes the addresses of people who did not take up an invitation, and old reports of lists: both hold addresses
 * of people who may have no account.
 */
export async function cleanUpInvitations({ at = new Date() } = {}): Promise<void> {
  const before = (days: number) => new Date(at.getTime() - days * day);
  await db().invitation.deleteMany({ where: { expiresAt: { lt: before(invitationDays) } } });
  await db().rosterRun.deleteMany({ where: { createdAt: { lt: before(rosterReportDays) } } });
}
