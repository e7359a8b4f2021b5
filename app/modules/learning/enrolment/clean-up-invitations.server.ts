import { db } from "#app/infra/db.server.ts";

const day = 24 * 60 * 60_000;
/** How long addresses of people who never came are kept after their invitation has run out. */
const keptAfterExpiry = 60 * day;
/** How long the report of a list of people is kept. */
const keptReports = 180 * day;

/**
 * Sweep: deletes the addresses of people who did not take up an invitation, and old reports of lists: both hold addresses
 * of people who may have no account.
 */
export async function cleanUpInvitations({ at = new Date() } = {}): Promise<void> {
  const before = (age: number) => new Date(at.getTime() - age);
  await db().invitation.deleteMany({ where: { expiresAt: { lt: before(keptAfterExpiry) } } });
  await db().rosterRun.deleteMany({ where: { createdAt: { lt: before(keptReports) } } });
}
