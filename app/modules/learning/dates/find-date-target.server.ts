import { db } from "#app/infra/db.server.ts";
import { findPersonSeen } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import { getEffectiveLimits } from "./get-effective-limits.server.ts";
import type { OverrideRow } from "./list-overrides.server.ts";
import { resolveLimits, type UnitLimits } from "./limits.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

/** Whoever other dates are made for: how a form names them, by which clock, and what holds for them now. */
export type DateTarget = {
  /** "cohort:<id>" or "person:<handle>". */
  value: string;
  name: string;
  zone: string;
  override: OverrideRow | null;
  effective: UnitLimits;
};

/** A cohort as the target of other dates; null for one that is not the actor's. Dates are planned by its zone. */
export async function findCohortTarget(
  { course, cohortIds }: CourseStaffAccess,
  slug: string,
  { base, overrides }: { base: UnitLimits; overrides: OverrideRow[] },
): Promise<DateTarget | null> {
  const row = await db().cohort.findFirst({
    where: { courseId: course.id, slug, ...(cohortIds && { id: { in: cohortIds } }) },
    select: { id: true, name: true, zone: true },
  });
  if (!row) return null;
  const override = overrides.find(({ cohort }) => cohort?.id === row.id) ?? null;
  const effective = resolveLimits(base, { cohorts: override ? [override] : [] });
  return { value: `cohort:${row.id}`, name: row.name, zone: row.zone, override, effective };
}

/** A person of the course, by handle or address, as the target; null for nobody whom the actor may see. */
export async function findPersonTarget(
  { course, cohortIds, actor }: CourseStaffAccess,
  wished: string,
  { unitId, overrides }: { unitId: string; overrides: OverrideRow[] },
): Promise<DateTarget | null> {
  const person = await findPersonSeen({ course, cohortIds }, wished);
  if (!person) return null;
  const override = overrides.find(({ user }) => user?.handle === person.handle) ?? null;
  const effective = await getEffectiveLimits(person.id, unitId);
  return { value: `person:${person.handle}`, name: person.name, zone: actor.zone, override, effective };
}
