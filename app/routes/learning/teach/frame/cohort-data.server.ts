import { listCohortNames } from "#app/modules/learning/enrolment/list-cohort-names.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

/**
 * The cohorts that a page of staff can be narrowed to, and the one that its address names (`?cohort=<slug>`). A name that is not
 * among them is no cohort, and everybody is shown. One SQL statement.
 */
export async function loadCohortChoice(access: CourseStaffAccess, url: URL) {
  const cohorts = await listCohortNames(access);
  return { cohorts, cohort: cohorts.find(({ slug }) => slug === url.searchParams.get("cohort")) ?? null };
}
