import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { UnitLimits } from "./limits.ts";
import { listLimits } from "./load-limits.server.ts";

/** What holds for one person in one unit, by the rule of `resolveLimits`. One SQL statement. Throws 404. */
export async function getEffectiveLimits(userId: string, unitId: string): Promise<UnitLimits> {
  const [row] = await listLimits(db(), { userIds: [userId], unitIds: [unitId] });
  if (!row) throw notFound();
  return row.limits;
}

/** The same in all of these units, by unit. One SQL statement. */
export async function listEffectiveLimits(
  userId: string,
  units: readonly { id: string }[],
): Promise<Record<string, UnitLimits>> {
  const rows = await listLimits(db(), { userIds: [userId], unitIds: units.map(({ id }) => id) });
  return Object.fromEntries(rows.map(({ unitId, limits }) => [unitId, limits]));
}
