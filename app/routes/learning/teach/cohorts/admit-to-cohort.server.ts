import type { PageRequest } from "#app/http/page.server.ts";
import { getCohort } from "#app/modules/learning/enrolment/cohorts/get-cohort.server.ts";
import { admitStaff } from "#app/routes/learning/teach/frame/admit.server.ts";

/** Admits to a form about the cohort of the address. Throws as `admitStaff`, 404 for a cohort that is not theirs to run. */
export async function admitToCohort(request: PageRequest) {
  const access = await admitStaff(request);
  return { access, cohort: await getCohort(access, request.param("cohort")) };
}
