import { forbidden } from "#app/infra/app-error.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { getAuthoringFor, getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";

/** Admits the staff of the address's course to a form: the action gets the course as `access`. Throws as `getStaffAccessFor`. */
export function admitStaff({ actor, param, language }: PageRequest) {
  return getStaffAccessFor(actor, param("slug"), language);
}

/** The same for whoever runs all of the course. Throws 403 for a trainer of single cohorts, too. */
export async function admitTeam(request: PageRequest) {
  const access = await admitStaff(request);
  if (access.cohortIds !== null) throw forbidden();
  return access;
}

/** The same for whoever changes the course. Throws as `getAuthoringFor`. */
export function admitAuthor({ actor, param, language }: PageRequest) {
  return getAuthoringFor(actor, param("slug"), language);
}
