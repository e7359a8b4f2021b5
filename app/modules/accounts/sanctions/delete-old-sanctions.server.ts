import { db } from "#app/infra/db.server.ts";
import { sanctionDays } from "#app/modules/accounts/sanctions/sanction-kinds.ts";

export const sanctionsBatch = 500;

/** Sweep: deletes lines of people's records two years after they ended, or after a warning. Returns how many. */
export async function deleteOldSanctions({ at = new Date(), limit = sanctionsBatch } = {}): Promise<number> {
  const before = new Date(at.getTime() - sanctionDays * 86_400_000);
  return db().$executeRaw`
    DELETE FROM sanctions WHERE id IN (
      SELECT id FROM sanctions
       WHERE created_at < ${before} AND coalesce(ended_at, until, created_at) < ${before}
       ORDER BY created_at LIMIT ${limit})`;
}
