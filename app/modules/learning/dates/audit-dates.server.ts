import { recordAudit } from "#app/infra/audit.server.ts";
import type { Tx } from "#app/infra/db.server.ts";

type Change = {
  actorId: string;
  unitId: string;
  /** Of an override: whom it is for. */
  userId?: string | null;
  cohortId?: string | null;
  before: object | null;
  after: object | null;
};

/** Writes into the audit log who changed the dates of a unit, what stood there and what stands there now. */
export async function auditDates(tx: Tx, { actorId, unitId, ...data }: Change): Promise<void> {
  await recordAudit(tx, { actorId, action: "learning.dates.changed", subject: `unit:${unitId}`, data });
}
